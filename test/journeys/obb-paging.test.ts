import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../support/bank.ts'
import { codeOf, DAY_MS, json, MINUTE_MS, type ObbApp, type ObbBank, openObbBank } from '../support/obb.ts'
import { DORA_ACCOUNTS } from '../support/obb-customers.ts'
import type { WireCall } from '../support/wire.ts'

type Page = {
  data: Record<string, unknown>[]
  links: Record<string, string>
  meta: { totalRecords?: number; totalPages?: number }
}

const LINES = 60
const LISTS = ['accountsGetAccounts', 'resourcesGetResources']

let bank: ObbBank
let app: ObbApp
let dora: Connection
let enzo: Connection
let account: string

beforeAll(async () => {
  bank = await openObbBank()
  app = await bank.obbApp('Paginada')
  dora = await app.connect('dora')
  enzo = await app.connect('enzo')
  account = enzo.accounts[0] as string
  for (let i = 0; i < LINES; i += 1) {
    bank.book(account, i % 3 === 0 ? -10_00 : 25_00, { bookedAt: bank.now() - i * 60 * MINUTE_MS })
  }
})
afterAll(() => bank?.close())

const page = (call: WireCall) => json<Page>(call)
const rels = (call: WireCall) => Object.keys(page(call).links).sort()
const follow = (url: string | undefined, token: string) => app.wire.call({ url: url as string, token })
const queryOf = (link: string | undefined) => new URL(link as string).searchParams
const idsOf = (call: WireCall, member: string) => page(call).data.map((item) => item[member] as string)

describe.each(LISTS)('%s (pagination)', (id) => {
  const list = (query: Record<string, string | number> = {}) => app.api(id, { token: dora.accessToken, query })
  const member = id === 'accountsGetAccounts' ? 'accountId' : 'resourceId'

  test('page one has 25 items, self, next and last, and no first or prev', async () => {
    const first = await list()
    expect(page(first).data).toHaveLength(25)
    expect(rels(first)).toEqual(['last', 'next', 'self'])
    expect(page(first).meta).toMatchObject({ totalRecords: DORA_ACCOUNTS, totalPages: 3 })
  })

  test('next leads through every item once; the last page has first and prev and no next or last', async () => {
    const seen: string[] = []
    let at = await list()
    for (let pages = 1; ; pages += 1) {
      seen.push(...idsOf(at, member))
      const { next, self } = page(at).links
      expect(self).toBe(at.url)
      if (next === undefined) {
        expect([pages, ...rels(at)]).toEqual([3, 'first', 'prev', 'self'])
        break
      }
      at = await follow(next, dora.accessToken)
      expect(page(at).links.prev).toBeDefined()
    }
    expect(seen.sort()).toEqual([...dora.accounts].sort())
  })

  test('a page-size under 25 counts as 25; one of 1000 holds all, with self alone', async () => {
    expect(page(await list({ 'page-size': 1 })).data).toHaveLength(25)
    const all = await list({ 'page-size': 1000 })
    expect(page(all).data).toHaveLength(DORA_ACCOUNTS)
    expect(rels(all)).toEqual(['self'])
  })

  test('a page beyond the end is 200 and empty', async () => {
    const beyond = await list({ page: 4 })
    expect(beyond.status).toBe(200)
    expect(page(beyond).data).toEqual([])
    expect(rels(beyond)).not.toContain('next')
    expect((await list({ page: 2147483647, 'page-size': 1000 })).status).toBe(200)
  })

  test.each([
    ...[0, -1, '1.5', 'one', '', '2147483648', '99999999999999999999'].map((value) => ['page', value] as const),
    ...[0, -25, 1001, '25.5', 'many', ''].map((value) => ['page-size', value] as const),
  ])('%s=%j is 400', async (name, value) => {
    const refused = await list({ [name]: value })
    expect([refused.status, codeOf(refused)]).toEqual([400, 'INVALID_PARAMETER'])
    expect(refused.body).toContain(`query ${name}`)
  })
})

test('links repeat the filters and the size (accounts v2)', async () => {
  const query = { accountType: 'CONTA_DEPOSITO_A_VISTA', 'page-size': 30 }
  const call = await app.api('accountsGetAccounts', { token: dora.accessToken, query })
  expect(Object.fromEntries(queryOf(page(call).links.next))).toMatchObject({
    accountType: 'CONTA_DEPOSITO_A_VISTA',
    'page-size': '30',
    page: '2',
    'pagination-key': expect.any(String),
  })
  expect(page(await follow(page(call).links.next, dora.accessToken)).data).toHaveLength(10)
})

test('an empty list is 200 with no items and no pages', async () => {
  const none = await app.api('accountsGetAccounts', {
    token: (await app.connect('carla')).accessToken,
    query: { accountType: 'CONTA_PAGAMENTO_PRE_PAGA' },
  })
  expect(none.status).toBe(200)
  expect(page(none)).toMatchObject({ data: [], meta: { totalRecords: 0, totalPages: 0 } })
  expect(rels(none)).toEqual(['self'])
})

describe('movements (accounts v2, pagination-key)', () => {
  const window = () => ({
    fromBookingDate: new Date(bank.now() - 4 * DAY_MS).toISOString().slice(0, 10),
    toBookingDate: new Date(bank.now()).toISOString().slice(0, 10),
  })
  const statement = (query: Record<string, string | number> = {}, token = enzo.accessToken) =>
    app.api('accountsGetAccountsAccountIdTransactions', {
      token,
      params: { accountId: account },
      query: { ...window(), ...query },
    })

  test('the links lead through every movement once, newest first, though new ones are booked meanwhile', async () => {
    const first = await statement()
    expect(rels(first)).toEqual(['next', 'self'])
    const seen = [...page(first).data]
    bank.book(account, 99_00)
    const second = await follow(page(first).links.next, enzo.accessToken)
    expect(rels(second)).toEqual(['first', 'next', 'prev', 'self'])
    const third = await follow(page(second).links.next, enzo.accessToken)
    expect(rels(third)).toEqual(['first', 'prev', 'self'])
    seen.push(...page(second).data, ...page(third).data)
    const times = seen.map((movement) => movement.transactionDateTime as string)
    expect(new Set(seen.map((movement) => movement.transactionId)).size).toBe(LINES)
    expect(times).toEqual([...times].sort().reverse())
    expect(page(first).meta).not.toHaveProperty('totalRecords')
  })

  test('a page beyond the end is 200 and empty, however far', async () => {
    for (const query of [
      { page: 4, 'page-size': 25 },
      { page: 2147483647, 'page-size': 1000 },
    ]) {
      const beyond = await statement(query)
      expect([beyond.status, page(beyond).data]).toEqual([200, []])
      expect(rels(beyond)).toEqual(['first', 'prev', 'self'])
    }
  })

  test('filters are repeated, and each link has a key that starts its page', async () => {
    const first = await statement({ creditDebitIndicator: 'CREDITO' })
    const next = Object.fromEntries(queryOf(page(first).links.next))
    expect(next).toMatchObject({ ...window(), creditDebitIndicator: 'CREDITO', page: '2' })
    expect(next['pagination-key']?.length).toBeLessThan(2048)
    const second = await follow(page(first).links.next, enzo.accessToken)
    expect(page(second).data.every((movement) => movement.creditDebitType === 'CREDITO')).toBe(true)
  })

  test('a key that is broken, of another list or of another bank is no error, and a new one is given', async () => {
    const right = await statement({ page: 2 })
    const ofAnotherWindow = queryOf(page(await statement({ creditDebitIndicator: 'CREDITO' })).links.next)
    const ofAnotherBank = `${Buffer.from(JSON.stringify([9e15, { page: 2 }])).toString('base64url')}.${'A'.repeat(22)}`
    for (const key of ['', 'garbage', 'a.b', 'a.b.c', ofAnotherBank, ofAnotherWindow.get('pagination-key') as string]) {
      const call = await statement({ page: 2, 'pagination-key': key })
      expect(call.status).toBe(200)
      expect(idsOf(call, 'transactionId')).toEqual(idsOf(right, 'transactionId'))
      expect(queryOf(page(call).links.next).get('pagination-key')).not.toBe(key)
    }
    expect((await statement({ 'pagination-key': 'k'.repeat(2049) })).status).toBe(400)
  })

  test('a key that is older than 60 minutes is no error, and a new one is given', async () => {
    const { links } = page(await statement())
    bank.advance(61 * MINUTE_MS)
    const { access_token: token } = await app.refresh(enzo.refreshToken)
    const late = await follow(links.next, token)
    expect(late.status).toBe(200)
    expect(idsOf(late, 'transactionId')).toEqual(idsOf(await statement({ page: 2 }, token), 'transactionId'))
    expect(queryOf(page(late).links.next).get('pagination-key')).not.toBe(queryOf(links.next).get('pagination-key'))
  })
})
