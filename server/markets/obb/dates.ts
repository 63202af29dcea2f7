/** Dates as Open Finance Brasil writes them. All in UTC; times are milliseconds since the Unix epoch. */

export { addMonths } from '#kernel'

const DAY_MS = 86_400_000

/** RFC 3339 in UTC with seconds and no fraction: 20 characters. */
export function dateTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** RFC 3339 in UTC with exactly three decimals: 24 characters, for `transactionDateTime`. */
export function dateTimeMillis(at: number): string {
  return new Date(at).toISOString()
}

/** The start of a `yyyy-mm-dd` day; undefined when there is no such day. */
export function startOfDate(date: string): number | undefined {
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? undefined : at
}

/** The start of the day that `at` lies in. */
export function startOfDay(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS
}

export function addDays(at: number, days: number): number {
  return at + days * DAY_MS
}
