import { expect, test } from 'vitest'
import { call, DAY, HOUR, MINUTE, NOON, opening } from './opening.ts'

test('calls are counted by operation, with their errors and latencies', () => {
  const { analytics } = opening()
  const calls = Array.from({ length: 100 }, (_, index) => call({ durationMs: index + 1 }))
  analytics.trafficListener([...calls, call({ operation: 'read consent', status: 404, durationMs: 2 })])
  const { traffic } = analytics.overview()
  expect(traffic.map(({ operation, count, errors }) => [operation, count, errors])).toEqual([
    ['list accounts', 100, 0],
    ['read consent', 1, 1],
  ])
  const accounts = traffic[0]
  for (const [found, exact] of [
    [accounts?.p50, 50],
    [accounts?.p95, 95],
    [accounts?.p99, 99],
  ] as const) {
    expect(Math.abs((found as number) - exact) / exact).toBeLessThan(0.06)
  }
})

test('batches add up', () => {
  const { analytics } = opening()
  analytics.trafficListener([call(), call({ status: 500 })])
  analytics.trafficListener([call()])
  expect(analytics.overview().traffic).toMatchObject([{ count: 3, errors: 1 }])
})

test('errors are counted by the rule that refused, else by problem or status', () => {
  const { analytics } = opening()
  analytics.trafficListener([
    call({ status: 401, problemType: 'token-expired', problemRule: 'token.live' }),
    call({ status: 401, problemType: 'token-expired', problemRule: 'token.live' }),
    call({ status: 422, problemType: 'permissions-invalid' }),
    call({ status: 404 }),
    call({ status: null }),
  ])
  expect(analytics.overview().errorsByRule).toEqual([
    { rule: 'token.live', count: 2, generated: 0 },
    { rule: 'no answer', count: 1, generated: 0 },
    { rule: 'permissions-invalid', count: 1, generated: 0 },
    { rule: 'status 404', count: 1, generated: 0 },
  ])
})

test('only what comes over HTTP is API traffic, so that one refusal counts once', () => {
  const { analytics } = opening()
  const refusal = { problemType: 'consent-gone', problemRule: 'consent.active' }
  analytics.trafficListener([
    call({ kind: 'call', from: 'gateway', to: 'identity', status: null, ...refusal }),
    call({ status: 401, ...refusal }),
  ])
  expect(analytics.overview()).toMatchObject({
    traffic: [{ count: 1, errors: 1 }],
    errorsByRule: [{ rule: 'consent.active', count: 1 }],
  })
})

test('arrow 11 is no API traffic', () => {
  const { analytics } = opening()
  analytics.trafficListener([call({ arrow: 11, from: 'consent', to: 'analytics' }), call({ kind: 'call', arrow: 11 })])
  expect(analytics.overview().traffic).toEqual([])
})

test('what the operator does at the console is no traffic of the application it is about', () => {
  const { analytics } = opening()
  analytics.trafficListener([call({ arrow: null, from: 'operator', to: 'consent', operation: 'hold consent' })])
  expect(analytics.overview().traffic).toEqual([])
})

test('an overview keeps to its market and clients', () => {
  const { analytics } = opening()
  analytics.trafficListener([
    call({ clientId: 'c1' }),
    call({ clientId: 'c2' }),
    call({ clientId: 'c3', market: 'other' }),
    call({ clientId: null, market: null }),
  ])
  const count = (filter: Parameters<typeof analytics.overview>[0]) => analytics.overview(filter).traffic[0]?.count ?? 0
  expect(count({})).toBe(4)
  expect(count({ market: 'obb' })).toBe(2)
  expect(count({ clientId: 'c1' })).toBe(1)
  expect(count({ clientIds: ['c1', 'c3'] })).toBe(2)
  expect(count({ clientIds: ['c1', 'c3'], market: 'other' })).toBe(1)
  expect(count({ clientIds: [] })).toBe(0)
})

test('a timeline is by the minute for hours, by the hour for weeks, by the day for longer, and the sums agree', () => {
  const { analytics } = opening()
  const times = [0, MINUTE, 5 * HOUR, 3 * DAY, 60 * DAY].map((ago) => NOON - ago)
  analytics.trafficListener(times.map((at) => call({ at })))
  const over = (ms: number) => analytics.overview({ from: NOON - ms, to: NOON })
  const short = over(6 * HOUR)
  expect([short.grain, short.timeline.map(({ count }) => count)]).toEqual(['minute', [1, 1, 1]])
  const middle = over(7 * DAY)
  expect([middle.grain, middle.timeline.map(({ count }) => count)]).toEqual(['hour', [1, 1, 1, 1]])
  const long = over(90 * DAY)
  expect([long.grain, long.timeline.map(({ count }) => count)]).toEqual(['day', [1, 1, 3]])
  expect(long.traffic[0]?.count).toBe(5)
})

test('without a time the last day of bank time is meant', () => {
  const { analytics, world } = opening()
  analytics.trafficListener([call()])
  expect(analytics.overview().traffic).toHaveLength(1)
  world.clock.advance(2 * DAY)
  expect(analytics.overview().traffic).toHaveLength(0)
})

test('counts stay over a restart', () => {
  const { analytics, reopen } = opening()
  analytics.trafficListener([call()])
  analytics.flush()
  const again = reopen()
  again.trafficListener([call()])
  expect(again.overview().traffic).toMatchObject([{ count: 2 }])
})
