import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from './database.ts'

/**
 * Bank time: rules everything the bank keeps (consents, tokens, sessions, ledger dates, analytics).
 * It can be advanced, frozen and released; its state lives in bank.db so that a snapshot carries it.
 */
export type BankClock = {
  /** Bank time now, in milliseconds since the Unix epoch. */
  now(): number
  /** How far bank time is ahead of wire time at this moment, in milliseconds (negative when behind). */
  offsetMs(): number
  frozen(): boolean
  /** Moves bank time forward (or back, for a restored snapshot) by `ms`. */
  advance(ms: number): void
  freeze(): void
  release(): void
}

/** The world a bank lives in: two clocks, identifiers and chance. A test owns all of them. */
export type World = {
  clock: BankClock
  /** Wire time: the machine's clock, for whatever outsiders sign or check (JWT iat/exp, TLS). Milliseconds. */
  wire: { now(): number }
  ids: {
    /** A random UUID, version 4. */
    uuid(): string
    /** An unguessable URL-safe string made of `bytes` random bytes (default 32). */
    token(bytes?: number): string
  }
  /** A number from 0 (inclusive) to 1 (exclusive). */
  chance(): number
}

export type WorldOptions = {
  db: Database
  wire?: () => number
  uuid?: () => string
  token?: (bytes: number) => string
  chance?: () => number
}

/** The machine's own clock, which wire time follows unless a test owns it. */
export const machineTime = (): number => Date.now()

/** Opens the world of one install over its database. Without overrides: the machine's clock and randomness. */
export function openWorld({ db, wire = machineTime, uuid, token, chance }: WorldOptions): World {
  return {
    clock: openBankClock(db, wire),
    wire: { now: wire },
    ids: {
      uuid: uuid ?? (() => randomUUID()),
      token: (bytes = 32) => (token ? token(bytes) : randomBytes(bytes).toString('base64url')),
    },
    chance: chance ?? Math.random,
  }
}

/** The clock as kept: how far bank time is ahead of wire time, or the moment it stands still at. */
export type KeptClock = { offsetMs: number; frozenAt: number | null }

/** The clock that a database keeps; one that follows wire time where it keeps none yet. */
export function keptClock(db: Database): KeptClock {
  db.exec(`CREATE TABLE IF NOT EXISTS bank_clock (
    id INTEGER PRIMARY KEY CHECK (id = 1), offset_ms INTEGER NOT NULL, frozen_at INTEGER)`)
  db.exec('INSERT OR IGNORE INTO bank_clock (id, offset_ms, frozen_at) VALUES (1, 0, NULL)')
  return db
    .prepare<[], KeptClock>('SELECT offset_ms AS offsetMs, frozen_at AS frozenAt FROM bank_clock WHERE id = 1')
    .get() as KeptClock
}

/** Keeps a clock in a database that no bank has open. */
export function keepClock(db: Database, { offsetMs, frozenAt }: KeptClock): void {
  keptClock(db)
  db.prepare('UPDATE bank_clock SET offset_ms = ?, frozen_at = ? WHERE id = 1').run(offsetMs, frozenAt)
}

function openBankClock(db: Database, wire: () => number): BankClock {
  const kept = keptClock(db)
  const save = db.prepare('UPDATE bank_clock SET offset_ms = ?, frozen_at = ? WHERE id = 1')
  let { offsetMs, frozenAt } = kept

  const now = () => frozenAt ?? wire() + offsetMs
  return {
    now,
    offsetMs: () => now() - wire(),
    frozen: () => frozenAt !== null,
    advance(ms) {
      if (frozenAt !== null) frozenAt += ms
      else offsetMs += ms
      save.run(offsetMs, frozenAt)
    },
    freeze() {
      frozenAt = now()
      save.run(offsetMs, frozenAt)
    },
    release() {
      if (frozenAt === null) return
      offsetMs = frozenAt - wire()
      frozenAt = null
      save.run(offsetMs, frozenAt)
    },
  }
}
