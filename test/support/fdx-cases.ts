import { randomUUID } from 'node:crypto'
import { CLUSTERS, scopesOf } from '../../server/markets/fdx/clusters.ts'
import { fdx } from '../../server/markets/fdx/index.ts'
import type { Api, Route } from '../../server/markets/index.ts'
import { openTestBank, type TestBank } from './bank.ts'
import { type FdxApp, type FdxConnection, openFdxApp } from './fdx.ts'
import { EVENT_CASES, EVENT_UNKNOWN_CODES, subscribeToEvents } from './fdx-event-cases.ts'
import { MONEY_CASES, MONEY_UNKNOWN_CODES, orderMoney } from './fdx-money-cases.ts'
import { handInForm, TAX_CASES } from './fdx-tax-cases.ts'
import type { RawAnswer } from './raw-call.ts'

/** Every operation of the market with the API it belongs to. */
export const FDX_ROUTES: readonly { api: Api; route: Route }[] = fdx.apis.flatMap((api) =>
  api.routes.map((route) => ({ api, route })),
)

/** What the operations are called about: things of one customer, and of others. */
export type FdxSetting = {
  bank: TestBank
  app: FdxApp
  other: FdxApp
  /** Everything that the customer has, shared with the app. */
  all: FdxConnection
  /** The app's own token. */
  own: string
  known: Known
  /** An account that the consent doesn't share. */
  foreign: string
}

type Known = Record<
  'accountId' | 'cardId' | 'statementId' | 'imageId' | 'customerId' | 'rewardProgramId' | 'taxFormId' | 'consentId',
  string
> &
  Record<string, string>

/** How an operation is called so that it answers; its refusals are made from that. */
export type FdxCase = {
  /** Query and body that it answers well. */
  query?: string
  body?: (setting: FdxSetting) => unknown
  status?: number
  /** What of the path's parameters isn't the setting's own. */
  params?: (known: Known) => Record<string, string>
  /** Makes anew what the operation uses up, just before it is asked for. */
  fresh?: (setting: FdxSetting) => Promise<void>
  /** Ends something: it is asked for after the others, what hangs on nothing last. */
  ends?: 1 | 2 | 3
  /** It tells of the consent itself: of one that ended or is held back, too. */
  ofConsent?: true
}

const REVOCATION: FdxCase = {
  body: () => ({ initiator: 'INDIVIDUAL', reason: 'USER_ACTION' }),
  status: 204,
  ends: 3,
  ofConsent: true,
}

/** A row for each operation of the market; one without its row fails the tests that read them. */
export const FDX_CASES: Readonly<Record<string, FdxCase>> = {
  searchForAccounts: { query: 'resultType=details&limit=2' },
  getAccount: {},
  searchForAccountTransactions: { query: 'startTime=2026-01-01&limit=5&offset=Page1' },
  searchForAccountStatements: { query: 'startTime=2026-01-01' },
  getAccountStatement: {},
  getAccountContact: {},
  getCustomers: {},
  getCustomerInfo: {},
  getCustomer: {},
  getAccountPaymentNetworks: {},
  getAccountAssetTransferNetworks: { query: 'limit=10&offset=Page1' },
  getAccountTransactionImages: {},
  getTermsAndConditions: {},
  searchRewardPrograms: {},
  getRewardProgram: {},
  getRewardProgramCategories: { query: 'limit=2' },
  searchForAccountRewardTransactions: {
    query: 'startTime=2026-01-01&limit=3',
    params: ({ cardId }) => ({ accountId: cardId }),
  },
  getConsentGrant: { ofConsent: true },
  getConsentRevocation: { ofConsent: true },
  revokeConsentGrant: REVOCATION,
  revokeConsentGrantByPatch: REVOCATION,
  getAvailability: {},
  getCapability: { query: 'resultType=details' },
  getCertificationMetrics: {},
  getRegistryRecipients: { query: 'limit=1' },
  getRegistryRecipient: {},
  getDataProviders: {},
  getDataProvider: {},
  ...MONEY_CASES,
  ...EVENT_CASES,
  ...TAX_CASES,
}

/** The code with which each kind of id is unknown. */
export const UNKNOWN_CODES: Readonly<Record<string, string>> = {
  statementId: '1104',
  imageId: '1103',
  customerId: '601',
  rewardProgramId: '1101',
  taxFormId: '1200',
  recipientId: '404',
  dataProviderId: '404',
  ...MONEY_UNKNOWN_CODES,
  ...EVENT_UNKNOWN_CODES,
}

/** Every cluster of the market, and their scopes, as a request asks for them. */
export const EVERYTHING = wishFor(CLUSTERS.map(({ id }) => id))

export function wishFor(clusters: string[], more: { lookbackPeriod?: number; durationType?: string } = {}) {
  return { clusters, scope: scopesOf(clusters).join(' '), lookbackPeriod: 90, ...more }
}

/** The customer who holds something of everything: a card that earns, cheques, a mortgage, networks, forms. */
const CUSTOMER = 'grace'

export async function openFdxSetting(): Promise<FdxSetting> {
  const bank = await openTestBank()
  // More than one customer usually gives an app.
  bank.rooms.settings.set('fdx', { consentsPerCustomer: 1000 })
  const [app, other] = [await openFdxApp(bank, 'Tidy Budget'), await openFdxApp(bank, 'Loose Ledger')]
  const all = await app.connect(CUSTOMER, EVERYTHING)
  const own = await ownToken(app)
  const foreign = (await other.connect('avery', EVERYTHING)).accounts[0] as string
  const setting = {
    bank,
    app,
    other,
    all,
    own,
    foreign,
    known: { ...(await knownTo(app, all)), ...(await registeredTo(app, own)) },
  }
  await orderMoney(setting)
  await subscribeToEvents(setting)
  await handInForm(setting)
  return setting
}

export async function ownToken(app: FdxApp): Promise<string> {
  const scope = 'fdx:notifications:subscribe fdx:notifications:publish'
  const answer = await app.form('/fdx/auth/v1/token', {
    ...{ grant_type: 'client_credentials', scope, client_id: app.clientId },
  })
  if (answer.status !== 200) throw new Error(`the app got no token of its own: ${answer.text}`)
  return String(answer.json?.access_token)
}

/** Who is registered, as the registry tells it to any app. */
async function registeredTo(app: FdxApp, own: string): Promise<Record<string, string>> {
  const { dataProviders = [] } = (await app.api('/fdx/v6/data-providers', own)).json as Listed
  return { recipientId: app.clientId, dataProviderId: String(dataProviders[0]?.id) }
}

type Listed = Record<string, Record<string, unknown>[]>

/** Ids of things that the app learns of as any app would: from the lists. */
async function knownTo(app: FdxApp, { accessToken, consentId, accounts }: FdxConnection): Promise<Known> {
  const list = async (path: string) => (await app.api(`/fdx/v6${path}`, accessToken)).json as Listed
  const [accountId = ''] = accounts
  const { transactions = [] } = await list(`/accounts/${accountId}/transactions?startTime=2020-01-01&limit=100`)
  const { statements = [] } = await list(`/accounts/${accountId}/statements?startTime=2020-01-01`)
  const { rewardPrograms = [] } = await list('/reward-programs')
  const { forms = [] } = await list('/tax-forms')
  const { customers = [] } = await list('/customers')
  const images = transactions.flatMap(({ imageIds = [] }) => imageIds as string[])
  return {
    ...{ accountId, consentId },
    cardId: accounts[3] as string,
    statementId: String(statements[0]?.statementId),
    imageId: String(images[0]),
    customerId: String(customers[0]?.customerId),
    rewardProgramId: String(rewardPrograms[0]?.programId),
    taxFormId: String((Object.values(forms[0] ?? {})[0] as { taxFormId?: string })?.taxFormId),
  }
}

export type FdxCall = {
  token?: string | undefined
  by?: FdxApp
  params?: Partial<Record<string, string>>
  query?: string
  headers?: Record<string, string | undefined>
  method?: string
  body?: unknown
  base?: string
}

/** The path of an operation with its parameters, under one of the API's bases. */
export function pathOf(
  { api, route }: (typeof FDX_ROUTES)[number],
  params: Partial<Record<string, string>>,
  base = api.basePath,
) {
  return base + route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'unknown'))
}

/** Calls an operation as its case says, with changes. Without `token` no token is sent. */
export function callFdx(setting: FdxSetting, id: string, call: FdxCall): Promise<RawAnswer> {
  const found = FDX_ROUTES.find(({ route }) => route.id === id)
  const row = FDX_CASES[id]
  if (!found || !row) throw new Error(`no operation or no case ${id}`)
  const { by = setting.app, method = found.route.method, query = row.query } = call
  const path = pathOf(found, { ...setting.known, ...row.params?.(setting.known), ...call.params }, call.base)
  const body = 'body' in call ? call.body : row.body?.(setting)
  const keyed = found.route.parameters.some(({ name }) => name === 'idempotency-key')
  const headers: Record<string, string | undefined> = {
    'x-fapi-interaction-id': '47fc8e84-79f0-4003-8f25-73e9be74281c',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
    ...(keyed ? { 'idempotency-key': randomUUID() } : {}),
    ...call.headers,
  }
  const sent = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  return by.call(query ? `${path}?${query}` : path, {
    ...{ method, headers: sent },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}
