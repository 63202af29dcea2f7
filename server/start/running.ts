import { copyFileSync, existsSync } from 'node:fs'
import { type ConsoleRoute, type Database, openDatabase, openWorld } from '#kernel'
import type { OpenBankFile, Rooms, Setting } from './bancada.ts'
import { type Replaced, removeLeftovers, replaceDatabase } from './database-files.ts'
import type { LiveNews } from './live.ts'
import { settleMaking } from './making.ts'
import type { SeededFile } from './seeded.ts'
import { openStanding } from './standing.ts'
import { openTraffic } from './traffic.ts'

/** The rooms that are open, and what it takes to close them and open others. */
export type Running = {
  rooms(): Rooms
  routes(): readonly ConsoleRoute[]
  /** The open bank.db, for what concerns it as a whole. */
  db(): Database
  begin(): void
  /**
   * Closes the rooms over bank.db, puts the file that `prepare` makes in its place, and opens them again. Where that
   * fails they open over the file that was there before, and the failure is thrown.
   */
  replace(prepare: () => void): Promise<void>
  /**
   * The same with the traffic too: `place` puts all files in the place of those there are, or throws with nothing changed.
   */
  replaceAll(place: () => Replaced): Promise<void>
  /** Closes every room, lets `clear` take the files away, and opens all as at a first start. */
  renew(clear: () => Promise<void> | void): Promise<void>
  close(): Promise<void>
}

export type RunningDeps = {
  setting: Setting
  seeded: SeededFile
  /** Told what is new. */
  live: Pick<LiveNews, 'tell' | 'isRead'>
  routesOf: (rooms: Rooms, db: Database) => ConsoleRoute[]
  /** Told which bank.db is open, before any room is. */
  opened: (file: OpenBankFile) => void
}

/** Opens the rooms over the folder's files, making the files at a first start. */
export async function openRunning({ setting, seeded, live, routesOf, opened }: RunningDeps): Promise<Running> {
  const { folder, options } = setting
  const { bankDb, nextBankDb } = folder
  settleMaking(folder)
  let { traffic, standing } = await openAll()
  removeLeftovers(bankDb, nextBankDb)
  removeLeftovers(folder.trafficDb, `${folder.trafficDb}.next`)
  folder.removeLeftovers()

  async function openAll() {
    const file = openFile()
    setting.history.writeTraffic(file.db, folder.trafficDb)
    const traffic = openTraffic(setting, live)
    try {
      return { traffic, standing: await openStanding(setting, file, traffic, routesOf) }
    } catch (error) {
      await traffic.close()
      throw error
    }
  }

  async function closeAll() {
    await standing.close()
    await traffic.close()
  }

  function openFile(): OpenBankFile {
    if (!existsSync(bankDb)) {
      seeded.prepare()
      copyFileSync(seeded.file, nextBankDb)
      replaceDatabase(nextBankDb, bankDb)
    }
    const db = openDatabase(bankDb, { keep: 'everything' })
    const file = { db, world: openWorld({ db, ...options.world }) }
    opened(file)
    return file
  }

  async function standAgain(): Promise<void> {
    standing = await openStanding(setting, openFile(), traffic, routesOf)
  }

  return {
    rooms: () => standing.rooms,
    routes: () => standing.routes,
    db: () => standing.db,
    begin: () => standing.begin(),
    async replace(prepare) {
      await standing.close()
      traffic.journey.flush()
      let replaced: Replaced | undefined
      try {
        prepare()
        replaced = replaceDatabase(nextBankDb, bankDb)
        await standAgain()
        replaced.done()
      } catch (error) {
        replaced?.undo()
        await standAgain()
        throw error
      } finally {
        standing.begin()
      }
    },
    async replaceAll(place) {
      await closeAll()
      let placed: Replaced | undefined
      try {
        placed = place()
        ;({ traffic, standing } = await openAll())
        placed.done()
      } catch (error) {
        placed?.undo()
        ;({ traffic, standing } = await openAll())
        throw error
      } finally {
        standing.begin()
      }
    },
    async renew(clear) {
      await closeAll()
      await clear()
      ;({ traffic, standing } = await openAll())
      standing.begin()
    },
    close: closeAll,
  }
}
