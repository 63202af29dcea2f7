import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Market, markets } from '#markets'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let bank: TestBank
let app: FdxApp
let own: string
let customers: string

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  own = await ownToken()
  const [customer] = bank.rooms.bank.customers.demonstrationLogins('fdx')
  customers = (await app.connect(customer?.login as string)).accessToken
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

/** A token of the app's own; the APIs that tell of the bank want no scope. */
async function ownToken(): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: app.clientId }
  return String((await app.form('/fdx/auth/v1/token', form)).json?.access_token)
}

type Served = { id: string; availability: string; link?: { href: string; action: string } }
const read = async (path: string, token = own) => {
  const { status, json } = await app.api(`/fdx/v6${path}`, token)
  return { status, body: (json ?? {}) as Record<string, unknown> }
}

test('capability lists every operation that is served, in detail with its address (FDX 6.4 getCapability)', async () => {
  const { status, body } = await read('/capability?resultType=details')
  expect([status, body.fdxVersions, body.messageFormat]).toEqual([200, ['V6.4'], 'JSON'])
  const operations = body.operations as Served[]
  const accounts = operations.find(({ id }) => id === 'searchForAccounts')
  expect(accounts).toMatchObject({ availability: 'ALIVE', link: { href: '/fdx/v6/accounts', action: 'GET' } })
  expect(operations.find(({ id }) => id === 'getConsentGrant')?.link?.href).toBe('/fdx/v6/consents/{consentId}')
  expect(operations.filter(({ id }) => /ByPatch$/.test(id))).toEqual([])
  const light = await read('/capability?operationId=getCapability&fdxVersion=V6.4')
  expect(light.body.operations).toEqual([{ id: 'getCapability', availability: 'ALIVE' }])
})

test.each([
  ['/capability?fdxVersion=V9.9', 501, '1106'],
  // Its name in FDX 5.2: it is getRegistryRecipients now.
  ['/availability?operationId=getRecipients', 501, '1106'],
  ['/capability?operationId=makeCoffee', 400, '401'],
  ['/capability?resultType=heavy', 400, '401'],
])('%s is refused with %i and code %s (FDX 6.4, errors)', async (path, status, code) => {
  const refused = await read(path)
  expect([refused.status, refused.body.code]).toEqual([status, code])
})

test('the bank tells of itself to applications alone, with a token of their own (FDX API security model)', async () => {
  for (const path of ['/availability', '/capability', '/certification-metrics']) {
    expect((await read(path, customers)).body).toMatchObject({ code: '602' })
    expect((await read(path, 'nobody-gave-it')).body).toMatchObject({ code: '603' })
    expect((await read(path)).status).toBe(200)
  }
})

test('during maintenance all else is 503, and availability tells of it, before and meanwhile (FDX 6.4 getAvailability)', async () => {
  const { maintenance, world } = bank.rooms
  const startsAt = (Math.floor(world.clock.now() / MINUTE_MS) + 2) * MINUTE_MS
  maintenance.announce({ market: 'fdx', startsAt, endsAt: startsAt + MINUTE_MS, description: 'New disks' })
  const plan = {
    ...{ status: 'MAINTENANCE', description: 'New disks', startTime: new Date(startsAt).toISOString().slice(0, 19) },
  }
  const before = await read('/availability?operationId=searchForAccounts')
  expect(before.body.availability).toMatchObject([
    {
      operationId: 'searchForAccounts',
      status: 'ALIVE',
      plannedAvailability: [{ ...plan, startTime: `${plan.startTime}Z` }],
    },
  ])
  bank.advance(startsAt - world.clock.now())
  const closed = await read('/accounts', customers)
  expect([closed.status, closed.body.code, closed.body.message]).toEqual([503, '503', 'Scheduled maintenance'])
  const meanwhile = await read('/availability')
  const states = new Set((meanwhile.body.availability as { status: string }[]).map(({ status }) => status))
  expect([...states]).toEqual(['MAINTENANCE'])
  expect((await read('/capability')).status).toBe(200)
  bank.advance(MINUTE_MS)
  expect((await read('/availability?operationId=searchForAccounts')).body.availability).toMatchObject([
    { status: 'ALIVE', plannedAvailability: [] },
  ])
})

test('certification metrics are the months’ own figures (FDX 6.4 getCertificationMetrics)', async () => {
  const [customer] = bank.rooms.bank.customers.demonstrationLogins('fdx')
  const { accessToken } = await app.connect(customer?.login as string)
  expect((await read('/accounts', accessToken)).status).toBe(200)
  bank.rooms.journey.flush()
  bank.advance(MINUTE_MS)
  const { body } = await read('/certification-metrics')
  const metrics = body.metrics as Record<string, unknown>[]
  const together = metrics.filter(({ metricsName }) => metricsName !== undefined)
  expect(together).toHaveLength(1)
  expect(together[0]).toMatchObject({ responseTimeAverage: expect.any(Number), averageUpTime: expect.any(Number) })
  const one = (await read('/certification-metrics?operationId=searchForAccounts')).body.metrics as Record<
    string,
    never
  >[]
  expect(one).toMatchObject([{ operationIds: ['searchForAccounts'], responseTimeAverage: expect.any(Number) }])
})

test('they reach back thirteen months, the latest first, as the console’s do (12 CFR 1033.341(d))', async () => {
  const monthOf = (at: unknown) => String(at).slice(0, 7)
  for (let month = 0; month < 14; month += 1) {
    bank.advance(31 * DAY_MS)
    // The bank is asked in every month, so that each has something to tell.
    const { accessToken } = await app.connect('avery')
    expect((await read('/accounts', accessToken)).status).toBe(200)
  }
  bank.rooms.journey.flush()
  own = await ownToken()
  const { body } = await read('/certification-metrics?operationId=searchForAccounts')
  const metrics = body.metrics as Record<string, unknown>[]
  expect(metrics).toHaveLength(14)
  expect(metrics[0]?.reportEndTimestamp).toBe(metrics[0]?.reportTimestamp)
  const months = metrics.map(({ reportStartTimestamp }) => monthOf(reportStartTimestamp))
  expect(months).toEqual(months.toSorted().reverse())
  expect(new Set(months).size).toBe(14)
})

test('a call about the bank itself is recorded, on no arrow and in nobody’s data figures', async () => {
  const before = await bank.rooms.service.record.months(markets.find(({ id }) => id === 'fdx') as Market)
  await read('/availability')
  bank.rooms.journey.flush()
  const [recorded] = bank.rooms.journey.log({ kind: 'http', operations: ['getAvailability'], limit: 1 }).exchanges
  expect(recorded).toMatchObject({ operation: 'getAvailability', arrow: null, status: 200 })
  expect(before.map(({ operation }) => operation)).not.toContain('getAvailability')
})
