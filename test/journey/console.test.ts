import { expect, test } from 'vitest'
import { journeyRoutes } from '#journey'
import { opening } from './opening.ts'

function calls(rolledUp = new Map<number, { count: number; refused: number; generated: number }>()) {
  const opened = opening({ actors: { 'x-actor': { PERSON: 'user', MANY: 'batch' } } })
  const routes = journeyRoutes(opened.journey, {
    ...{ now: opened.world.clock.now, rolledUp: () => rolledUp },
    apis: [{ market: 'obb', id: 'accounts', operations: ['show accounts', 'show balances'] }],
  })
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

test('the request log gives HTTP exchanges newest first, narrowed by what they were and how they ended', () => {
  const { pass, get } = calls()
  const http = (more: Parameters<typeof pass>[1], clientId = 'c1') => pass({ clientId }, { kind: 'http', ...more })
  const first = http({ operation: 'show accounts', status: 200, request: { method: 'GET', url: '/accounts?page=1' } })
  const second = http({ operation: 'push', arrow: 5, status: 400 }, 'c2')
  pass({ clientId: 'c1' }, { operation: 'introspect' })
  const found = (query = '') =>
    (get('/api/requests', query) as { exchanges: { id: string }[] }).exchanges.map(({ id }) => id)
  expect(found()).toEqual([second, first])
  expect(found('kind=any')).toHaveLength(3)
  expect(found('arrow=5')).toEqual([second])
  expect(found('client=c1')).toEqual([first])
  expect(found('status=2')).toEqual([first])
  expect(found('status=none')).toEqual([])
  expect(found('operation=push')).toEqual([second])
  expect(found('api=obb/accounts')).toEqual([first])
  expect(() => found('api=obb/none')).toThrowError('query-invalid')
  expect(found('origin=live')).toEqual([second, first])
  expect(found('origin=generated')).toEqual([])
  expect(() => found('origin=both')).toThrowError('request-invalid')
  expect(found('q=ACCOUNTS')).toEqual([first])
  expect(found('q=%25')).toEqual([])
  expect(get('/api/requests', 'client=c1')).toMatchObject({
    exchanges: [{ method: 'GET', url: '/accounts?page=1', origin: 'live' }],
    next: null,
  })
})

test('the request log is narrowed to calls that say who is behind them, in the words of their market', () => {
  const { pass, get } = calls()
  const said = (headers?: Record<string, string>) =>
    pass({ clientId: 'c1' }, { kind: 'http', status: 200, request: headers ? { headers } : {} })
  const user = said({ 'x-actor': 'PERSON' })
  const batch = said({ 'x-actor': 'MANY' })
  const unknown = said({ 'x-actor': 'constructor' })
  const silent = said()
  pass({ clientId: 'c1' }, { operation: 'introspect', request: { headers: { 'x-actor': 'PERSON' } } })
  const found = (query: string) =>
    (get('/api/requests', query) as { exchanges: { id: string; actor: string | null }[] }).exchanges
  expect(found('actor=user')).toMatchObject([{ id: user, actor: 'user' }])
  expect(found('actor=batch')).toMatchObject([{ id: batch, actor: 'batch' }])
  expect(found('actor=none').map(({ id }) => id)).toEqual([silent, unknown])
  expect(found('actor=user&kind=any&status=2').map(({ id }) => id)).toEqual([user])
  expect(() => found('actor=robot')).toThrowError('request-invalid')
})

test('journeys are listed by where they come from', () => {
  const { pass, get, db } = calls()
  for (const consentId of ['urn:a', 'urn:b']) pass({ market: 'obb', clientId: 'c1', consentId })
  get('/api/journeys')
  db.prepare(`UPDATE journeys SET origin = 'generated' WHERE id = 'consent-urn:a'`).run()
  const found = (query: string) =>
    (get('/api/journeys', query) as { journeys: { consentId: string }[] }).journeys.map(({ consentId }) => consentId)
  expect(found('origin=generated')).toEqual(['urn:a'])
  expect(found('origin=live&kind=consent&market=obb')).toEqual(['urn:b'])
  expect(found('origin=generated&client=c1')).toEqual(['urn:a'])
})

test('the request log pages by key, and each exchange comes once', () => {
  const { pass, get } = calls()
  const ids = Array.from({ length: 5 }, () => pass({ clientId: 'c1' }, { kind: 'http', status: 200 }))
  const seen: string[] = []
  let next: number | null = null
  do {
    const page = get('/api/requests', `limit=2${next === null ? '' : `&before=${next}`}`) as {
      exchanges: { id: string }[]
      next: number | null
    }
    seen.push(...page.exchanges.map(({ id }) => id))
    next = page.next
  } while (next !== null)
  expect(seen).toEqual(ids.toReversed())
})

test.each(['status=6', 'kind=other', 'arrow=12', 'limit=501'])('the request log refuses %s', (query) => {
  expect(() => calls().get('/api/requests', query)).toThrowError('request-invalid')
})

test('the arrows tell what went along them in the last day of bank time, and the last refusal', () => {
  const { pass, get, exchanges } = calls(new Map([[5, { count: 40, refused: 3, generated: 39 }]]))
  pass({ clientId: 'c1' }, { kind: 'http', status: 200 })
  expect(() =>
    exchanges.passNow({ arrow: 9, from: 'app', to: 'gateway', operation: 'read', request: {} }, () => {
      throw Object.assign(new Error('no'), { type: 'token-inactive', rule: 'token-active', facts: {} })
    }),
  ).toThrow()
  const { arrows } = get('/api/arrows') as { arrows: { arrow: number }[] }
  expect(arrows).toHaveLength(11)
  expect(arrows[8]).toMatchObject({
    ...{ arrow: 9, count: 2, refused: 1, generated: 0 },
    lastRefusal: { operation: 'read', type: 'token-inactive', rule: 'token-active', origin: 'live' },
  })
  expect(arrows[4]).toEqual({ arrow: 5, count: 40, refused: 3, generated: 39, lastAt: null, lastRefusal: null })
})
