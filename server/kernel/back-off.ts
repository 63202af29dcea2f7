const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000

/**
 * How long to wait after the nth failure in a row (from 1), in milliseconds: 1 s doubling up to 5 min, shortened by
 * up to a quarter by `chance` (0 to 1) so that jobs that failed together do not come back together.
 */
export function backOffMs(failures: number, chance: number): number {
  const stepMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 30))
  return Math.round(stepMs * (1 - chance / 4))
}
