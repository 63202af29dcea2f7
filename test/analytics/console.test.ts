import { expect, test } from 'vitest'
import { analyticsRoutes, type Overview } from '#analytics'
import type { Caller } from '#kernel'
import { call, event, opening } from './opening.ts'

const OWNER: Caller = { role: 'owner' }

function routes() {
  const opened = opening()
  const { analytics } = opened
  let waiting = [call({ clientId: 'c1' }), call({ clientId: 'c2' })]
  const list = analyticsRoutes({
    analytics,
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

test('the owner reads what everybody did, up to this moment', () => {
  const { get } = routes()
  expect(get('/api/analytics/overview')).toMatchObject({ traffic: [{ count: 2 }] })
  expect(get('/api/analytics/overview', 'client=c2&market=obb')).toMatchObject({ traffic: [{ count: 1 }] })
})

test('a developer reads only what their own clients did', () => {
  const { get } = routes()
  const count = (developerId: string, query = '') =>
    (get('/api/analytics/mine', query, { role: 'developer', developerId }) as Overview).traffic[0]?.count ?? 0
  expect(count('dev-1')).toBe(1)
  expect(count('dev-1', 'client=c2')).toBe(1)
  expect(count('dev-2')).toBe(0)
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
