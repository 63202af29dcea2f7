/** How long a consent may last; twelve months is the standard's longest dated term. */
export const TERMS = ['1-day', '3-months', '6-months', '12-months', 'indefinite'] as const

export type Term = (typeof TERMS)[number]

const DAY_MS = 24 * 60 * 60 * 1000

/** When a consent of that term ends, in milliseconds at a whole second; null for an indefinite one. */
export function endOf(term: Term, now: number): number | null {
  const second = Math.floor(now / 1000) * 1000
  if (term === 'indefinite') return null
  if (term === '1-day') return second + DAY_MS
  return addMonths(second, Number.parseInt(term, 10))
}

/** The terms that end later than a consent does: it can be made longer, never shorter (consents v3, extends). */
export function longerTerms(expiresAt: number | null, now: number): Term[] {
  if (expiresAt === null) return []
  // Some hours more are no renewal that anybody would ask for.
  return TERMS.filter((term) => (endOf(term, now) ?? Number.POSITIVE_INFINITY) > expiresAt + DAY_MS / 2)
}

/** The same day and time so many months later, or the month's last day where it has no such day. */
function addMonths(at: number, months: number): number {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months)
  if (date.getUTCDate() !== day) date.setUTCDate(0)
  return date.getTime()
}

/** Writes a moment as the standard does: UTC, seconds, no fraction. */
export const dateTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Writes a day as `yyyy-mm-dd` in UTC, which the standard's dates other than payment dates are read in. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** How far back the budget looks: from the first day of the fifth month before this one. */
const HISTORY_MONTHS = 5

/** How far back `transactions-current` reaches (accounts v2: D-6). */
const RECENT_DAYS = 6

/** The days of movements that the budget is made of, until `now`; those from `recentFrom` on may be asked for often. */
export function historyUntil(now: number): { from: string; recentFrom: string; to: string } {
  const [year, month] = day(now).split('-').map(Number) as [number, number]
  const from = day(Date.UTC(year, month - 1 - HISTORY_MONTHS, 1))
  return { from, recentFrom: day(now - RECENT_DAYS * DAY_MS), to: day(now) }
}
