/** How far back this app looks: what its months are made of (FDX consent API, `lookbackPeriod`). */
export const LOOKBACK_DAYS = 90

const DAY_MS = 24 * 60 * 60 * 1000

/** How long a consent may last; a year is the longest that the US rule lets one authorization last. */
export const TERMS = ['once', '30-days', '90-days', '1-year', 'until-ended'] as const

export type Term = (typeof TERMS)[number]

/** A term as the consent request names it. */
export function durationOf(term: Term): { durationType: string; durationPeriod?: number } {
  if (term === 'once') return { durationType: 'ONE_TIME' }
  if (term === 'until-ended') return { durationType: 'PERSISTENT' }
  return { durationType: 'TIME_BOUND', durationPeriod: term === '1-year' ? 365 : Number.parseInt(term, 10) }
}

/** When a consent of that term would end, until the bank says so itself; null for one without an end in sight. */
export function endOf(term: Term, now: number): number | null {
  if (term === 'until-ended') return null
  return now + (durationOf(term).durationPeriod ?? 1) * DAY_MS
}

/** Writes a day as `yyyy-mm-dd` in UTC. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The days whose movements may be read at a moment: the look-back reaches from the moment of each call. */
export function readableDays(now: number): { from: string; to: string } {
  return { from: day(now - (LOOKBACK_DAYS - 1) * DAY_MS), to: day(now) }
}

/** A grant that has no more than this many years to go has an end that is worth telling. */
const LONG_MS = 20 * 365 * DAY_MS

/** When a grant ends, as the bank wrote it; null for a persistent one, whose end is a formality. */
export function endOfGrant(expirationTime: unknown, now: number): number | null {
  const at = Date.parse(String(expirationTime))
  return Number.isNaN(at) || at - now > LONG_MS ? null : at
}
