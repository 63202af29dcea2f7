import type { Exchange } from '#kernel'

/**
 * When the calls inside began and how long they took, as their row keeps it: for each, from the last to the first, the
 * milliseconds after the row's own `at`, and the duration, to the microsecond. Null where there are none.
 */
export function insideTimes(at: number, inside: readonly Exchange[]): string | null {
  if (inside.length === 0) return null
  const times: number[] = []
  for (let i = inside.length - 1; i >= 0; i -= 1) {
    const call = inside[i] as Exchange
    times.push(Math.floor(call.at) - at, Math.round(call.durationMs * 1000) / 1000)
  }
  return JSON.stringify(times)
}
