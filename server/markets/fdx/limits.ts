/** What this bank lets a consent ask for, in days. */
export const LIMITS = {
  durationTypes: ['ONE_TIME', 'TIME_BOUND', 'PERSISTENT'],
  oneTimeDays: 1,
  timeBoundDays: { min: 5, max: 365 },
  persistentDays: 36_525,
  lookbackDays: { min: 1, max: 90 },
  resourceTypes: ['ACCOUNT', 'CUSTOMER'],
} as const

export type DurationType = (typeof LIMITS.durationTypes)[number]
