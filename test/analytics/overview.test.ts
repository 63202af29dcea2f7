import { expect, test } from 'vitest'
import { call, DAY, HOUR, NOON, opening } from './opening.ts'

test('an overview read on its own thread is the one read here', async () => {
  const { analytics } = opening()
  analytics.trafficListener([
    call({ durationMs: 4 }),
    call({ at: NOON - HOUR, clientId: 'c2', operation: 'read balances', durationMs: 400 }),
    call({
      at: NOON - 40 * DAY,
      clientId: null,
      status: 401,
      problemType: 'token-inactive',
      problemRule: 'token-active',
    }),
  ])
  for (const filter of [
    {},
    { spanMs: 90 * DAY },
    { spanMs: HOUR, clientId: 'c1' },
    { operations: ['read balances'] },
  ]) {
    const read = await analytics.readOverview(filter)
    expect(read).toEqual(analytics.overview(filter))
    expect(read.traffic.length).toBeGreaterThan(0)
  }
})

test('latency is told by interval and of all calls, and traffic by application', () => {
  const { analytics } = opening()
  analytics.trafficListener([
    ...Array.from({ length: 19 }, () => call({ at: NOON - 2 * HOUR, durationMs: 10 })),
    call({ at: NOON - HOUR, durationMs: 1000, clientId: 'c2', status: 500 }),
  ])
  const { latency, latencyTimeline, byClient } = analytics.overview()
  expect(latencyTimeline.map(({ at }) => at)).toEqual([NOON - 2 * HOUR, NOON - HOUR])
  expect(latencyTimeline[0]?.p95).toBeCloseTo(10, -0.5)
  expect(latencyTimeline[1]?.p50).toBeGreaterThan(950)
  expect(latency.p50).toBeLessThan(11)
  expect(latency.p99).toBeGreaterThan(950)
  expect(byClient).toEqual([
    { clientId: 'c1', count: 19, errors: 0, generated: 0 },
    { clientId: 'c2', count: 1, errors: 1, generated: 0 },
  ])
})

test('closing refuses what is being read, and a later read starts again', async () => {
  const { analytics } = opening()
  analytics.trafficListener([call()])
  const refused = expect(analytics.readOverview()).rejects.toThrowError('analytics was closed')
  analytics.close()
  await refused
  expect((await analytics.readOverview()).traffic).toHaveLength(1)
})
