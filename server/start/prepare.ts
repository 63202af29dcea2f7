import { rmSync } from 'node:fs'
import { copyFile, open } from 'node:fs/promises'
import { beginEventLog, type Database, keepClock, keptClock, openDatabase, problem } from '#kernel'
import { carryOver, carryOverRestore } from './carry.ts'
import type { Snapshot } from './snapshots.ts'

type Order = {
  /** The bank's own file; only read. */
  live: string
  /** Where the one that will take its place is made. */
  next: string
  wire: () => number
  /** Written into the next one in the transaction that carries over. */
  note: (next: Database) => void
}

/**
 * Lays a copy of a whole database beside its place and writes it to the disk: the long part of a change, which needs
 * nobody to wait.
 */
export async function layOut(from: string, next: string): Promise<void> {
  rmSync(next, { force: true })
  await copyFile(from, next)
  const handle = await open(next, 'r+')
  await handle.sync().finally(() => handle.close())
}

/**
 * Makes the laid out copy of the prepared file the one that a bank is reset to: with what stays of the bank's own.
 * Bank time is wire time again, but a clock that somebody stopped stays where it stands.
 */
export function prepareReset(seededFile: string, { live, next, note }: Order): void {
  filled(next, (db) =>
    carryOver(db, { liveFile: live, seededFile }, () => {
      const { frozenAt } = db
        .prepare<[], { frozenAt: number | null }>('SELECT frozen_at AS frozenAt FROM live.bank_clock WHERE id = 1')
        .get() ?? { frozenAt: null }
      keepClock(db, { offsetMs: 0, frozenAt })
      beginEventLog(db)
      note(db)
    }),
  )
}

/**
 * Makes the laid out copy of a snapshot the one that a bank is restored to. Bank time goes on from the snapshot's moment.
 * Throws snapshot-of-another-bank where the install's authority is not the one of the snapshot, and data-folder-newer
 * where a newer Bancada made it.
 */
export function prepareRestore(snapshot: Snapshot, { live, next, wire, note }: Order): void {
  filled(next, (db) =>
    carryOverRestore(db, live, () => {
      if (!sameAuthority(db)) throw problem('snapshot-of-another-bank', { name: snapshot.name })
      refuseNewer(db)
      const { frozenAt } = keptClock(db)
      keepClock(db, { offsetMs: snapshot.bankTime - Math.floor(wire()), frozenAt })
      db.exec('DROP TABLE snapshot_facts')
      beginEventLog(db)
      note(db)
    }),
  )
}

function filled(next: string, fill: (db: Database) => void): void {
  const db = openDatabase(next, { keep: 'nothing' })
  try {
    fill(db)
    // As it will be opened: what changes that later has to wait for the disk, twice.
    db.pragma('journal_mode = WAL')
  } catch (error) {
    db.close()
    rmSync(next, { force: true })
    throw error
  }
  db.close()
}

/** The live file is at the versions that this program knows. */
function refuseNewer(db: Database): void {
  const newer = db
    .prepare<[], { room: string; version: number; known: number }>(
      `SELECT one.room, one.version, other.version AS known FROM main.room_versions one
         JOIN live.room_versions other ON other.room = one.room WHERE one.version > other.version`,
    )
    .get()
  if (newer) throw problem('data-folder-newer', newer)
}

function sameAuthority(db: Database): boolean {
  const read = (schema: 'main' | 'live') =>
    db.prepare<[], string>(`SELECT certificate_pem FROM ${schema}.directory_authority`).pluck().get()
  return read('main') === read('live')
}
