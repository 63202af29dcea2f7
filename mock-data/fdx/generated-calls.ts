import { byApp, type CallManner, COMMON_OPERATIONS, clumsinessOf, type Refusals, refusal } from '../generated-calls.ts'

const OPERATIONS = {
  ...COMMON_OPERATIONS,
  'push authorization request': byApp(5, 66, 201),
  getConsentGrant: byApp(9, 24),
  revokeConsentGrant: byApp(9, 37, 204),
  searchForAccounts: byApp(9, 43),
  getAccount: byApp(9, 34),
  searchForAccountTransactions: byApp(9, 104),
  getAccountContact: byApp(9, 30),
  getAccountPaymentNetworks: byApp(9, 27),
  searchForAccountStatements: byApp(9, 58),
}

const BAD_DETAILS = refusal(400, 'oauth-refusal', 'request-details')
const PUSHED = { status: 201, problemType: null, problemRule: null }

const READING: Refusals = [
  [refusal(401, 'token-inactive', 'token-active'), 6],
  [refusal(400, 'interaction-id-invalid', 'interaction-id-formed'), 2],
  [refusal(403, 'permission-missing', 'consent-permission'), 3],
  [refusal(400, 'request-invalid', 'parameters-valid'), 2],
  [refusal(401, 'token-certificate-mismatch', 'token-bound'), 1],
]

/** What apps call in FDX: the pushed request is the consent's beginning; there is no other. */
export const CALLS: CallManner<keyof typeof OPERATIONS> = {
  market: 'fdx',
  operations: OPERATIONS,
  nameless: new Set(),
  refusals: {
    searchForAccounts: READING,
    getAccount: READING,
    searchForAccountTransactions: READING,
    getAccountContact: READING,
    getAccountPaymentNetworks: READING,
    searchForAccountStatements: READING,
    getConsentGrant: [[refusal(401, 'token-inactive', 'token-active'), 1]],
  },
  asks(call, caller, lodgedAt) {
    if (caller.chance.happens(clumsinessOf(caller.place) * 2)) {
      call({ ...caller, consentId: null }, lodgedAt - 150, 'push authorization request', BAD_DETAILS)
    }
    return call(caller, lodgedAt, 'push authorization request', PUSHED)
  },
  begins: (call, caller, at) => void call(caller, at, 'getConsentGrant'),
  fetches(call, caller, { permissions, accounts, from, whole }) {
    const { chance } = caller
    const may = (cluster: string) => permissions.includes(cluster)
    const next = (at: number) => at + chance.int(15, 140)
    let at = whole ? from : next(call(caller, from, 'token refresh_token'))
    if (whole || chance.happens(0.5)) at = next(call(caller, at, 'searchForAccounts'))
    for (let left = Math.min(accounts, 4); left > 0; left -= 1) {
      if (may('ACCOUNT_DETAILED')) at = next(call(caller, at, 'getAccount'))
      if (may('TRANSACTIONS')) at = next(call(caller, at, 'searchForAccountTransactions'))
      if (whole && may('CUSTOMER_CONTACT')) at = next(call(caller, at, 'getAccountContact'))
      if (whole && may('PAYMENT_SUPPORT')) at = next(call(caller, at, 'getAccountPaymentNetworks'))
      if (whole && may('STATEMENTS')) at = next(call(caller, at, 'searchForAccountStatements'))
    }
  },
  ends(call, caller, { noticedAt, revokedAt, byBank }) {
    if (revokedAt !== undefined && !byBank && caller.chance.happens(0.5)) {
      call(caller, revokedAt - 40, 'revokeConsentGrant')
    } else if (caller.chance.happens(0.3)) {
      call(caller, noticedAt + 900, 'getConsentGrant')
    }
  },
}
