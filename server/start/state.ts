import type { HistoryAsked } from './bancada.ts'
import { type ClockFacts, clockFacts } from './clock.ts'
import type { DataFolder } from './data-folder.ts'
import type { Doorkeeper } from './doors.ts'
import { madeFiles, placeFirst, placeOver } from './making.ts'
import { layOut, prepareReset, prepareRestore } from './prepare.ts'
import type { Running } from './running.ts'
import type { SeededFile } from './seeded.ts'
import type { Seeding, SeedingFacts } from './seeding.ts'
import { openSnapshots, type Snapshot, withoutFile } from './snapshots.ts'
import { noteCall, type StateCall, wasCalled } from './state-calls.ts'

export type StateDeps = {
  folder: DataFolder
  seeded: SeededFile
  running: Running
  seeding: Seeding
  /** What a reset of everything generates; nothing where left out. */
  first: HistoryAsked | undefined
  doorkeeper: Doorkeeper
  version: string
  tell: (message: unknown) => void
  /** What has to end before all files go, and to begin anew after. */
  outsiders: { close(): Promise<void>; reopen(): Promise<void>; register(): Promise<void> }
}

/** What a reset or a restored snapshot did, and how long the doors were closed for it. */
export type Changed = { clock: ClockFacts; closedMs: number }

export type State = ReturnType<typeof openState>

/** How long calls that are under way may take before the rooms are closed under them. */
const DRAIN_MS = 100

/** The verbs for the state of a running bank as a whole. One at a time; the listeners stay. */
export function openState(deps: StateDeps) {
  const { folder, seeded, seeding, first, running, doorkeeper, version, tell, outsiders } = deps
  const snapshots = openSnapshots(folder.snapshotsDir)
  let turn: Promise<unknown> = Promise.resolve()

  /** One after another: two at once would make the same file. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act, act)
    turn = mine.catch(() => undefined)
    return mine
  }

  /** A history that is being made will take the place of what a change made meanwhile: it is refused, not put off. */
  async function inTurnUnlessMaking<T>(act: () => Promise<T>): Promise<T> {
    seeding.needNone()
    return inTurn(() => {
      seeding.needNone()
      return act()
    })
  }

  const clock = () => clockFacts(running.rooms().world)

  async function changed(kind: string, change: () => Promise<void>): Promise<Changed> {
    const began = performance.now()
    tell({ type: 'reset', kind, phase: 'begun' })
    await doorkeeper.close(DRAIN_MS)
    try {
      await change()
    } finally {
      doorkeeper.open()
      tell({ type: 'reset', kind, phase: 'ended', clock: clock() })
    }
    return { clock: clock(), closedMs: Math.round(performance.now() - began) }
  }

  const order = (call: StateCall) => ({
    live: folder.bankDb,
    next: folder.nextBankDb,
    wire: running.rooms().world.wire.now,
    note: (next: Parameters<typeof noteCall>[0]) => noteCall(next, call),
  })
  const unchanged = (): Changed => ({ clock: clock(), closedMs: 0 })

  return {
    /**
     * Returns customers, ledger, consents, tokens and history to the seeded state; with `all` everything, the
     * authority and the applications too. Throws state-change-under-way, idempotency-key-reused.
     */
    reset: ({ all, key }: { all: boolean; key: string | undefined }): Promise<Changed> =>
      inTurnUnlessMaking(async () => {
        const call: StateCall = { key, content: { reset: all ? 'all' : 'state' } }
        if (wasCalled(running.db(), call)) return unchanged()
        if (all) return resetAll(call)
        seeded.prepare()
        const ordered = order(call)
        await layOut(seeded.file, ordered.next)
        return changed('reset', () => running.replace(() => prepareReset(seeded.file, ordered)))
      }),

    /** The bank's generated history, and how far the making of another is. */
    seeding: seeding.show,
    /**
     * Begins to give the bank other generated customers and another history, which a later reset returns to. The bank
     * goes on until they take their place. Throws state-change-under-way, idempotency-key-reused.
     */
    seed(asked: HistoryAsked, key: string | undefined): SeedingFacts {
      const call: StateCall = { key, content: { seed: asked } }
      return seeding.begin(asked, call, () => inTurn(() => placeMade(call)))
    },

    snapshots: {
      list: snapshots.list,
      /** Throws snapshot-name-invalid, snapshot-exists, idempotency-key-reused. */
      save: (name: string, { replace, key }: { replace: boolean; key: string | undefined }): Promise<Snapshot> =>
        inTurn(async () => {
          const db = running.db()
          const { events, world } = running.rooms()
          const call: StateCall = { key, content: { save: name, replace } }
          if (wasCalled(db, call)) return withoutFile(snapshots.find(name))
          events.flush()
          const clocks = { bankTime: world.clock.now, wireTime: world.wire.now }
          const saved = await snapshots.save(name, { db, ...clocks, version, replace })
          noteCall(db, call)
          return saved
        }),
      /**
       * Throws snapshot-name-invalid, snapshot-not-found, snapshot-unreadable, snapshot-of-another-bank,
       * state-change-under-way.
       */
      restore: (name: string, { key }: { key: string | undefined }): Promise<Changed & { snapshot: Snapshot }> =>
        inTurnUnlessMaking(async () => {
          const call: StateCall = { key, content: { restore: name } }
          const snapshot = snapshots.find(name)
          if (wasCalled(running.db(), call)) return { ...unchanged(), snapshot: withoutFile(snapshot) }
          const ordered = order(call)
          await layOut(snapshot.file, ordered.next)
          const change = await changed('restore', () => running.replace(() => prepareRestore(snapshot, ordered)))
          // A snapshot from before the sample app's registration knows no such client.
          await outsiders.register()
          return { ...change, snapshot: withoutFile(snapshot) }
        }),
      /** Throws snapshot-name-invalid, snapshot-not-found. */
      delete: (name: string) => inTurn(async () => snapshots.delete(name)),
    },
  }

  /** What a bank begins with is made before anybody has to wait. */
  function resetAll(call: StateCall): Promise<Changed> {
    const renew = (place: () => void) => changed('reset-all', () => renewAll(call, place))
    if (!first) return renew(() => undefined)
    return seeding.makeFor('reset-all', first, () => renew(() => placeFirst(folder)))
  }

  async function renewAll(call: StateCall, place: () => void): Promise<void> {
    await running.renew(async () => {
      await outsiders.close()
      folder.clear()
      place()
    })
    await outsiders.reopen()
    noteCall(running.db(), call)
    // The gateway answers the registration's own call: the doors have to be open for it.
    doorkeeper.open()
    await outsiders.register()
  }

  /** Puts the history that was made in the place of the bank's own; returns how long the doors were closed. */
  async function placeMade(call: StateCall): Promise<number> {
    const ordered = order(call)
    const seededFile = madeFiles(folder.makingDir).seeded
    await layOut(seededFile, ordered.next)
    const place = () => placeOver(folder, () => prepareReset(seededFile, ordered))
    const { closedMs } = await changed('seed', () => running.replaceAll(place))
    return closedMs
  }
}
