import { expect, test } from 'vitest'
import { analyticsRoutes, type Overview } from '#analytics'
import type { Caller } from '#kernel'
import { call, DAY, event, HOUR, NOON, opening } from './opening.ts'

const OWNER: Caller = { role: 'owner' }

function routes() {
  const opened = opening()
  const { analytics } = opened
  let waiting = [call({ clientId: 'c1' }), call({ clientId: 'c2' })]
  const list = analyticsRoutes({
    analytics,
    apis: [{ market: 'obb', id: 'accounts', operations: ['list accounts', 'read balances'] }],
    clientsOf: (developerId) => (developerId === 'dev-1' ? ['c1'] : []),
    flush: () => {
      analytics.trafficListener(waiting)
      waiting = []
    },
  })
  const get = (path: string, query = '', caller = OWNER) => {
    const route = list.find((one) => one.path === path)
    return route?.act({ params: {}, query: new URLSearchParams(query), body: undefined, caller, tie() {} })
  }
  return { ...opened, list, get }
}

test('the owner reads what everybody did, up to this moment', async () => {
  const { get } = routes()
  expect(await get('/api/analytics/overview')).toMatchObject({ traffic: [{ count: 2 }] })
  expect(await get('/api/analytics/overview', 'client=c2&market=obb')).toMatchObject({ traffic: [{ count: 1 }] })
})

test('a developer reads only what their own clients did', async () => {
  const { get } = routes()
  const count = async (developerId: string, query = '') =>
    ((await get('/api/analytics/mine', query, { role: 'developer', developerId })) as Overview).traffic[0]?.count ?? 0
  expect(await count('dev-1')).toBe(1)
  expect(await count('dev-1', 'client=c2')).toBe(1)
  expect(await count('dev-2')).toBe(0)
})

test('the routes are for the owner, but for a developer’s own', () => {
  const { list } = routes()
  expect(list.map(({ path, roles }) => [path, roles])).toEqual([
    ['/api/analytics/overview', ['owner']],
    ['/api/analytics/events', ['owner']],
    ['/api/analytics/mine', ['developer']],
  ])
})

test('events are read newest first', () => {
  const { get, analytics } = routes()
  analytics.listener.handle([event(1), event(2)])
  expect(get('/api/analytics/events', 'client=c1&limit=1')).toMatchObject({ events: [{ seq: 2 }], next: 2 })
  expect(get('/api/analytics/events', 'limit=5&before=2')).toMatchObject({ events: [{ seq: 1 }], next: null })
})

test.each(['from=yesterday', 'from=2000&to=1000'])('a bad time is refused: %s', (query) => {
  expect(() => routes().get('/api/analytics/overview', query)).toThrowError('request-invalid')
})

test('traffic is read by API and by operation; the funnel stays that of everything', async () => {
  const { get, analytics } = routes()
  analytics.listener.handle([event(1)])
  analytics.trafficListener([call({ operation: 'read balances' }), call({ operation: 'authorize' })])
  const asked = async (query: string) => (await get('/api/analytics/overview', query)) as Overview
  expect((await asked('')).traffic.map(({ operation }) => operation)).toContain('authorize')
  expect((await asked('api=obb/accounts')).traffic).toMatchObject([{ count: 2 }, { operation: 'read balances' }])
  expect(await asked('operation=authorize')).toMatchObject({ traffic: [{ count: 1 }], funnel: { lodged: 1 } })
  await expect(async () => get('/api/analytics/overview', 'api=obb/none')).rejects.toThrowError('query-invalid')
})

test('a span looks back from now; nobody has to know what time it is', async () => {
  const { get, analytics } = routes()
  analytics.trafficListener([call({ at: NOON - 2 * HOUR })])
  const count = async (span: number) =>
    ((await get('/api/analytics/overview', `span=${span}`)) as Overview).traffic[0]?.count
  expect(await count(HOUR)).toBe(2)
  expect(await count(DAY)).toBe(3)
})
