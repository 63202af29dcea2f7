/**
 * Sleeps until a thread has counted up to `wanted` in `answers`; false when it does not count on for `patienceMs`.
 * The count may be more than one behind: a thread counts an answer after it sent it, and whoever got the answer by then
 * may have asked for the next.
 */
export function sleepUntilCounted(answers: Int32Array, wanted: number, patienceMs: number): boolean {
  for (;;) {
    const counted = Atomics.load(answers, 0)
    if (counted === wanted) return true
    if (Atomics.wait(answers, 0, counted, patienceMs) === 'timed-out') return false
  }
}
