/** Dates as FDX writes them, in UTC; times are milliseconds since the Unix epoch. */

export const DAY_MS = 86_400_000

/** A moment as an RFC 3339 timestamp of whole seconds (FDX 6.4, Timestamp). */
export const timestamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** A moment's day, `yyyy-mm-dd` (FDX 6.4, DateString). */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The first moment of the day that a moment lies in. */
export const startOfDay = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS

/** The first moment of a `yyyy-mm-dd` day; undefined where there is no such day. */
export function startOfDate(date: string): number | undefined {
  const at = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) || dayOf(at) !== date ? undefined : at
}

/** The same for a date or a whole timestamp, which is cut to its date. */
export function startOfTime(text: string): number | undefined {
  if (text.length > 10 && Number.isNaN(Date.parse(text))) return undefined
  if (text.length > 10 && text[10] !== 'T') return undefined
  return startOfDate(text.slice(0, 10))
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
