import { type ClockFacts, clockFacts } from './clock.ts'
import type { DataFolder } from './data-folder.ts'
import type { Doorkeeper } from './doors.ts'
import { layOut, prepareReset, prepareRestore } from './prepare.ts'
import type { Running } from './running.ts'
import type { SeededFile } from './seeded.ts'
import { openSnapshots, type Snapshot, withoutFile } from './snapshots.ts'
import { noteCall, type StateCall, wasCalled } from './state-calls.ts'

export type StateDeps = {
  folder: DataFolder
  seeded: SeededFile
  running: Running
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
export function openState({ folder, seeded, running, doorkeeper, version, tell, outsiders }: StateDeps) {
  const snapshots = openSnapshots(folder.snapshotsDir)
  let turn: Promise<unknown> = Promise.resolve()

  /** One after another: two at once would make the same file. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act, act)
    turn = mine.catch(() => undefined)
    return mine
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
     * authority and the applications too. Throws idempotency-key-reused.
     */
    reset: ({ all, key }: { all: boolean; key: string | undefined }): Promise<Changed> =>
      inTurn(async () => {
        const call: StateCall = { key, content: { reset: all ? 'all' : 'state' } }
        if (wasCalled(running.db(), call)) return unchanged()
        if (all) return changed('reset-all', () => renewAll(call))
        seeded.prepare()
        const ordered = order(call)
        await layOut(seeded.file, ordered.next)
        return changed('reset', () => running.replace(() => prepareReset(seeded.file, ordered)))
      }),

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
      /** Throws snapshot-name-invalid, snapshot-not-found, snapshot-unreadable, snapshot-of-another-bank. */
      restore: (name: string, { key }: { key: string | undefined }): Promise<Changed & { snapshot: Snapshot }> =>
        inTurn(async () => {
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

  async function renewAll(call: StateCall): Promise<void> {
    await running.renew(async () => {
      await outsiders.close()
      folder.clear()
    })
    await outsiders.reopen()
    noteCall(running.db(), call)
    // The gateway answers the registration's own call: the doors have to be open for it.
    doorkeeper.open()
    await outsiders.register()
  }
}
