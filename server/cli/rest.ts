import { performance } from 'node:perf_hooks'
import v8 from 'node:v8'
import vm from 'node:vm'

/** So long a bank must have had nearly nothing to do. */
const QUIET_MS = 2_000
const NEARLY_NOTHING = 0.05

type Rest = {
  quietMs?: number
  /** The share of the time since it was asked before in which there was something to do. */
  busy?: () => number
  collect?: () => void
}

/**
 * Lets go of what a start left behind, once, as soon as the bank rests: compiled code that was needed once, and a tenth of
 * the heap. V8 would keep it as long as nobody calls. Waits for a rest, since it stops everything for some hundredths of
 * a second. Returns what calls it off.
 */
export function collectAtRest({ quietMs = QUIET_MS, busy = openBusy(), collect = collectAll }: Rest = {}): () => void {
  busy()
  const timer = setInterval(() => {
    if (busy() > NEARLY_NOTHING) return
    clearInterval(timer)
    collect()
  }, quietMs).unref()
  return () => clearInterval(timer)
}

function openBusy(): () => number {
  let before = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    return utilization
  }
}

/** Said while the bank runs and not to its Node when it starts, which would then not take modules from its code cache. */
function collectAll(): void {
  v8.setFlagsFromString('--expose-gc')
  const gc = vm.runInNewContext('gc') as (how: { type: 'major'; flavor: 'last-resort' }) => void
  gc({ type: 'major', flavor: 'last-resort' })
}
