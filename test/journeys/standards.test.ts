import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSchemas } from '#kernel'
import { markets as MARKETS } from '../../server/markets/index.ts'
import type { StandardsCustomer, StandardsView } from '../../server/start/standards.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'

let bank: TestBank
let customers: StandardsCustomer[]

beforeAll(async () => {
  bank = await openTestBank()
  customers = (await get<{ customers: StandardsCustomer[] }>('/api/standards/customers')).customers
})
afterAll(() => bank.close())

async function get<T>(path: string): Promise<T> {
  const { status, body } = await consoleApi(bank).call<T>('GET', path)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

const accountsOf = (login: string) => customers.find((one) => one.login === login)?.accounts ?? []
const view = (id: string) => get<StandardsView>(`/api/standards/accounts/${id}`)
const sidesOf = ({ groups }: StandardsView, concept: string) =>
  groups.flatMap(({ rows }) => rows).find(({ id }) => id === concept)?.sides

describe('One customer, two standards', () => {
  it('offers the demonstration customers of both books, and the companies that they act for', () => {
    expect(new Set(customers.map(({ market }) => market))).toEqual(new Set(['obb', 'fdx']))
    expect(accountsOf('ana').length).toBeGreaterThan(1)
    expect(customers.some(({ login }) => login === null)).toBe(true)
  })

  it('tells a BRL account in both, each keeping its currency: masking, sign, numbers and words differ', async () => {
    const [account] = accountsOf('ana')
    const told = await view(String(account?.id))
    expect(told.home).toBe('obb')
    expect(sidesOf(told, 'currency')).toMatchObject([{ value: 'BRL' }, { value: 'BRL' }])
    expect(sidesOf(told, 'number')).toMatchObject([{ value: '00012345' }, { value: '******2345' }])
    expect(sidesOf(told, 'available')).toMatchObject([
      { value: expect.stringMatching(/^\d+\.\d\d$/) },
      { value: expect.any(Number) },
    ])
    const directions = sidesOf(told, 'movement-direction')?.map(({ value }) => value)
    expect([
      ['DEBITO', 'DEBIT'],
      ['CREDITO', 'CREDIT'],
    ]).toContainEqual(directions)
    expect(sidesOf(told, 'movement-id')?.map(({ value }) => value)).toHaveLength(2)
    expect(told.alone.every((members) => members.length > 0)).toBe(true)
  })

  it('tells a USD account in both', async () => {
    const [account] = accountsOf('avery')
    const told = await view(String(account?.id))
    expect(told.home).toBe('fdx')
    expect(sidesOf(told, 'currency')).toMatchObject([{ value: 'USD' }, { value: 'USD' }])
    expect(sidesOf(told, 'kind')).toMatchObject([{ value: 'CONTA_DEPOSITO_A_VISTA' }, { value: 'CHECKING' }])
  })

  it('leaves out what would break the other standard’s schema, and says that it has no counterpart there (accounts v2, compeCode)', async () => {
    const told = await view(String(accountsOf('avery')[0]?.id))
    expect(sidesOf(told, 'bank-code')?.[0]).toMatchObject({
      at: null,
      says: { en: expect.stringMatching(/not written as/) },
    })
    const [obb] = told.markets
    for (const { data } of obb?.entities ?? []) expect(data).not.toHaveProperty('compeCode')
    expect(obb?.entities.flatMap(({ unfit = [] }) => unfit)).toContain('account/compeCode')
    expect(sidesOf(await view(String(accountsOf('ana')[0]?.id)), 'bank-code')).toMatchObject([{ value: '999' }, {}])
  })

  it('tells every account of every demonstration customer as each market’s own schemas have it', async () => {
    const checks = new Map(MARKETS.map(({ id, portrait }) => [id, portrait && openSchemas(portrait.components)]))
    for (const { accounts } of customers)
      for (const { id } of accounts)
        for (const { id: market, entities } of (await view(id)).markets)
          for (const { shape, data } of entities) {
            if (data === null) continue
            const check = checks.get(market)?.check({ $ref: `#/components/schemas/${shape}` })
            const faults = [data].flat().flatMap((each) => check?.(each) ?? [])
            // A member that was left out may be one that has to be there.
            expect(
              faults.filter(({ keyword }) => keyword !== 'required'),
              `${market} ${shape}`,
            ).toEqual([])
          }
  })

  it('says so where a standard tells nothing of such an account', async () => {
    const card = accountsOf('grace').find(({ label }) => label.en === 'Card')
    const told = await view(String(card?.id))
    expect(told.markets[0]?.entities).toMatchObject([{ data: null, absent: { en: expect.stringMatching(/families/) } }])
    expect(sidesOf(told, 'balance')).toMatchObject([{ at: null, says: null }, { at: 'account/currentBalance' }])
  })

  it('tells every account of every demonstration customer', async () => {
    for (const { accounts } of customers)
      for (const { id } of accounts) expect((await view(id)).groups.length).toBeGreaterThan(0)
  })

  it('names only places that some account fills', async () => {
    const filled = new Set<string>()
    const shared = new Map(MARKETS.map(({ id, portrait }) => [id, portrait?.places ?? {}]))
    for (const { accounts } of customers)
      for (const { id } of accounts) {
        const { markets } = await view(id)
        for (const { id: market, entities } of markets)
          for (const at of placesIn(entities)) filled.add(`${market} ${at}`)
      }
    const named = [...shared].flatMap(([market, places]) =>
      Object.values(places).flatMap(({ at }) => at.map((path) => `${market} ${path}`)),
    )
    const empty = named.filter((path) => ![...filled].some((each) => each === path || each.startsWith(`${path}/`)))
    expect(empty).toEqual([])
  })

  it('opens nothing: no consent, no token and no call to a gateway comes of it', async () => {
    const { events, consents, journey } = bank.rooms
    const seen = () => {
      events.flush()
      journey.flush()
      return [consents.list({ limit: 10 }), journey.log({ limit: 100 }).exchanges.length]
    }
    const before = seen()
    await view(String(accountsOf('ana')[0]?.id))
    const after = seen()
    expect(after).toEqual(before)
  })

  it('is for the owner of the install alone', async () => {
    const path = `/api/standards/accounts/${accountsOf('ana')[0]?.id}`
    const answer = await fetch(bank.urls.console + path, { headers: { authorization: 'Bearer of-nobody' } })
    expect(answer.status).toBe(401)
  })

  it('finds customers by name, and knows no account that there isn’t', async () => {
    const found = await get<{ customers: StandardsCustomer[] }>('/api/standards/customers?q=avery')
    expect(found.customers.map(({ name }) => name).join()).toMatch(/Avery/)
    const { status } = await consoleApi(bank).call('GET', '/api/standards/accounts/nothing')
    expect(status).toBe(404)
  })
})

function placesIn(entities: StandardsView['markets'][number]['entities']): string[] {
  return entities.flatMap(({ id, data }) => membersOf(data, id))
}

function membersOf(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [at]
  if (Array.isArray(value)) return value.length === 0 ? [] : membersOf(value[0], `${at}/0`)
  return Object.entries(value).flatMap(([name, member]) => membersOf(member, `${at}/${name}`))
}
