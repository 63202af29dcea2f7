import { problem, type World } from '#kernel'
import type { Rooms } from './bancada.ts'
import { after, readDuration } from './durations.ts'
import type { Running } from './running.ts'
import { noteCall, type StateCall, wasCalled } from './state-calls.ts'
import { sweepAllDue } from './sweeping.ts'

/** The bank's clock as told. Times in milliseconds; `wire` is the machine's. */
export type ClockFacts = { now: number; offsetMs: number; frozen: boolean; wire: number }

/** How far ahead of wire time bank time may be. */
const FARTHEST_MS = 100 * 365 * 86_400_000

export function clockFacts({ clock, wire }: World): ClockFacts {
  return { now: clock.now(), offsetMs: clock.offsetMs(), frozen: clock.frozen(), wire: wire.now() }
}

/** The verbs of the bank's clock. It only goes forward: the way back is a snapshot. Each takes effect once a key. */
export function openClock(running: Pick<Running, 'rooms' | 'db'>, tell: (message: unknown) => void) {
  /** Changes the clock with the call's key in one transaction, unless it was called before. Returns whether it did. */
  function change(call: StateCall, type: string, act: (world: World) => Record<string, unknown>): boolean {
    const db = running.db()
    const { world, events } = running.rooms()
    if (wasCalled(db, call)) return false
    db.transaction(() => {
      noteCall(db, call)
      events.record({ type, data: act(world) })
    })()
    tell({ type: 'clock', clock: clockFacts(world) })
    return true
  }

  const facts = () => clockFacts(running.rooms().world)

  return {
    show: facts,
    /**
     * Moves bank time forward, and ends whatever came due on the way as if the time had passed.
     * Throws duration-invalid, clock-not-back, clock-too-far, idempotency-key-reused.
     */
    async advance(by: string, key: string | undefined): Promise<ClockFacts & { consentsEnded: number }> {
      const duration = readDuration(by)
      const rooms = running.rooms()
      const from = rooms.world.clock.now()
      const to = after(from, duration)
      if (to <= from) throw problem('clock-not-forward', { duration: by })
      if (!(to <= rooms.world.wire.now() + FARTHEST_MS)) throw problem('clock-too-far', { duration: by })
      change({ key, content: { advance: by } }, 'clock.advanced', ({ clock }) => {
        clock.advance(to - from)
        return { by, from, to }
      })
      return { ...facts(), consentsEnded: await settle(rooms) }
    },
    /** Stops bank time. Throws idempotency-key-reused. */
    freeze(key: string | undefined): ClockFacts {
      if (!facts().frozen) {
        change({ key, content: 'freeze' }, 'clock.frozen', ({ clock }) => {
          clock.freeze()
          return { at: clock.now() }
        })
      }
      return facts()
    },
    /** Lets bank time go on from where it stands. Throws idempotency-key-reused. */
    release(key: string | undefined): ClockFacts {
      if (facts().frozen) {
        change({ key, content: 'release' }, 'clock.released', ({ clock }) => {
          clock.release()
          return { at: clock.now() }
        })
      }
      return facts()
    },
  }
}

async function settle(rooms: Rooms): Promise<number> {
  const ended = await sweepAllDue(rooms)
  rooms.discovery.wake()
  rooms.events.flush()
  return ended
}
