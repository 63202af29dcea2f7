import { CLUSTERS } from './clusters.ts'

export const DURATION_TYPES = ['ONE_TIME', 'TIME_BOUND', 'PERSISTENT'] as const
export type DurationType = (typeof DURATION_TYPES)[number]

export const RESOURCE_TYPES = ['ACCOUNT', 'CUSTOMER'] as const

/** What this bank lets a consent ask for until its operator sets it otherwise; lengths in days (FDX consent API). */
export const LIMITS = {
  durationTypes: DURATION_TYPES,
  oneTimeDays: 1,
  timeBoundMinDays: 5,
  timeBoundMaxDays: 365,
  persistentDays: 36_525,
  lookbackMinDays: 1,
  lookbackMaxDays: 90,
  resourceTypes: RESOURCE_TYPES,
  clusters: CLUSTERS.map(({ id }) => id),
  consentsPerCustomer: 10,
} as const
