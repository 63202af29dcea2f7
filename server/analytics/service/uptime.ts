import type { Database, World } from '#kernel'
import type { Span } from './spans.ts'
import { serviceStore } from './store.ts'

/** How often the bank signs that it runs. */
const BEAT_MS = 15_000
/** Bank time and wire time may drift apart by so much between two signs before somebody must have moved the clock. */
const TOLERANCE_MS = 2_000
/** A process that signed nothing for so long was asleep with its machine. */
const ASLEEP_MS = 4 * BEAT_MS

/** When the bank ran, and when it had ended without being stopped, in bank time. */
export type Service = { up: Span[]; down: Span[] }

export type Uptime = ReturnType<typeof openUptime>

/**
 * Opens the record of when the bank ran. A bank that is stopped says so: the time until it is started again is nobody's
 * fault and is neither up nor down. One that ended without a word was down until it was started again. Time that the
 * clock was moved over never passed, and neither did what the machine slept through.
 */
export function openUptime({ db, world }: { db: Database; world: World }) {
  const store = serviceStore(db)
  let current: { id: number; at: number; wireAt: number } | undefined
  let beating: NodeJS.Timeout | undefined

  function beginSpan(): void {
    const [at, wireAt] = [world.clock.now(), world.wire.now()]
    current = { id: store.begin(at, wireAt), at, wireAt }
  }

  function beat(): void {
    if (!current) return
    const [at, wireAt] = [world.clock.now(), world.wire.now()]
    const passed = at - current.at
    const passedOnWire = wireAt - current.wireAt
    // A clock that stands still is behind wire time and has not been moved.
    const moved = passed < 0 || passed > passedOnWire + TOLERANCE_MS
    const asleep = passedOnWire > ASLEEP_MS
    if (moved || asleep) {
      // It ran as long as the machine's clock says, whatever the bank's was moved over.
      if (passed > passedOnWire && !asleep) store.sign(current.id, current.at + passedOnWire, wireAt)
      store.end(current.id)
      beginSpan()
      return
    }
    store.sign(current.id, at, wireAt)
    current = { ...current, at, wireAt }
  }

  return {
    /** The bank runs from now on, and signs so until it is stopped. */
    begin({ beatMs = BEAT_MS } = {}): void {
      const [at, wireAt] = [world.clock.now(), world.wire.now()]
      const lost = store.unended()
      if (lost) {
        store.end(lost.id)
        const passed = at - lost.until
        if (passed > 0 && passed <= wireAt - lost.wireAt + TOLERANCE_MS) store.down(lost.until, at, wireAt)
      }
      beginSpan()
      beating = setInterval(beat, beatMs).unref()
    },
    beat,
    /** The bank is stopped. */
    end(): void {
      clearInterval(beating)
      if (!current) return
      beat()
      store.end(current.id)
      current = undefined
    },
    /** When the bank ran, up to this moment, and when it was down, within a time. */
    between(from: number, until: number): Service {
      beat()
      return store.between(from, until)
    },
    /** The first moment the bank is known to have run; undefined before it ever did. */
    since: (): number | undefined => store.since(),
  }
}
