import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import type { DataFolder } from './data-folder.ts'
import { removeLeftovers } from './database-files.ts'
import { type MakeDeps, makeHistory, placeOver, type Seeded, settleMaking } from './making.ts'
import { prepareReset } from './prepare.ts'

export type SeedDeps = Omit<MakeDeps, 'dir'> & { folder: DataFolder; wire: () => number }

/**
 * Gives a bank that doesn't run other customers and another history; its caller holds the folder. Authority,
 * applications and their credentials stay, and a reset returns to what this made. All of it is made beside its place. A
 * kill leaves the bank as it was, or the new one with the rest to follow at the next start.
 * Throws database-in-use where somebody else has a file open.
 */
export function seedInto({ folder, wire, ...deps }: SeedDeps): Seeded {
  const { bankDb, nextBankDb, trafficDb, makingDir } = folder
  const dir = folder.newMakingDir()
  settleMaking(folder)
  removeLeftovers(bankDb, nextBankDb)
  removeLeftovers(trafficDb, `${trafficDb}.next`)
  try {
    const made = makeHistory({ dir, ...deps })
    renameSync(dir, makingDir)
    placeOver(folder, (seededFile) => {
      copyFileSync(seededFile, nextBankDb)
      if (existsSync(bankDb)) prepareReset(seededFile, { live: bankDb, next: nextBankDb, wire, note: () => undefined })
    }).done()
    return made
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
