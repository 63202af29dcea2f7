import { randomUUID } from 'node:crypto'

type Fields = Record<string, unknown>

/** The stand-in's whole state, which tests read and change. */
export function fdxData() {
  return {
    consentId: randomUUID().replaceAll('-', '').slice(0, 24),
    status: 'ACTIVE' as 'ACTIVE' | 'EXPIRED' | 'REVOKED',
    revocations: [] as Fields[],
    asked: { durationType: '', durationPeriod: 0, lookbackPeriod: 0, resources: [] as { dataClusters: string[] }[] },
    clientToken: `client-token-${randomUUID()}`,
    accessToken: '',
    refreshToken: '',
    accounts: accountsOfAvery(),
    /** How many transactions each account has. */
    transactions: 30,
    description: 'Corner Market',
    /** The next call of a path that ends so is refused, once. */
    refuseOnce: new Map<string, { status: number; code: string; message: string }>(),
    /** Operations that the bank does not have at all. */
    without: [] as string[],
  }
}

export type FdxData = ReturnType<typeof fdxData>

const account = (accountCategory: string, accountType: string, accountId: string, more: Fields): Fields => ({
  ...{ accountCategory, accountType, accountId, accountNumberDisplay: `******${accountId.slice(-4)}` },
  ...{ status: 'OPEN', currency: { currencyCode: 'USD' }, ...more },
})

/** One account of every category (FDX 6.4, accounts). */
export const accountsOfAvery = (): Fields[] => [
  account('DEPOSIT_ACCOUNT', 'CHECKING', 'acc-0417', {
    ...{ productName: 'Everyday Checking', nickname: 'House', currentBalance: 1234.56, availableBalance: 1234.56 },
    ...{ balanceAsOf: '2026-11-22T12:00:00Z', annualPercentageYield: 0.1, overdraftOptIn: false },
  }),
  account('LOC_ACCOUNT', 'CREDITCARD', 'acc-8842', {
    ...{ productName: 'Harbor Card', currentBalance: 320.1, creditLine: 5000, availableCredit: 4679.9 },
    ...{ minimumPaymentAmount: 35, nextPaymentDate: '2026-12-05', purchasesApr: 21.99, cardNetwork: 'VISA' },
  }),
  account('LOAN_ACCOUNT', 'MORTGAGE', 'acc-5034', {
    ...{ productName: '30-year fixed', principalBalance: 284113.55, originalPrincipal: 310000, interestRate: 6.25 },
    ...{ interestRateType: 'FIXED', loanTerm: 360, nextPaymentAmount: 1908.72, maturityDate: '2052-03-01' },
  }),
  account('INVESTMENT_ACCOUNT', 'ROTH', 'acc-7001', {
    ...{ productName: 'Roth IRA', currentValue: 10250, availableCashBalance: 250, margin: false },
    holdings: [
      {
        ...{ holdingName: 'Total Market Index', symbol: 'TMKT', holdingType: 'MUTUALFUND', cashAccount: false },
        ...{ units: 100.25, currentUnitPrice: 99.75, marketValue: 9999.94 },
      },
      { holdingName: 'Cash', holdingType: 'OTHER', holdingSubType: 'CASH', cashAccount: true, marketValue: 250 },
    ],
  }),
  account('INSURANCE_ACCOUNT', 'WHOLELIFE', 'acc-3100', {
    ...{ productName: 'Whole Life', policyPremium: 85.5, policyPremiumTerm: 'MONTHLY', policyStatus: 'ACTIVE' },
    policyCoverageAmount: 250000,
  }),
  account('ANNUITY_ACCOUNT', 'FIXEDANNUITY', 'acc-4200', {
    ...{ productName: 'Income for Life', surrenderValue: 52000, payoutAmount: 410, payoutMode: 'MONTHLY' },
  }),
  account('COMMERCIAL_ACCOUNT', 'COMMERCIALDEPOSIT', 'acc-6600', {
    ...{ productName: 'Business Operating', currentLedgerBalance: 18200.4, currentAvailableBalance: 17950.4 },
  }),
  account('DIGITAL_WALLET', 'DIGITALWALLET', 'acc-9900', {
    ...{ productName: 'Pocket', currentBalance: 42, availableBalance: 42, somethingNew: 'as it came' },
  }),
]

type Asked = { method: string; url: URL; body: string; bearer: string }
type Told = { status: number; body: unknown }

/** The consent and core addresses of the stand-in. */
export function answerOf(data: FdxData, { method, url, body, bearer }: Asked): Told {
  const path = decodeURIComponent(url.pathname).replace(/^\/fdx\/v6/, '')
  const refused = [...data.refuseOnce].find(([end]) => path.endsWith(end))
  if (refused) {
    data.refuseOnce.delete(refused[0])
    return fail(refused[1].status, refused[1].code, refused[1].message)
  }
  if (data.without.some((end) => path.endsWith(end))) return fail(501, '1106', 'Not implemented')
  if (path.startsWith('/consents/')) return ofConsent(data, path, method, body, bearer)
  if (bearer !== data.accessToken) return fail(401, '603', 'Authentication failed')
  if (data.status !== 'ACTIVE') return fail(403, '602', 'Customer not authorized')
  return ofCore(data, path, url)
}

const ok = (body: unknown): Told => ({ status: 200, body })
const fail = (status: number, code: string, message: string): Told => ({
  status,
  body: { code, message, debugMessage: `the stand-in says ${code}` },
})

function ofConsent(data: FdxData, path: string, method: string, body: string, bearer: string): Told {
  if (bearer !== data.clientToken && bearer !== data.accessToken) return fail(401, '603', 'Authentication failed')
  if (!path.startsWith(`/consents/${data.consentId}`)) return fail(404, '404', 'Consent not found')
  if (method === 'GET' && path.endsWith('/revocation')) return ok({ revocations: data.revocations })
  if (method === 'GET') return ok(grantOf(data))
  if (data.status !== 'ACTIVE') return fail(409, '409', 'The consent is over already')
  data.status = 'REVOKED'
  data.revocations.push({ status: 'REVOKED', ...JSON.parse(body), updatedTime: '2026-11-22T12:00:00Z' })
  return { status: 204, body: undefined }
}

function grantOf({ consentId, status, asked, accounts }: FdxData): Fields {
  const [resource] = asked.resources
  return {
    ...{ id: consentId, status, durationType: asked.durationType, durationPeriod: asked.durationPeriod },
    ...{ createdTime: '2026-11-22T12:00:00Z', expirationTime: '2027-11-22T12:00:00Z' },
    resources: accounts.map(({ accountId }) => ({
      ...{ resourceType: 'ACCOUNT', resourceId: accountId, dataClusters: resource?.dataClusters },
    })),
  }
}

function ofCore(data: FdxData, path: string, url: URL): Told {
  const [, id = '', resource = '', document = ''] = /^\/accounts\/([^/]+)\/([a-z-]+)\/?(.*)$/.exec(path) ?? []
  const account = data.accounts.find(({ accountId }) => accountId === id)
  if (path === '/accounts') return ok({ page: { totalElements: data.accounts.length }, accounts: data.accounts })
  if (path === '/reward-programs') return ok({ rewardPrograms: [programme()] })
  if (!account) return fail(404, '701', 'Account not found')
  if (resource === 'transactions') return ok(transactionsOf(data, account, url))
  if (resource === 'contact') return ok(contact())
  if (resource === 'statements' && document !== '') return ok(Buffer.from('%PDF-1.4 of the stand-in\xff', 'latin1'))
  if (resource === 'statements') return ok({ statements: id === 'acc-0417' ? statements(id) : [] })
  return fail(404, '404', 'Not here')
}

/** Newest first, by opaque keys. */
function transactionsOf(data: FdxData, { accountCategory, accountId }: Fields, url: URL): Fields {
  const limit = Number(url.searchParams.get('limit') ?? 10)
  const start = Number(url.searchParams.get('pageKey')?.replace('key-', '') ?? 0)
  const total = accountCategory === 'DEPOSIT_ACCOUNT' || accountCategory === 'LOC_ACCOUNT' ? data.transactions : 0
  const numbers = Array.from({ length: total }, (_, index) => index).slice(start, start + limit)
  const next = start + limit < total ? { nextPageKey: `key-${start + limit}`, nextOffset: `key-${start + limit}` } : {}
  const previous = start > 0 ? { previousPageKey: `key-${Math.max(0, start - limit)}` } : {}
  return {
    page: { totalElements: total, ...next, ...previous },
    transactions: numbers.map((number) => transactionOf(data, String(accountCategory), String(accountId), number)),
  }
}

function transactionOf(data: FdxData, accountCategory: string, accountId: string, number: number): Fields {
  const at = new Date(Date.now() - (number * 2 + 1) * 24 * 60 * 60 * 1000).toISOString()
  const card = accountCategory === 'LOC_ACCOUNT'
  const wages = !card && number % 7 === 3
  const usual = { accountCategory, accountId, transactionId: `${accountId}-${number}`, transactionTimestamp: at }
  const pending = card && number === 0
  if (wages) {
    const paid = { transactionType: 'DIRECTDEPOSIT', amount: 2400, debitCreditMemo: 'CREDIT', description: 'Payroll' }
    return { ...usual, ...paid, status: 'POSTED', postedTimestamp: at }
  }
  return {
    ...{ ...usual, transactionType: card ? 'PURCHASE' : 'POSDEBIT', amount: 12.5 + number, debitCreditMemo: 'DEBIT' },
    ...{ description: `${data.description} ${number}`, category: '5411', subCategory: 'MCC' },
    ...(pending ? { status: 'PENDING' } : { status: 'POSTED', postedTimestamp: at }),
  }
}

const contact = (): Fields => ({
  holders: [{ name: { first: 'Avery', last: 'Quill' }, type: 'CONSUMER', relationship: 'PRIMARY' }],
  emails: ['avery@example.com'],
  addresses: [{ line1: '12 Alder Street', city: 'Lakeport', region: 'NY', postalCode: '10001', country: 'US' }],
  telephones: [{ type: 'HOME', country: '1', number: '5550100123' }],
})

const statements = (accountId: string): Fields[] =>
  ['2026-10-31', '2026-09-30'].map((statementDate) => ({
    ...{ accountId, statementId: `st-${statementDate}`, statementDate, status: 'AVAILABLE' },
    description: `Statement of ${statementDate.slice(0, 7)}`,
  }))

const programme = (): Fields => ({
  ...{ programId: 'r-1', programName: 'Harbor Points' },
  memberships: [
    {
      ...{ accountIds: ['acc-8842'], memberNumber: '****0042', memberTier: 'Gold' },
      balances: [{ name: 'Points', type: 'POINTS', balance: 12840, accruedYtd: 9000, redeemedYtd: 2000 }],
    },
  ],
})
