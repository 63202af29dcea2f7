import BetterSqlite3 from 'better-sqlite3'
import { problem } from './problem.ts'

export type Database = BetterSqlite3.Database
export type Statement<P extends unknown[] = unknown[], R = unknown> = BetterSqlite3.Statement<P, R>

const SYNCHRONOUS = { everything: 'FULL', most: 'NORMAL', nothing: 'OFF' }

/**
 * Opens a SQLite file. `keep: 'everything'` syncs every commit (bank.db) and `keep: 'most'` may lose the last moments at
 * a power cut (traffic.db), both in WAL mode; `keep: 'nothing'` is for a file that is made beside its place and that
 * nobody sees before it is whole: it leaves no log beside it, and is written to the disk by whoever puts it in place.
 * Throws database-unreadable where the file is none of SQLite's.
 */
export function openDatabase(file: string, { keep }: { keep: keyof typeof SYNCHRONOUS }): Database {
  const db = opened(file, keep === 'nothing' ? 'MEMORY' : 'WAL')
  db.pragma(`synchronous = ${SYNCHRONOUS[keep]}`)
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  db.exec('CREATE TABLE IF NOT EXISTS room_versions (room TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID')
  return db
}

/**
 * Opens a SQLite file that nobody writes to, for reading alone. Throws what SQLite throws of a file that it can't read.
 */
export function readDatabase(file: string): Database {
  return new BetterSqlite3(file, { readonly: true, fileMustExist: true })
}

/** The first pragma reads the file: whatever is wrong with it shows here. */
function opened(file: string, journal: 'WAL' | 'MEMORY'): Database {
  try {
    const db = new BetterSqlite3(file)
    db.pragma(`journal_mode = ${journal}`)
    return db
  } catch (error) {
    throw problem('database-unreadable', { file, reason: (error as { code?: string }).code ?? 'unknown' })
  }
}

/**
 * Takes a file for this process alone: an exclusive transaction that the system ends with the process, however it
 * ends. Returns what gives it back, or undefined while another process holds it. Throws what SQLite throws of a file
 * that can't be held.
 */
export function holdFile(file: string): { release(): void } | undefined {
  const db = new BetterSqlite3(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    return undefined
  }
  return { release: () => void db.close() }
}

/** An order in which rows are read by a key, and what compares the keys that follow in it. */
export type KeyOrder = { way: 'ASC' | 'DESC'; past: '>' | '<' }

/**
 * Prepares a read by key twice: with the key rising, and with it falling. Both go through the same index, so that a page
 * costs no more against a list's order than in it.
 */
export function bothWays<S>(prepare: (order: KeyOrder) => S): { rising: S; falling: S } {
  return { rising: prepare({ way: 'ASC', past: '>' }), falling: prepare({ way: 'DESC', past: '<' }) }
}

/**
 * Brings a room's tables up to date: runs the steps that this file has not seen, in one transaction.
 * A step is never edited once released; a change is a new step at the end.
 * Throws data-folder-newer when the file was written by a newer Bancada.
 */
export function migrate(db: Database, room: string, steps: readonly string[]): void {
  db.transaction(() => {
    const row = db.prepare('SELECT version FROM room_versions WHERE room = ?').get(room) as
      | { version: number }
      | undefined
    const version = row?.version ?? 0
    if (version > steps.length) {
      throw problem('data-folder-newer', { room, version, known: steps.length })
    }
    for (const step of steps.slice(version)) db.exec(step)
    db.prepare(
      'INSERT INTO room_versions (room, version) VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET version = excluded.version',
    ).run(room, steps.length)
  }).immediate()
}
