import { expect, test } from 'vitest'
import { journeyRoutes } from '#journey'
import { opening } from './opening.ts'

function calls() {
  const opened = opening()
  const routes = journeyRoutes(opened.journey)
  const get = (path: string, query = '', params: Record<string, string> = {}) => {
    const route = routes.find((one) => one.path === path)
    const input = {
      params,
      query: new URLSearchParams(query),
      body: undefined,
      caller: { role: 'owner' },
      tie() {},
    } as const
    return route?.act(input) as Record<string, unknown>
  }
  return { ...opened, routes, get }
}

test('only the owner sees everyone’s traffic', () => {
  const { routes } = calls()
  expect(routes.every(({ method, roles }) => method === 'GET' && roles.length === 1 && roles[0] === 'owner')).toBe(true)
})

test('journeys, one journey, one exchange, loose exchanges and the buffer’s health are read over the console', () => {
  const { pass, get } = calls()
  const id = pass({ market: 'obb', clientId: 'c1', consentId: 'urn:a' })
  const loose = pass({ clientId: 'c1' })
  expect(get('/api/traffic/health')).toEqual({ buffered: 2, capacity: 10_000, dropped: 0 })
  expect(get('/api/journeys', 'market=obb&kind=consent&client=c1&limit=5')).toMatchObject({
    journeys: [{ id: 'consent-urn:a', arrows: [9] }],
    next: null,
  })
  expect(get('/api/journeys/:id', '', { id: 'consent-urn:a' })).toMatchObject({ steps: [{ id, depth: 0 }], next: null })
  expect(get('/api/exchanges/:id', '', { id })).toMatchObject({ id, journeyId: 'consent-urn:a' })
  expect(get('/api/exchanges', 'client=c1')).toMatchObject({ exchanges: [{ id: loose }] })
})

test.each(['kind=other', 'limit=0', 'limit=501', 'limit=ten', 'before=-1'])(
  'a bad parameter is refused: %s',
  (query) => {
    expect(() => calls().get('/api/journeys', query)).toThrowError('request-invalid')
  },
)
