import { createHash } from 'node:crypto'
import { type Database, migrate, problem } from '#kernel'

const MIGRATIONS = [
  `CREATE TABLE state_calls (
     seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT;`,
]

/** How many keys are remembered. */
const REMEMBERED = 1_000

/** A call that changes the bank's state as a whole, named by its caller so that it takes effect once. */
export type StateCall = { key: string | undefined; content: unknown }

/**
 * Whether a call took effect before, in a bank.db or in the one before it: the keys are carried from file to file.
 * Throws idempotency-key-reused.
 */
export function wasCalled(db: Database, { key, content }: StateCall): boolean {
  migrate(db, 'state', MIGRATIONS)
  if (key === undefined) return false
  const known = db.prepare<[string], string>('SELECT content FROM state_calls WHERE key = ?').pluck().get(key)
  if (known !== undefined && known !== digestOf(content))
    throw problem('idempotency-key-reused', { idempotencyKey: key })
  return known !== undefined
}

/** Notes that a call took effect; inside the transaction of its effect. */
export function noteCall(db: Database, { key, content }: StateCall): void {
  migrate(db, 'state', MIGRATIONS)
  if (key === undefined) return
  db.prepare('INSERT INTO state_calls (key, content) VALUES (?, ?)').run(key, digestOf(content))
  db.prepare('DELETE FROM state_calls WHERE seq <= (SELECT max(seq) FROM state_calls) - ?').run(REMEMBERED)
}

/** Lets a call take effect unless it did before, with its key in one transaction. Throws idempotency-key-reused. */
export function once(db: Database, call: StateCall, act: () => void): void {
  if (wasCalled(db, call)) return
  db.transaction(() => {
    noteCall(db, call)
    act()
  })()
}

function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}
