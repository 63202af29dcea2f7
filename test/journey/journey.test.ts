import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JourneyNews, WrittenRecord } from '#journey'
import { problem } from '#kernel'
import { opening } from './opening.ts'

const a = { market: 'obb', clientId: 'c1', consentId: 'urn:a' }
const count = (db: ReturnType<typeof opening>['db']) =>
  (db.prepare('SELECT count(*) AS n FROM exchanges').get() as { n: number }).n

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('records wait at most 250 ms', () => {
  const { pass, db } = opening()
  pass(a)
  vi.advanceTimersByTime(249)
  expect(count(db)).toBe(0)
  vi.advanceTimersByTime(1)
  expect(count(db)).toBe(1)
})

test('150 waiting records are written at the next turn, one batch a turn', () => {
  const { pass, db } = opening()
  for (let call = 0; call < 200; call += 1) pass(a)
  expect(count(db)).toBe(0)
  vi.advanceTimersToNextTimer()
  expect(count(db)).toBe(150)
  vi.advanceTimersToNextTimer()
  expect(count(db)).toBe(200)
})

test('closing writes what waits, and nothing is recorded after it', () => {
  const { pass, journey, db } = opening()
  pass(a)
  journey.close()
  expect(count(db)).toBe(1)
  pass(a)
  vi.advanceTimersByTime(1000)
  expect(count(db)).toBe(1)
})

test('when the buffer of 10,000 is full the oldest records are dropped, counted and logged', () => {
  const { pass, journey, logged } = opening()
  const calls = Array.from({ length: 10_020 }, () => pass({}))
  expect(journey.health()).toEqual({ buffered: 10_000, capacity: 10_000, dropped: 20 })
  expect(() => journey.exchange(calls[19] as string)).toThrowError('exchange-not-found')
  expect(journey.exchange(calls[20] as string).id).toBe(calls[20])
  expect(journey.health()).toEqual({ buffered: 0, capacity: 10_000, dropped: 20 })
  expect(logged).toEqual(['traffic records dropped'])
})

test('records that can’t be written are counted as dropped, and the next batch is written again', () => {
  const { pass, journey, db } = opening()
  pass({ ...a, tokenId: 't' })
  db.pragma('query_only = 1')
  journey.flush()
  expect(journey.dropped()).toBe(1)
  db.pragma('query_only = 0')
  const id = pass({ ...a, tokenId: 't' })
  expect(journey.find('consent-urn:a').steps.map((step) => step.id)).toEqual([id])
  expect(db.prepare('SELECT count(*) AS n FROM ties').get()).toEqual({ n: 1 })
})

test('one record that can’t be written costs no other of its batch', () => {
  const { pass, journey, steps } = opening()
  const before = pass(a)
  pass({ ...a, market: {} as string })
  const after = pass(a)
  expect(steps('consent-urn:a')).toEqual([before, after])
  expect(journey.dropped()).toBe(1)
  expect(journey.find('consent-urn:a').journey.exchanges).toBe(2)
})

test('the steps of a journey come by start, each followed by those it caused', () => {
  const { exchanges, world, pass, steps } = opening()
  const ids: string[] = []
  const start = { arrow: 9, from: 'app', to: 'gateway', request: {}, operation: 'outer', ids: a } as const
  exchanges.passNow(start, (outer) => {
    world.clock.advance(1)
    exchanges.passNow({ ...start, operation: 'first', parent: outer }, (inner) => {
      ids.push(outer.id, inner.id)
    })
    world.clock.advance(1)
    exchanges.passNow({ ...start, operation: 'second', parent: outer }, (inner) => {
      ids.push(inner.id)
    })
  })
  world.clock.advance(1)
  ids.push(pass(a))
  expect(steps('consent-urn:a')).toEqual(ids)
})

test('a journey sums up when it began and was last seen, its arrows, and why it was last refused', () => {
  const { pass, journey, world, exchanges } = opening()
  const startedAt = world.clock.now()
  pass(a, { arrow: 5 })
  world.clock.advance(5000)
  expect(() =>
    exchanges.passNow({ arrow: 9, from: 'app', to: 'gateway', operation: 'x', request: {}, ids: a }, () => {
      throw problem('consent-not-authorised', { state: 'rejected' }, 'consent.active')
    }),
  ).toThrow()
  pass(a, { arrow: null })
  expect(journey.find('consent-urn:a').journey).toEqual({
    id: 'consent-urn:a',
    kind: 'consent',
    market: 'obb',
    applicationId: null,
    consentId: 'urn:a',
    clientId: 'c1',
    startedAt,
    lastAt: startedAt + 5000,
    exchanges: 3,
    arrows: [5, 9],
    lastProblem: { type: 'consent-not-authorised', rule: 'consent.active' },
    origin: 'live',
  })
})

test('a long journey comes in pages', () => {
  const { pass, journey } = opening({ limits: { stepsPerPage: 2 } })
  const calls = [1, 2, 3].map(() => pass(a))
  const first = journey.find('consent-urn:a')
  const second = journey.find('consent-urn:a', first.next ?? undefined)
  expect([...first.steps, ...second.steps].map(({ id }) => id)).toEqual(calls)
  expect(second.next).toBeNull()
})

test('journeys are listed newest first by key, each once, while new ones come in', () => {
  const { pass, journey } = opening()
  for (const name of ['1', '2', '3', '4', '5']) pass({ ...a, consentId: name })
  const first = journey.list({ limit: 2 })
  pass({ ...a, consentId: '6' })
  pass({ ...a, consentId: '1' })
  const second = journey.list({ limit: 2, before: first.next ?? 0 })
  const third = journey.list({ limit: 2, before: second.next ?? 0 })
  const names = [first, second, third].map(({ journeys }) => journeys.map(({ consentId }) => consentId))
  expect(names).toEqual([['5', '4'], ['3', '2'], ['1']])
  expect(third.next).toBeNull()
})

test('journeys are listed by kind, market and client, in any combination', () => {
  const { pass, journey } = opening()
  for (const market of ['m1', 'm2']) {
    for (const clientId of ['c1', 'c2']) {
      pass({ market, clientId, consentId: `${market}-${clientId}` })
      pass({ market, clientId, applicationId: `${market}-${clientId}` })
    }
  }
  const list = (filter: { kind?: 'consent' | 'registration'; market?: string; clientId?: string }) =>
    journey.list({ ...filter, limit: 99 }).journeys.length
  expect(list({})).toBe(8)
  expect(list({ kind: 'consent' })).toBe(4)
  expect(list({ market: 'm1' })).toBe(4)
  expect(list({ market: 'm1', kind: 'consent' })).toBe(2)
  expect(list({ clientId: 'c1' })).toBe(4)
  expect(list({ clientId: 'c1', kind: 'registration' })).toBe(2)
  expect(list({ clientId: 'c1', market: 'm2', kind: 'registration' })).toBe(1)
})

test('a subscriber is told after each write what is new, until it ends', () => {
  const { pass, journey } = opening()
  const news: JourneyNews[] = []
  const end = journey.subscribe((told) => news.push(told))
  const call = pass(a, { status: 200 })
  const loose = pass({ clientId: 'c1' })
  journey.flush()
  end()
  pass(a)
  journey.flush()
  expect(news).toMatchObject([
    {
      type: 'journeys',
      journeys: [{ id: 'consent-urn:a', exchanges: 1 }],
      exchanges: [
        { id: call, journeyId: 'consent-urn:a', arrow: 9, status: 200 },
        { id: loose, journeyId: null },
      ],
    },
  ])
})

test('the traffic listener is told after the records are kept, and its failure harms nothing', () => {
  const told: WrittenRecord[][] = []
  const opened = opening({
    onWritten: (records) => {
      told.push(records)
      throw new Error('analytics is broken')
    },
  })
  opened.pass(a, { status: 403, kind: 'http' })
  opened.journey.flush()
  expect(told).toMatchObject([
    [{ kind: 'http', status: 403, market: 'obb', clientId: 'c1', arrow: 9, operation: 'test' }],
  ])
  expect(opened.journey.dropped()).toBe(0)
  expect(opened.logged).toEqual(['a traffic listener failed'])
})

test('records of before a restart are followed by those after it', () => {
  const { pass, journey, reopen, exchanges } = opening()
  const before = pass(a)
  journey.close()
  const again = reopen()
  exchanges.install({ recorder: again.recorder })
  const after = pass(a)
  expect(again.find('consent-urn:a').steps.map(({ id }) => id)).toEqual([before, after])
  expect(again.find('consent-urn:a').journey.exchanges).toBe(2)
})
