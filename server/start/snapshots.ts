import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Database, openDatabase, openWorld, problem, readDatabase } from '#kernel'
import { syncFile, syncFolder } from './database-files.ts'

/** A snapshot as listed. `savedAt` is wire time, `bankTime` the bank's at that moment; both in milliseconds. */
export type Snapshot = {
  name: string
  savedAt: number
  bankTime: number
  /** Whether bank time stood still. */
  frozen: boolean
  sizeBytes: number
  version: string
}

export type Snapshots = ReturnType<typeof openSnapshots>

type Facts = { savedAt: number; bankTime: number; version: string }

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
/** Names that Windows keeps for devices, whatever comes after a dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const END = '.db'

/** The snapshots of a bank: copies of its bank.db, one file each, and nothing of its keys or its traffic. */
export function openSnapshots(folder: string) {
  function fileOf(name: string): string {
    if (!NAME.test(name) || DEVICE.test(name)) throw problem('snapshot-name-invalid', { name })
    return path.join(folder, name + END)
  }

  function known(name: string): string {
    const file = fileOf(name)
    if (!existsSync(file)) throw problem('snapshot-not-found', { name, known: names() })
    return file
  }

  function names(): string[] {
    if (!existsSync(folder)) return []
    const files = readdirSync(folder).filter((file) => file.endsWith(END))
    return files.map((file) => file.slice(0, -END.length)).filter((name) => NAME.test(name))
  }

  function describe(name: string): Snapshot | undefined {
    try {
      const file = fileOf(name)
      return { name, ...factsIn(file), sizeBytes: statSync(file).size }
    } catch {
      // A file that somebody else put there, or damaged, is none of ours to list.
      return undefined
    }
  }

  return {
    /**
     * Keeps a copy of an open bank.db, page by page, so that calls get in between.
     * Throws snapshot-name-invalid, and snapshot-exists unless it may replace one.
     */
    async save(name: string, { db, bankTime, wireTime, version, replace }: SnapshotOrder): Promise<Snapshot> {
      const file = fileOf(name)
      if (!replace && existsSync(file)) throw problem('snapshot-exists', { name })
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const next = path.join(folder, `${name}.new`)
      rmSync(next, { force: true })
      await db.backup(next)
      writeFacts(next, { savedAt: wireTime(), bankTime: bankTime(), version })
      syncFile(next)
      renameSync(next, file)
      syncFolder(folder)
      return describe(name) as Snapshot
    },

    /** Newest first. */
    list: (): Snapshot[] =>
      names()
        .flatMap((name) => describe(name) ?? [])
        .sort((one, other) => other.savedAt - one.savedAt),

    /** Throws snapshot-name-invalid, snapshot-not-found, snapshot-unreadable. */
    find(name: string): Snapshot & { file: string } {
      const file = known(name)
      const snapshot = describe(name)
      if (!snapshot) throw problem('snapshot-unreadable', { name, file })
      return { ...snapshot, file }
    },

    /** Throws snapshot-name-invalid, snapshot-not-found. */
    delete: (name: string): void => rmSync(known(name)),
  }
}

export type SnapshotOrder = {
  db: Database
  bankTime: () => number
  wireTime: () => number
  version: string
  replace: boolean
}

/** The clocks of a database that no bank has open. */
export function clocksOf(db: Database, wire: () => number): Pick<SnapshotOrder, 'bankTime' | 'wireTime'> {
  return { bankTime: openWorld({ db, wire }).clock.now, wireTime: wire }
}

function writeFacts(file: string, { savedAt, bankTime, version }: Facts): void {
  const db = openDatabase(file, { keep: 'nothing' })
  try {
    db.exec(`CREATE TABLE snapshot_facts (
      one INTEGER PRIMARY KEY CHECK (one = 1), saved_at INTEGER NOT NULL, bank_time INTEGER NOT NULL,
      version TEXT NOT NULL) STRICT`)
    const insert = 'INSERT INTO snapshot_facts (one, saved_at, bank_time, version) VALUES (1, ?, ?, ?)'
    db.prepare(insert).run(Math.floor(savedAt), Math.floor(bankTime), version)
  } finally {
    db.close()
  }
}

function factsIn(file: string): Facts & { frozen: boolean } {
  const db = readDatabase(file)
  try {
    const facts = db
      .prepare<[], Facts & { frozen: 0 | 1 }>(
        `SELECT saved_at AS savedAt, bank_time AS bankTime, version,
           (SELECT frozen_at IS NOT NULL FROM bank_clock WHERE id = 1) AS frozen
           FROM snapshot_facts WHERE one = 1`,
      )
      .get()
    if (!facts) throw new Error(`${file} is no snapshot`)
    return { ...facts, frozen: facts.frozen === 1 }
  } finally {
    db.close()
  }
}

/** A snapshot as told: where its file lies is the bank's own affair. */
export function withoutFile({ file: _file, ...snapshot }: Snapshot & { file: string }): Snapshot {
  return snapshot
}
