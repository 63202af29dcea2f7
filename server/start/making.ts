import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { machineTime, openDatabase, readDatabase, type WorldOptions } from '#kernel'
import type { HistoryAsked } from './bancada.ts'
import type { DataFolder } from './data-folder.ts'
import { type Replaced, replaceDatabase, syncFile, syncFolder } from './database-files.ts'
import { type History, hasGenerationOf, type Made, type Phase } from './history.ts'
import type { Personas } from './index.ts'
import { openSeededFile } from './seeded.ts'

/** What was made. `ms` is how long it took. */
export type Seeded = Made & { seed: string; days: number; lastDay: string }

type Files = Pick<DataFolder, 'makingDir' | 'seededDb' | 'trafficDb' | 'bankDb' | 'nextBankDb'>

/** What a maker of histories is started with: the folder to make the files in, and how much to make. */
export type MakerOrder = { dir: string; asked: HistoryAsked }

/** What a maker says: how it goes on, and last what became of it. */
export type MakerWord = { line: string; phase: Phase } | { made: Seeded } | { failure: string }

/** The two files of a history that is being made, in a folder of their own until they take their places. */
export const madeFiles = (dir: string) => ({
  seeded: path.join(dir, 'seeded.db'),
  traffic: path.join(dir, 'traffic.db'),
})

export type MakeDeps = {
  dir: string
  books: (at: number) => readonly Personas[]
  history: History
  world?: Omit<WorldOptions, 'db'> | undefined
}

/**
 * Makes a history in a folder of its own: the file that a bank begins with, and the traffic that goes with it. Nothing
 * of a bank's own is touched.
 */
export function makeHistory({ dir, books, history, world }: MakeDeps): Seeded {
  const began = performance.now()
  const files = madeFiles(dir)
  const made = openSeededFile({ file: files.seeded, books, history, world }).make()
  const db = readDatabase(files.seeded)
  try {
    history.writeTraffic(db, files.traffic, 'nothing')
  } finally {
    db.close()
  }
  // A history of no days has no traffic: its place is taken by none, too.
  openDatabase(files.traffic, { keep: 'nothing' }).close()
  syncFile(files.traffic)
  syncFolder(dir)
  const { seed, days, lastDay } = history.generationAt((world?.wire ?? machineTime)())
  const counts = made ?? { customers: 0, transactions: 0, consents: 0, calls: 0 }
  return { ...counts, seed, days, lastDay, ms: Math.round(performance.now() - began) }
}

/** Puts what was made in its place, for a bank that has no files yet. */
export function placeFirst({ makingDir, seededDb, trafficDb }: Files): void {
  const files = madeFiles(makingDir)
  renameSync(files.seeded, seededDb)
  renameSync(files.traffic, trafficDb)
  rmSync(makingDir, { recursive: true, force: true })
}

/**
 * Puts the bank.db that `prepare` lays beside its place, and the traffic that was made for it, in the place of those
 * there are; nothing may be open. A kill leaves the old bank, or the new one with the rest to follow at the next start.
 * `done` ends it, `undo` puts back what was there. Throws database-in-use where somebody else has a file open.
 */
export function placeOver(folder: Files, prepare: (seededFile: string) => void): Replaced {
  prepare(madeFiles(folder.makingDir).seeded)
  const bank = replaceDatabase(folder.nextBankDb, folder.bankDb)
  try {
    const traffic = placeTraffic(folder)
    return {
      done() {
        traffic.done()
        bank.done()
      },
      undo() {
        traffic.undo()
        bank.undo()
      },
    }
  } catch (error) {
    bank.undo()
    throw error
  }
}

function placeTraffic({ makingDir, trafficDb, seededDb }: Files): Replaced {
  const files = madeFiles(makingDir)
  const traffic = existsSync(files.traffic) ? replaceDatabase(files.traffic, trafficDb) : undefined
  return {
    done() {
      renameSync(files.seeded, seededDb)
      syncFolder(path.dirname(seededDb))
      traffic?.done()
      rmSync(makingDir, { recursive: true, force: true })
    },
    undo: () => traffic?.undo(),
  }
}

/** Finishes what a kill left between the bank.db and the files that go with it, or takes away what came to nothing. */
export function settleMaking(folder: Files): void {
  const { makingDir, bankDb } = folder
  if (!existsSync(makingDir)) return
  const { seeded } = madeFiles(makingDir)
  if (existsSync(seeded) && existsSync(bankDb) && hasGenerationOf(seeded, bankDb)) placeTraffic(folder).done()
  else rmSync(makingDir, { recursive: true, force: true })
}
