import type { Database } from '#kernel'
import { setUpCollector } from './collector.ts'
import { type Keep, openKeeperInTime } from './keeper.ts'
import { openThreadedKeeper, type ThreadedKeeper, type ThreadedKeeperDeps } from './threaded-keeper.ts'

const CHECKPOINT_PAGES = 1_000

/**
 * Opens the keeping of batches, small ones on this thread and large ones on a thread of its own: a person's clicks cost
 * nobody any time, and a thread costs memory. The thread starts with the first large batch and ends when there was none
 * for a while.
 */
export function openKeeperOnDemand(deps: Omit<ThreadedKeeperDeps, 'file'> & { db: Database }): ThreadedKeeper {
  const { db, limits, onKept } = deps
  let here: Keep | undefined
  let thread: ThreadedKeeper | undefined
  let idle: NodeJS.Timeout | undefined

  function start(): ThreadedKeeper {
    // What it remembers of the file is the thread's to know from here on.
    here = undefined
    setUpCollector()
    // Whoever writes most also moves the log into the file: a pause that is then nobody's call.
    db.pragma('wal_autocheckpoint = 0')
    return openThreadedKeeper({
      ...deps,
      file: db.name,
      onLost(batch, gone) {
        forget()
        deps.onLost(batch, gone)
      },
    })
  }

  function rest(): void {
    const ending = thread
    // Ending settles what is under way, which may be told of.
    ending?.close()
    if (thread === ending) forget()
  }

  function forget(): void {
    clearTimeout(idle)
    thread = undefined
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  }

  return {
    waiting: () => thread?.waiting() ?? 0,
    ready: () => thread?.ready() ?? true,
    keep(batch, told, now) {
      const large = batch.length >= limits.threadRecords
      if (!large && !thread) {
        here ??= openKeeperInTime(deps)
        onKept(here([batch], now).map((kept) => ({ told, kept })))
        return
      }
      thread ??= start()
      if (large) {
        clearTimeout(idle)
        idle = setTimeout(rest, limits.threadIdleMs).unref()
      }
      thread.keep(batch, told, now)
    },
    settle: () => thread?.settle(),
    close() {
      clearTimeout(idle)
      thread?.close()
    },
  }
}
