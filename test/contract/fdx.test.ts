import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../server/markets/fdx/apis/accounts/kinds.ts'
import { fdx } from '../../server/markets/fdx/index.ts'
import type { FdxConnection } from '../support/fdx.ts'
import {
  callFdx,
  EVERYTHING,
  FDX_CASES,
  FDX_ROUTES,
  type FdxCall,
  type FdxSetting,
  openFdxSetting,
  pathOf,
} from '../support/fdx-cases.ts'
import type { RawAnswer } from '../support/raw-call.ts'
import type { WireCall } from '../support/wire.ts'
import { fdxDocument } from './fdx-official.ts'
import { type Json, type Operation, readOpenApi } from './open-api.ts'

const official = fdxDocument()
const served = new Map<string, Operation>()
let s: FdxSetting

beforeAll(async () => {
  s = await openFdxSetting()
  for (const { id } of fdx.apis) {
    const answer = await s.app.call(`${s.bank.urls.public}/openapi/fdx/${id}.json`)
    expect(answer.status, id).toBe(200)
    for (const operation of readOpenApi(answer.json as Json)) served.set(String(operation.operationId), operation)
  }
})
afterAll(() => s?.bank.close())

type Id = { route: { id: string; method: string } }

/** A call as the documents' readers take it. */
function wireCall({ route }: Id, path: string, answer: RawAnswer): WireCall {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) if (typeof value === 'string') headers.set(name, value)
  return {
    ...{ method: route.method, url: `${s.app.baseUrl}${path}`, sent: { headers: {}, body: undefined } },
    ...{ status: answer.status, headers, body: answer.text },
  }
}

/** Faults of an answer by the bank's own document, and by the public one where that has the operation. */
function faultsOf(at: Id, path: string, answer: RawAnswer): string[] {
  const call = wireCall(at, path, answer)
  const own = served.get(at.route.id)?.answerFaults(call) ?? ['the bank serves no document of it']
  if (answer.status !== 200) return own
  return [...own, ...(official?.get(at.route.id)?.answerFaults(call) ?? [])]
}

test('every operation has its case, and is in the documents that the bank serves', () => {
  const ids = FDX_ROUTES.map(({ route }) => route.id).sort()
  expect(Object.keys(FDX_CASES).sort()).toEqual(ids)
  expect([...served.keys()].sort()).toEqual(ids)
})

test.skipIf(official === undefined)('every operation of the public subset of FDX 6.4 is served', () => {
  expect([...(official?.keys() ?? [])].filter((id) => !served.has(id))).toEqual([])
})

// What ends something comes last, so that the other operations find it standing.
const endOf = ({ route }: Id): number => FDX_CASES[route.id]?.ends ?? 0
const rows = [...FDX_ROUTES].sort((a, b) => endOf(a) - endOf(b))

describe.each(rows.map((row) => ({ id: row.route.id, row })))('$id', ({ id, row }) => {
  const { api, route } = row
  const known = FDX_CASES[id]
  const token = () => (route.token === 'client' ? s.own : s.all.accessToken)

  const ownPath = () => pathOf(row, { ...s.known, ...known?.params?.(s.known) })

  async function hold(call: FdxCall, path: string): Promise<RawAnswer> {
    const answer = await callFdx(s, id, { token: token(), ...call })
    expect(faultsOf(row, path, answer), answer.text.slice(0, 600)).toEqual([])
    return answer
  }

  test('its refusals are as the document says', async () => {
    const path = ownPath()
    expect((await hold({ token: undefined }, path)).status).toBe(401)
    expect((await hold({ headers: { accept: 'application/xml' } }, path)).status).toBe(406)
    expect((await hold({ headers: { 'x-fapi-interaction-id': 'none' } }, path)).status).toBe(400)
  })

  test('its answer is as the documents say, and so is its request', async () => {
    await known?.fresh?.(s)
    const path = ownPath()
    const query = known?.query ? `${path}?${known.query}` : path
    const answer = await hold({}, path)
    expect(answer.status, answer.text).toBe(known?.status ?? 200)
    const document = official?.get(id)
    if (document) expect(document.requestFaults(wireCall(row, query, answer))).toEqual([])
    if (!known?.ofConsent || !known.ends) return
    s.all = await s.app.connect('grace', EVERYTHING)
    s.known.consentId = s.all.consentId
  })

  test('it answers with the statuses that its own document names', () => {
    const statuses = Object.keys(route.responses).map(Number)
    expect(statuses, api.id).toContain(known?.status ?? 200)
  })
})

/** What the public subset says nothing of: it knows details and transactions of four categories. */
const SUBSET: ReadonlySet<unknown> = new Set(['DEPOSIT_ACCOUNT', 'LOAN_ACCOUNT', 'LOC_ACCOUNT', 'INVESTMENT_ACCOUNT'])
const OF_ACCOUNT = [
  'getAccount',
  'searchForAccountTransactions',
  'searchForAccountStatements',
  'getAccountContact',
  'getAccountPaymentNetworks',
  'getAccountAssetTransferNetworks',
]
const QUERIES: Readonly<Record<string, string>> = {
  searchForAccountTransactions: 'startTime=2000-01-01&limit=100',
  searchForAccountStatements: 'startTime=2000-01-01&limit=100',
}

type Told = { accountId: string; accountCategory: string; status: string }

describe('Every customer of the book (FDX 6.4, every category)', () => {
  const seen = new Set<string>()

  /** Where an operation's answer about one account breaks a document; what the subset can't say is excused. */
  async function faultsAbout({ accountId, accountCategory, status }: Told, id: string, by: FdxConnection) {
    const row = FDX_ROUTES.find(({ route }) => route.id === id) as (typeof FDX_ROUTES)[number]
    const query = QUERIES[id] ?? ''
    const answer = await callFdx(s, id, { token: by.accessToken, params: { accountId }, query })
    const path = pathOf(row, { accountId })
    const own = served.get(id)?.answerFaults(wireCall(row, path, answer)) ?? []
    const told = `${accountCategory} ${status} ${id} ${answer.status}`
    // An account without a closed month has no statements (FDX 6.4, error 1108).
    if (answer.json?.code === '1108') return own
    if (answer.status !== 200) return [`${told}: ${answer.text}`]
    const polymorphic = id === 'getAccount' || id === 'searchForAccountTransactions'
    const networks = (answer.json?.paymentNetworks ?? []) as unknown[]
    // Only what nobody may pay into or out of now is reached by no network.
    const shut = status === 'RESTRICTED' || status === 'CLOSED'
    const unreached = id === 'getAccountPaymentNetworks' && networks.length === 0 && shut
    const excused = (polymorphic && !SUBSET.has(accountCategory)) || unreached
    const public_ = excused ? [] : (official?.get(id)?.answerFaults(wireCall(row, path, answer)) ?? [])
    return [...own, ...public_].map((fault) => `${told}: ${fault}`)
  }

  test.each(fdxLogins())('%s: everything that they hold is told as the documents say', async (login) => {
    const by = await s.app.connect(login, EVERYTHING)
    const list = await callFdx(s, 'searchForAccounts', {
      ...{ token: by.accessToken, query: 'resultType=details&limit=100' },
    })
    const row = FDX_ROUTES.find(({ route }) => route.id === 'searchForAccounts') as (typeof FDX_ROUTES)[number]
    expect(faultsOf(row, pathOf(row, {}), list)).toEqual([])
    const accounts = (list.json as { accounts: Told[] }).accounts
    expect(accounts.length).toBeGreaterThan(0)
    const faults: string[] = []
    for (const account of accounts) {
      seen.add(account.accountCategory)
      for (const id of OF_ACCOUNT) faults.push(...(await faultsAbout(account, id, by)))
    }
    expect(faults).toEqual([])
  })

  test('between them they hold something of every category', () => {
    expect([...seen].sort()).toEqual([...CATEGORIES].sort())
  })
})

/** The logins of the book's people, known before the bank is open. */
function fdxLogins(): string[] {
  return ['avery', 'grace', 'mason', 'ruth', 'owen', 'helen', 'dara', 'victor', 'nina', 'june', 'leo', 'tess', 'sam']
}

test('the customers above are all that the book has', () => {
  const logins = s.bank.rooms.bank.customers.demonstrationLogins('fdx').map(({ login }) => login)
  expect(logins.sort()).toEqual(fdxLogins().sort())
})
