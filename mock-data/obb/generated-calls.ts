import { byApp, type CallManner, COMMON_OPERATIONS, clumsinessOf, type Refusals, refusal } from '../generated-calls.ts'

const OPERATIONS = {
  ...COMMON_OPERATIONS,
  'token client_credentials': byApp(5, 38),
  consentsPostConsents: byApp(5, 54, 201),
  consentsGetConsentsConsentId: byApp(9, 22),
  consentsDeleteConsentsConsentId: byApp(9, 35, 204),
  'push authorization request': byApp(5, 61, 201),
  resourcesGetResources: byApp(9, 34),
  accountsGetAccounts: byApp(9, 41),
  accountsGetAccountsAccountId: byApp(9, 29),
  accountsGetAccountsAccountIdBalances: byApp(9, 33),
  accountsGetAccountsAccountIdOverdraftLimits: byApp(9, 31),
  accountsGetAccountsAccountIdTransactions: byApp(9, 118),
  accountsGetAccountsAccountIdTransactionsCurrent: byApp(9, 76),
}

const BAD_BODY = refusal(422, 'consent-expiry-invalid', 'consent-expiry')
const LODGED = { status: 201, problemType: null, problemRule: null }

const READING: Refusals = [
  [refusal(401, 'token-inactive', 'token-active'), 6],
  [refusal(400, 'interaction-id-invalid', 'interaction-id-sent'), 3],
  [refusal(403, 'permission-missing', 'consent-permission'), 2],
  [refusal(400, 'request-invalid', 'parameters-valid'), 2],
  [refusal(401, 'token-certificate-mismatch', 'token-bound'), 1],
]

/** What apps call in Brazil: a consent is lodged before anybody is asked, and read, and may be deleted. */
export const CALLS: CallManner<keyof typeof OPERATIONS> = {
  market: 'obb',
  operations: OPERATIONS,
  // The app's own token comes before there is a consent.
  nameless: new Set(['token client_credentials']),
  refusals: {
    accountsGetAccounts: READING,
    accountsGetAccountsAccountId: READING,
    accountsGetAccountsAccountIdBalances: READING,
    accountsGetAccountsAccountIdTransactions: READING,
    accountsGetAccountsAccountIdTransactionsCurrent: READING,
    accountsGetAccountsAccountIdOverdraftLimits: READING,
    resourcesGetResources: READING,
    'token client_credentials': [[refusal(401, 'oauth-refusal', 'assertion-lifetime'), 1]],
    consentsGetConsentsConsentId: [[refusal(401, 'token-inactive', 'token-active'), 1]],
  },
  asks(call, caller, lodgedAt) {
    const { chance, place } = caller
    call(caller, lodgedAt - chance.int(180, 400), 'token client_credentials')
    if (chance.happens(clumsinessOf(place) * 2)) {
      call({ ...caller, consentId: null }, lodgedAt - 120, 'consentsPostConsents', BAD_BODY)
    }
    const at = call(caller, lodgedAt, 'consentsPostConsents', LODGED)
    return call(caller, at + chance.int(20, 90), 'push authorization request')
  },
  begins: (call, caller, at) => void call(caller, at, 'consentsGetConsentsConsentId'),
  fetches(call, caller, { permissions, accounts, from, whole }) {
    const { chance } = caller
    const may = (permission: string) => permissions.includes(permission)
    const next = (at: number) => at + chance.int(15, 140)
    let at = whole ? from : next(call(caller, from, 'token refresh_token'))
    if (whole) at = next(call(caller, at, 'resourcesGetResources'))
    if (whole || chance.happens(0.3)) at = next(call(caller, at, 'accountsGetAccounts'))
    for (let left = Math.min(accounts, 3); left > 0; left -= 1) {
      if (whole) at = next(call(caller, at, 'accountsGetAccountsAccountId'))
      if (may('ACCOUNTS_BALANCES_READ')) at = next(call(caller, at, 'accountsGetAccountsAccountIdBalances'))
      if (may('ACCOUNTS_TRANSACTIONS_READ')) {
        const operation = whole
          ? 'accountsGetAccountsAccountIdTransactions'
          : 'accountsGetAccountsAccountIdTransactionsCurrent'
        at = next(call(caller, at, operation))
      }
      if (whole && may('ACCOUNTS_OVERDRAFT_LIMITS_READ')) {
        at = next(call(caller, at, 'accountsGetAccountsAccountIdOverdraftLimits'))
      }
    }
  },
  ends(call, caller, { noticedAt, revokedAt, byBank }) {
    if (revokedAt !== undefined && !byBank && caller.chance.happens(0.5)) {
      call(caller, revokedAt - 40, 'consentsDeleteConsentsConsentId')
    } else if (caller.chance.happens(0.5)) {
      call(caller, noticedAt + 900, 'consentsGetConsentsConsentId')
    }
  },
}
