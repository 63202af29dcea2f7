import { CLUSTERS } from './clusters.ts'

export const DURATION_TYPES = ['ONE_TIME', 'TIME_BOUND', 'PERSISTENT'] as const
export type DurationType = (typeof DURATION_TYPES)[number]

export const RESOURCE_TYPES = ['ACCOUNT', 'CUSTOMER'] as const

/** The longest that a calendar of this bank counts ahead, and the longest that its operator sets otherwise; in days. */
export const HUNDRED_YEARS = 36_525
export const TEN_YEARS = 3650

/** What this bank lets a consent ask for until its operator sets it otherwise; lengths in days (FDX consent API). */
export const LIMITS = {
  durationTypes: DURATION_TYPES,
  oneTimeDays: 1,
  timeBoundMinDays: 5,
  timeBoundMaxDays: 365,
  persistentDays: HUNDRED_YEARS,
  lookbackMinDays: 1,
  lookbackMaxDays: 90,
  resourceTypes: RESOURCE_TYPES,
  clusters: CLUSTERS.map(({ id }) => id),
  consentsPerCustomer: 10,
} as const
