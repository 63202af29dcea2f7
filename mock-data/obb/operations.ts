type Parties = { from: 'app'; to: 'gateway' } | { from: 'consumer'; to: 'identity' }

const APP: Parties = { from: 'app', to: 'gateway' }
const CONSUMER: Parties = { from: 'consumer', to: 'identity' }

const of = (parties: Parties, arrow: number, medianMs: number, success = 200) => ({ parties, arrow, medianMs, success })

/** The operations of a history, as the records name them: between whom, on which arrow, and how long they usually take. */
export const OPERATIONS = {
  'token client_credentials': of(APP, 5, 38),
  consentsPostConsents: of(APP, 5, 54, 201),
  consentsGetConsentsConsentId: of(APP, 9, 22),
  consentsDeleteConsentsConsentId: of(APP, 9, 35, 204),
  'push authorization request': of(APP, 5, 61, 201),
  authorize: of(CONSUMER, 7, 44, 303),
  'show login': of(CONSUMER, 8, 18),
  'log in': of(CONSUMER, 8, 96, 303),
  'show consent': of(CONSUMER, 8, 27),
  'confirm consent': of(CONSUMER, 8, 88, 303),
  'cancel consent': of(CONSUMER, 8, 52, 303),
  'token authorization_code': of(APP, 9, 72),
  'token refresh_token': of(APP, 9, 58),
  resourcesGetResources: of(APP, 9, 34),
  accountsGetAccounts: of(APP, 9, 41),
  accountsGetAccountsAccountId: of(APP, 9, 29),
  accountsGetAccountsAccountIdBalances: of(APP, 9, 33),
  accountsGetAccountsAccountIdOverdraftLimits: of(APP, 9, 31),
  accountsGetAccountsAccountIdTransactions: of(APP, 9, 118),
  accountsGetAccountsAccountIdTransactionsCurrent: of(APP, 9, 76),
} as const

export type Operation = keyof typeof OPERATIONS
