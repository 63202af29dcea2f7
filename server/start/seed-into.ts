import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { openDatabase } from '#kernel'
import type { DataFolder } from './data-folder.ts'
import { removeLeftovers, replaceDatabase, syncFile } from './database-files.ts'
import type { History, Made } from './history.ts'
import { prepareReset } from './prepare.ts'
import type { SeededFile } from './seeded.ts'

export type Seeded = Omit<Made, 'ms'> & { seed: string; days: number; lastDay: string; ms: number }

export type SeedDeps = {
  folder: Pick<DataFolder, 'bankDb' | 'nextBankDb' | 'trafficDb'>
  /** Opened with `history`. */
  seeded: SeededFile
  history: History
  wire: () => number
}

/**
 * Gives a bank that doesn't run other customers and another history; its caller holds the folder. Authority,
 * applications and their credentials stay, and a reset returns to what this made. All of it is made beside its place. A
 * kill leaves the bank as it was, or with its traffic still to be written, which the next start does.
 * Throws database-in-use where somebody else has a file open.
 */
export function seedInto({ folder, seeded, history, wire }: SeedDeps): Seeded {
  const { bankDb, nextBankDb, trafficDb } = folder
  const nextTrafficDb = `${trafficDb}.next`
  const began = performance.now()
  removeLeftovers(bankDb, nextBankDb)
  removeLeftovers(trafficDb, nextTrafficDb)

  const { ms: _ms, ...made } = seeded.make() ?? { customers: 0, transactions: 0, consents: 0, calls: 0, ms: 0 }
  copyFileSync(seeded.file, nextBankDb)
  if (existsSync(bankDb)) prepareReset(seeded.file, { live: bankDb, next: nextBankDb, wire, note: () => undefined })
  writeTraffic()
  for (const end of ['', '-wal', '-shm']) rmSync(trafficDb + end, { force: true })
  replaceDatabase(nextBankDb, bankDb).done()
  if (existsSync(nextTrafficDb)) renameSync(nextTrafficDb, trafficDb)
  const { seed, days, lastDay } = history.generationAt(wire())
  return { ...made, seed, days, lastDay, ms: Math.round(performance.now() - began) }

  function writeTraffic(): void {
    const db = openDatabase(nextBankDb, { keep: 'nothing' })
    try {
      history.writeTraffic(db, nextTrafficDb)
    } finally {
      db.close()
    }
    syncFile(nextBankDb)
    if (existsSync(nextTrafficDb)) syncFile(nextTrafficDb)
  }
}
