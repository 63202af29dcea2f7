import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ServiceMonth } from '#analytics'
import type { OutageView } from '#gateway'
import { type Market, markets } from '#markets'
import { consoleApi } from '../support/console-api.ts'
import { codeOf, MINUTE_MS, type ObbApp, type ObbBank, openObbBank } from '../support/obb.ts'
import { rawCall } from '../support/raw-call.ts'

let bank: ObbBank
let app: ObbApp
let token: string

beforeAll(async () => {
  bank = await openObbBank()
  app = await bank.obbApp('Plantão')
  token = (await app.connect('ana')).accessToken
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

const call = <T = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
  consoleApi(bank).call<T>(method, path, body)
const market = markets[0] as Market
const nextMinute = () => (Math.floor(bank.now() / MINUTE_MS) + 1) * MINUTE_MS
const read = () => app.api('accountsGetAccounts', { token })

async function thisMonth(): Promise<ServiceMonth> {
  const { body } = await call<{ months: ServiceMonth[] }>('GET', '/api/service/obb')
  return body.months[0] as ServiceMonth
}

/** Announces an outage of two minutes and lets bank time go into it. */
async function outage(noticeHours: number): Promise<OutageView> {
  bank.rooms.maintenance.sweep()
  await call('PUT', '/api/service/obb/settings', { objectiveMs: 1500, noticeHours })
  const startsAt = nextMinute()
  const wish = { market: 'obb', startsAt, endsAt: startsAt + 2 * MINUTE_MS, description: 'Discos novos.' }
  const made = await call<{ outage: OutageView }>('POST', '/api/maintenance', wish)
  expect(made.status).toBe(201)
  bank.advance(startsAt - bank.now())
  return made.body.outage
}

test('while maintenance is on the market answers 503 in its own envelope, to whoever calls its APIs', async () => {
  expect((await read()).status).toBe(200)
  const { endsAt } = await outage(0)
  const refused = await read()
  expect([refused.status, codeOf(refused)]).toEqual([503, 'SERVICE_UNAVAILABLE'])
  expect(JSON.parse(refused.body).errors[0].detail).toContain(new Date(endsAt).toISOString().slice(0, 19))
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(120)
  expect((await app.api('accountsGetAccounts', {})).status).toBe(503)
  const ca = app.credentials.caPem
  for (const lane of ['obb-guided', 'open']) {
    const answer = await rawCall(`${bank.urls.public}/${lane}/open-banking/accounts/v2/accounts`, ca)
    expect([lane, answer.status]).toEqual([lane, 503])
  }
  // Only the APIs are closed.
  expect((await app.clientToken()).access_token).toBeTypeOf('string')

  bank.rooms.journey.flush()
  const [recorded] = bank.rooms.journey.log({ kind: 'http', rule: 'no-maintenance', limit: 1 }).exchanges
  expect(recorded).toMatchObject({ status: 503 })
  bank.advance(2 * MINUTE_MS)
  expect((await read()).status).toBe(200)
})

test('requests of a planned outage leave both sides of the response rate; those of a late one count against it', async () => {
  const before = await thisMonth()
  await outage(0)
  await read()
  await read()
  bank.advance(2 * MINUTE_MS)
  const planned = await thisMonth()
  expect(planned).toMatchObject({ requests: before.requests, responseRate: 1, leftOut: before.leftOut + 2 })

  expect(await outage(1)).toMatchObject({ planned: false })
  await read()
  bank.advance(2 * MINUTE_MS)
  const late = await thisMonth()
  expect(late).toMatchObject({ requests: before.requests + 1, proper: before.proper, leftOut: planned.leftOut })
  expect(late.responseRate).toBeLessThan(1)
})

test('an outage that is under way is ended with the minute it is in, and its events tell the whole', async () => {
  const { id, startsAt } = await outage(0)
  const { body } = await call<{ outage: OutageView }>('POST', `/api/maintenance/outages/${id}/end`)
  expect(body.outage).toMatchObject({ endsAt: startsAt + MINUTE_MS, planned: true })
  bank.advance(MINUTE_MS)
  expect((await read()).status).toBe(200)
  bank.rooms.maintenance.sweep()
  bank.rooms.events.flush()
  const { events } = bank.rooms.analytics.recentEvents({ limit: 50 })
  const told = events.filter(({ type }) => type.startsWith('maintenance.')).map(({ type }) => type)
  expect(told.slice(0, 4)).toEqual([
    'maintenance.ended',
    'maintenance.begun',
    'maintenance.shortened',
    'maintenance.announced',
  ])
})

test('a month is drilled into by operation, and others than those kept are not there', async () => {
  const { month } = await thisMonth()
  const { body } = await call<{ operations: { operation: string }[] }>('GET', `/api/service/obb/months/${month}`)
  expect(body.operations.map(({ operation }) => operation)).toEqual(['accountsGetAccounts'])
  expect(await call('GET', '/api/service/obb/months/1999-01')).toMatchObject({
    status: 404,
    body: { error: { type: 'month-not-found' } },
  })
  expect((await call('GET', '/api/service/obb-open')).body).toMatchObject({ error: { type: 'market-unknown' } })
})

test('operations are alive, or under maintenance with the outage told (what the APIs about the service answer)', async () => {
  const { record } = bank.rooms.service
  const states = () => record.availability(market).map(({ state }) => state)
  expect(new Set(states())).toEqual(new Set(['alive']))
  const { startsAt, endsAt } = await outage(0)
  expect(new Set(states())).toEqual(new Set(['maintenance']))
  expect(record.availability(market)[0]?.outages).toEqual([{ startsAt, endsAt, description: 'Discos novos.' }])
  bank.advance(2 * MINUTE_MS)
  const [thisOne] = (await record.months(market)).filter(({ operation }) => operation === null)
  expect(thisOne).toMatchObject({
    requests: expect.any(Number),
    averageMs: expect.any(Number),
    uptime: expect.any(Number),
  })
})

test('the calendar stays over a restored snapshot too: what closed the bank then does not, and what lies ahead again comes again', async () => {
  token = (await app.connect('ana')).accessToken
  const id = async () => (await outage(0)).id
  const calendar = async () =>
    (await call<{ outages: OutageView[] }>('GET', '/api/maintenance/obb')).body.outages.filter((one) =>
      [during, later].includes(one.id),
    )
  const during = await id()
  expect((await call('POST', '/api/snapshots', { name: 'closed' })).status).toBe(201)
  expect((await read()).status).toBe(503)
  await call('POST', `/api/maintenance/outages/${during}/end`)
  bank.advance(2 * MINUTE_MS)
  const later = await id()
  bank.advance(2 * MINUTE_MS)
  bank.rooms.maintenance.sweep()
  expect((await calendar()).map(({ state }) => state)).toEqual(['over', 'over'])
  const { leftOut } = await thisMonth()

  expect((await call('POST', '/api/snapshots/closed/restore', {})).status).toBe(200)

  expect((await calendar()).map(({ id, state }) => [id, state])).toEqual([
    [later, 'announced'],
    [during, 'under-way'],
  ])
  bank.advance(MINUTE_MS)
  expect((await read()).status).toBe(200)
  const [ahead] = await calendar()
  bank.advance((ahead?.startsAt as number) - bank.now())
  expect((await read()).status).toBe(503)
  bank.advance(2 * MINUTE_MS)
  expect((await thisMonth()).leftOut).toBe(leftOut + 1)
})

test('the calendar and what was set of the service stay over a reset, as the traffic does', async () => {
  const { requests, leftOut } = await thisMonth()
  expect((await call('POST', '/api/reset', {})).status).toBe(200)
  expect(await thisMonth()).toMatchObject({ requests, leftOut })
  const { body } = await call<{ outages: OutageView[]; settings: unknown }>('GET', '/api/maintenance/obb')
  expect(body.outages.length).toBeGreaterThan(3)
  expect(body.settings).toEqual({ objectiveMs: 1500, noticeHours: 0 })
})
