import type { ConsentManner } from '../generated-consents.ts'

const DAY_MS = 86_400_000
/** As long as a consent without end in sight is kept. */
const PERSISTENT_DAYS = 36_525

const BASIC = ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED']

/** Consents of FDX: data clusters for a number of days, with a look-back, born of the request that was pushed. */
export const CONSENTS: ConsentManner = {
  ...{
    market: 'fdx',
    prefix: 'fdx ',
    namesHolder: false,
    answerWithinMs: 4 * 60_000,
    waitsForSlow: false,
    perDay: 0.06,
  },
  idOf: (uuid) => uuid.replaceAll('-', '').slice(0, 24),
  wanted: [
    [[...BASIC, 'TRANSACTIONS'], 6],
    [[...BASIC, 'TRANSACTIONS', 'CUSTOMER_CONTACT', 'PAYMENT_SUPPORT'], 4],
    [[...BASIC, 'TRANSACTIONS', 'STATEMENTS', 'INVESTMENTS'], 2],
    [['ACCOUNT_BASIC', 'PAYMENT_SUPPORT', 'CUSTOMER_CONTACT'], 2],
  ],
  expiresAt: (lodgedAt, days) => lodgedAt + (days ?? PERSISTENT_DAYS) * DAY_MS,
  extraOf: (days) => ({
    durationType: days === null ? 'PERSISTENT' : 'TIME_BOUND',
    durationPeriod: days ?? PERSISTENT_DAYS,
    lookbackPeriod: 90,
  }),
  declined: { by: 'INDIVIDUAL', reason: 'USER_ACTION' },
  endedByBank: { by: 'DATA_PROVIDER', reason: 'BUSINESS_RULE' },
}
