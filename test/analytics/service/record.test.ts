import { describe, expect, test } from 'vitest'
import { openAnalyticsPast, type ServiceTerms } from '#analytics'
import { call, DAY, HOUR, MINUTE, NOON, opening } from '../opening.ts'

const READ = 'list accounts'
const OTHER = 'read balances'

const terms = (more: Partial<ServiceTerms> = {}): ServiceTerms => ({
  ...{ market: 'obb', operations: [READ, OTHER], objectiveMs: 1_500, timeZone: 'America/Sao_Paulo' },
  ...{ planned: [], unplanned: [], ...more },
})

function bank() {
  const { analytics, traffic, world } = opening()
  analytics.service.begin({ beatMs: DAY })
  const calls = (count: number, more: Parameters<typeof call>[0] = {}) =>
    analytics.trafficListener(Array.from({ length: count }, () => call({ operation: READ, ...more })))
  const thisMonth = async (asked = terms()) => (await analytics.service.months(asked))[0]
  return { analytics, traffic, world, calls, thisMonth }
}

describe('the response rate (12 CFR 1033.311(c): proper responses ÷ requests)', () => {
  test('a refusal that says why is proper; a failure of the bank, and no answer at all, are not', async () => {
    const { calls, thisMonth } = bank()
    calls(95)
    calls(2, { status: 403, problemType: 'permission-missing' })
    calls(2, { status: 500, problemType: 'internal-error' })
    calls(1, { status: null })
    expect(await thisMonth()).toMatchObject({ requests: 100, proper: 97, responseRate: 0.97, leftOut: 0, live: true })
  })

  test('only requests for covered data of the market itself count, in no other lane', async () => {
    const { calls, thisMonth } = bank()
    calls(3)
    calls(5, { operation: 'create consent' })
    calls(5, { market: 'obb-guided' })
    calls(5, { market: 'island' })
    expect(await thisMonth()).toMatchObject({ requests: 3 })
  })

  test('what was generated is told and never counted', async () => {
    const { traffic, calls, thisMonth } = bank()
    openAnalyticsPast(traffic).write([call({ operation: READ, status: 500 }), call({ operation: READ })])
    calls(3)
    expect(await thisMonth()).toMatchObject({ requests: 3, responseRate: 1, generated: 2 })
  })

  test('requests of a planned outage leave both sides; those of one announced too late stay', async () => {
    const { calls, thisMonth } = bank()
    const outage = { from: NOON - 2 * HOUR, until: NOON - HOUR + 30 * MINUTE }
    calls(10, { at: NOON - 3 * HOUR })
    calls(4, { at: outage.from, status: 503, problemType: 'under-maintenance' })
    calls(1, { at: outage.until - 1, status: 503 })
    calls(10, { at: outage.until })
    expect(await thisMonth(terms({ planned: [outage] }))).toMatchObject({ requests: 20, responseRate: 1, leftOut: 5 })
    expect(await thisMonth(terms({ unplanned: [outage] }))).toMatchObject({
      requests: 25,
      responseRate: 0.8,
      leftOut: 0,
    })
  })

  test('a month nobody asked in has no rate', async () => {
    const { thisMonth } = bank()
    expect(await thisMonth()).toMatchObject({
      requests: 0,
      responseRate: null,
      p50: null,
      averageMs: null,
      inTime: null,
    })
  })
})

test('latencies are those of the histograms without the outages, and the share in time flatters nobody', async () => {
  const { calls, thisMonth } = bank()
  calls(97, { durationMs: 100 })
  calls(2, { durationMs: 1_496 })
  calls(1, { durationMs: 9_000 })
  calls(50, { at: NOON - HOUR, durationMs: 1 })
  const found = await thisMonth(terms({ planned: [{ from: NOON - HOUR, until: NOON - HOUR + MINUTE }] }))
  expect(found?.requests).toBe(100)
  expect(found?.p50).toBeGreaterThan(95)
  expect(found?.p50).toBeLessThan(105)
  expect(found?.averageMs).toBeGreaterThan(205)
  expect(found?.averageMs).toBeLessThan(230)
  // The bucket of 1,496 ms reaches over 1,500 ms.
  expect(found?.inTime).toBe(0.97)
})

test('each operation has figures of its own, and calls in a month end with it in the market’s time zone', async () => {
  const { analytics, calls } = bank()
  const firstOfMay = Date.UTC(2026, 4, 1, 3)
  calls(2, { at: firstOfMay })
  calls(3, { at: firstOfMay, operation: OTHER, status: 500 })
  calls(9, { at: firstOfMay - 1 })
  const month = analytics.service.monthNamed('2026-05', terms())
  const operations = await analytics.service.operations(terms(), month as never)
  expect(operations).toMatchObject([
    { operation: OTHER, requests: 3, responseRate: 0 },
    { operation: READ, requests: 2, responseRate: 1 },
  ])
  expect(analytics.service.monthNamed('2025-03', terms())).toBeUndefined()
})

test('the current month comes first, and no month before the bank first ran', async () => {
  const { analytics, world } = bank()
  expect((await analytics.service.months(terms())).map(({ month }) => month)).toEqual(['2026-05'])
  world.clock.advance(40 * DAY)
  expect((await analytics.service.months(terms())).map(({ month }) => month)).toEqual(['2026-06', '2026-05'])
  world.clock.advance(700 * DAY)
  expect(await analytics.service.months(terms())).toHaveLength(14)
})

test('what an app is told of the months is what the console shows, and is read once a minute', async () => {
  const { analytics, world, calls } = bank()
  calls(4, { durationMs: 20 })
  world.clock.advance(40 * DAY)
  calls(2, { at: NOON + 40 * DAY, durationMs: 30 })
  const told = await analytics.service.toldMonths(terms())
  const shown = await analytics.service.months(terms())
  expect(told.map(({ month, whole, uptime }) => ({ month, averageMs: whole.averageMs, uptime }))).toEqual(
    shown.map(({ month, averageMs, uptime }) => ({ month, averageMs, uptime })),
  )
  expect(told.map(({ whole }) => whole.requests)).toEqual([2, 4])
  expect(told[0]).toMatchObject({ until: NOON + 40 * DAY, operations: [{ operation: READ, requests: 2 }] })
  calls(1, { at: NOON + 40 * DAY })
  expect((await analytics.service.toldMonths(terms()))[0]?.whole.requests).toBe(2)
  world.clock.advance(MINUTE)
  expect((await analytics.service.toldMonths(terms()))[0]?.whole.requests).toBe(3)
  world.clock.advance(700 * DAY)
  expect(await analytics.service.toldMonths(terms())).toHaveLength(14)
})

test('failures of the last five minutes say how an operation stands, those of outages left out', () => {
  const { analytics, calls } = bank()
  calls(3, { at: NOON - 6 * MINUTE, status: 500 })
  calls(2)
  calls(1, { status: 500 })
  calls(2, { at: NOON - 2 * MINUTE, status: 503 })
  const outage = { from: NOON - 3 * MINUTE, until: NOON - MINUTE }
  const recent = analytics.service.recent('obb', [READ, OTHER], [outage])
  expect([...recent]).toEqual([[READ, { requests: 3, proper: 2 }]])
})
