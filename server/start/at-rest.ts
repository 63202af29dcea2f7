import { existsSync } from 'node:fs'
import { openAnalytics } from '#analytics'
import { type Database, openDatabase, openEvents, openExchanges, openWorld, problem } from '#kernel'
import { type ClockFacts, clockFacts } from './clock.ts'
import type { DataFolder } from './data-folder.ts'
import { replaceDatabase } from './database-files.ts'
import { settleMaking } from './making.ts'
import { layOut, prepareReset, prepareRestore } from './prepare.ts'
import type { SeededFile } from './seeded.ts'
import { clocksOf, openSnapshots, type Snapshot, withoutFile } from './snapshots.ts'
import type { Changed } from './state.ts'
import { noteCall, type StateCall, wasCalled } from './state-calls.ts'

/** The verbs for the state of a bank that doesn't run, as of one that does. */
export type RestingBank = {
  reset(order: { all: boolean; key: string | undefined }): Promise<Changed>
  snapshots: {
    list(): Promise<Snapshot[]>
    save(name: string, order: { replace: boolean; key: string | undefined }): Promise<Snapshot>
    restore(name: string, order: { key: string | undefined }): Promise<Changed & { snapshot: Snapshot }>
    delete(name: string): Promise<void>
  }
}

export type RestingDeps = { folder: DataFolder; seeded: SeededFile; version: string; wire: () => number }

/**
 * Works on the files of a stopped bank; each verb takes the folder for as long as it works.
 * Throws bank-missing where the folder has none, data-folder-in-use where somebody holds it.
 */
export function openRestingBank({ folder, seeded, version, wire }: RestingDeps): RestingBank {
  const snapshots = openSnapshots(folder.snapshotsDir)
  const { bankDb, nextBankDb } = folder

  async function holding<T>(act: () => Promise<T> | T): Promise<T> {
    if (!existsSync(bankDb)) throw problem('bank-missing', { dir: folder.dir })
    const lock = folder.lock()
    try {
      settleMaking(folder)
      return await act()
    } finally {
      lock.release()
    }
  }

  async function withBank<T>(act: (db: Database) => Promise<T> | T): Promise<T> {
    const db = openDatabase(bankDb, { keep: 'everything' })
    try {
      return await act(db)
    } finally {
      db.close()
    }
  }

  const clock = (): Promise<ClockFacts> => withBank((db) => clockFacts(openWorld({ db, wire })))
  const unchanged = async (): Promise<Changed> => ({ clock: await clock(), closedMs: 0 })

  type Order = Parameters<typeof prepareReset>[1]

  async function replace(call: StateCall, from: () => string, prepare: (order: Order) => void): Promise<Changed> {
    if (await withBank((db) => wasCalled(db, call))) return unchanged()
    const began = performance.now()
    await withBank(tellAnalytics)
    await layOut(from(), nextBankDb)
    prepare({ live: bankDb, next: nextBankDb, wire, note: (next) => noteCall(next, call) })
    replaceDatabase(nextBankDb, bankDb).done()
    return { clock: await clock(), closedMs: Math.round(performance.now() - began) }
  }

  function preparedFile(): string {
    seeded.prepare()
    return seeded.file
  }

  /** What a killed bank had not told yet is told before its log goes. */
  function tellAnalytics(db: Database): void {
    const traffic = openDatabase(folder.trafficDb, { keep: 'most' })
    try {
      const world = openWorld({ db, wire })
      const events = openEvents({
        ...{ db, world },
        onListenerError: (_, error) => {
          throw error
        },
      })
      events.listen(openAnalytics({ db: traffic, world, exchanges: openExchanges({ now: wire }) }).listener)
      events.close()
    } finally {
      traffic.close()
    }
  }

  return {
    reset: ({ all, key }) =>
      holding(async () => {
        if (!all)
          return replace({ key, content: { reset: 'state' } }, preparedFile, (order) =>
            prepareReset(preparedFile(), order),
          )
        folder.clear()
        const now = wire()
        return { clock: { now, offsetMs: 0, frozen: false, wire: now }, closedMs: 0 }
      }),
    snapshots: {
      list: () => holding(snapshots.list),
      save: (name, { replace, key }) =>
        holding(() =>
          withBank(async (db) => {
            const call: StateCall = { key, content: { save: name, replace } }
            if (wasCalled(db, call)) return withoutFile(snapshots.find(name))
            const saved = await snapshots.save(name, { db, ...clocksOf(db, wire), version, replace })
            noteCall(db, call)
            return saved
          }),
        ),
      restore: (name, { key }) =>
        holding(async () => {
          const snapshot = snapshots.find(name)
          const call: StateCall = { key, content: { restore: name } }
          const from = () => snapshot.file
          const changed = await replace(call, from, (order) => prepareRestore(snapshot, order))
          return { ...changed, snapshot: withoutFile(snapshot) }
        }),
      delete: (name) => holding(() => snapshots.delete(name)),
    },
  }
}
