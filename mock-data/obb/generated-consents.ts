import type { ConsentManner } from '../generated-consents.ts'

const DAY_MS = 86_400_000

const BALANCES = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ']
const STATEMENTS = ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ']
const LIMITS = ['ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ']

/** Consents of Open Finance Brasil: permissions in groups, until a day or without end, for whom the application names. */
export const CONSENTS: ConsentManner = {
  ...{ market: 'obb', prefix: '', namesHolder: true, answerWithinMs: 6 * 60_000, waitsForSlow: true, perDay: 0.1 },
  idOf: (uuid) => `urn:bancada:${uuid}`,
  wanted: [
    [[...BALANCES, 'ACCOUNTS_TRANSACTIONS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ', 'RESOURCES_READ'], 6],
    [[...STATEMENTS, 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'], 4],
    [[...BALANCES, 'RESOURCES_READ'], 2],
    [[...LIMITS, 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'], 1],
  ],
  expiresAt: (lodgedAt, days) =>
    days === null ? null : Math.floor((lodgedAt + days * DAY_MS) / 1_000) * 1_000 - 60_000,
  declined: { by: 'USER', reason: 'CUSTOMER_MANUALLY_REJECTED' },
  endedByBank: { by: 'ASPSP', reason: 'INTERNAL_SECURITY_REASON' },
}
