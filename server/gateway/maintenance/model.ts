/** How an outage stands: announced, under way, over, or taken back before it began. */
export type OutageState = 'announced' | 'under-way' | 'over' | 'withdrawn'

/** A planned outage of a market's APIs. Times are bank milliseconds, at whole minutes. */
export type Outage = {
  id: string
  market: string
  startsAt: number
  /** The first moment after it. */
  endsAt: number
  description: string
  announcedAt: number
  /** The notice that counted when it was announced, in hours. */
  noticeHours: number
  /** Whether it was announced early enough to be left out of the figures. */
  planned: boolean
  /** When it was taken back; null where it was not. */
  withdrawnAt: number | null
}

/** What the owner sets of a market's service. */
export type ServiceSettings = {
  /** How long an answer should take at most, in milliseconds. */
  objectiveMs: number
  noticeHours: number
}

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000

export function stateOf({ startsAt, endsAt, withdrawnAt }: Outage, now: number): OutageState {
  if (withdrawnAt !== null) return 'withdrawn'
  if (now < startsAt) return 'announced'
  return now < endsAt ? 'under-way' : 'over'
}
