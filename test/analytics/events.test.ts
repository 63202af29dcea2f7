import { expect, test } from 'vitest'
import { DAY, event, NOON, opening } from './opening.ts'

test('an event that is told twice is counted once', () => {
  const { analytics } = opening()
  const batch = [event(1), event(2, { type: 'consent.authorised' }), event(3, { type: 'token.issued' })]
  analytics.listener.handle(batch)
  const once = analytics.overview()
  analytics.listener.handle(batch)
  analytics.listener.handle([...batch, event(4)])
  expect(once.events.map(({ count }) => count)).toEqual([1, 1, 1])
  expect(analytics.overview().events).toContainEqual({ type: 'consent.lodged', count: 2, generated: 0 })
  expect(analytics.overview().funnel).toMatchObject({ lodged: 2, authorised: 1 })
  expect(analytics.recentEvents({ limit: 9 }).events.map(({ seq }) => seq)).toEqual([4, 3, 2, 1])
})

test('the position moves with the counts: a batch that fails leaves neither', () => {
  const { analytics } = opening()
  const broken = { ...event(2), type: null as unknown as string }
  expect(() => analytics.listener.handle([event(1), broken])).toThrow()
  expect(analytics.listener.position()).toBe(0)
  expect(analytics.overview().events).toEqual([])
  analytics.listener.handle([event(1), event(2)])
  expect(analytics.listener.position()).toBe(2)
  expect(analytics.overview().events).toEqual([{ type: 'consent.lodged', count: 2, generated: 0 }])
})

test('events of a time when nobody listened are caught up with after a restart', () => {
  const { analytics, reopen, events } = opening()
  events.record({ type: 'consent.lodged' })
  events.listen(analytics.listener)
  events.record({ type: 'consent.authorised' })
  const again = reopen()
  events.record({ type: 'consent.used' })
  events.flush()
  expect(again.overview().funnel).toMatchObject({ lodged: 1, authorised: 1, used: 1 })
  expect(again.listener.position()).toBe(3)
})

test('the funnel tells how far consents came, and why they ended', () => {
  const { analytics } = opening()
  const ended = (seq: number, type: string, reason?: string) => event(seq, { type, data: reason ? { reason } : {} })
  analytics.listener.handle([
    event(1),
    event(2),
    event(3),
    event(4, { type: 'consent.authorised' }),
    event(5, { type: 'consent.used' }),
    ended(6, 'consent.rejected', 'CONSENT_EXPIRED'),
    ended(7, 'consent.rejected', 'CONSENT_EXPIRED'),
    ended(8, 'consent.revoked', 'CUSTOMER_MANUALLY_REVOKED'),
    ended(9, 'consent.rejected'),
  ])
  expect(analytics.overview().funnel).toEqual({
    lodged: 3,
    authorised: 1,
    used: 1,
    rejected: 3,
    revoked: 1,
    endings: [
      { stage: 'rejected', reason: 'CONSENT_EXPIRED', count: 2, generated: 0 },
      { stage: 'rejected', reason: 'unstated', count: 1, generated: 0 },
      { stage: 'revoked', reason: 'CUSTOMER_MANUALLY_REVOKED', count: 1, generated: 0 },
    ],
    generated: { lodged: 0, authorised: 0, used: 0, rejected: 0, revoked: 0 },
  })
})

test('events count for their market and client, and at their time', () => {
  const { analytics } = opening()
  analytics.listener.handle([event(1), event(2, { clientId: 'c2', market: 'other' }), event(3, { at: NOON - 3 * DAY })])
  expect(analytics.overview({ clientId: 'c2' }).funnel.lodged).toBe(1)
  expect(analytics.overview({ market: 'obb' }).funnel.lodged).toBe(1)
  expect(analytics.overview({ from: NOON - 4 * DAY }).funnel.lodged).toBe(3)
})

test('the last 5,000 events are kept for reading, by key and by client', () => {
  const { analytics } = opening()
  const all = Array.from({ length: 5010 }, (_, index) => event(index + 1, { clientId: index % 2 ? 'c1' : 'c2' }))
  for (let first = 0; first < all.length; first += 500) analytics.listener.handle(all.slice(first, first + 500))
  const page = analytics.recentEvents({ limit: 3 })
  expect(page.events.map(({ seq }) => seq)).toEqual([5010, 5009, 5008])
  expect(analytics.recentEvents({ limit: 2, before: page.next ?? 0 }).events.map(({ seq }) => seq)).toEqual([
    5007, 5006,
  ])
  expect(analytics.recentEvents({ limit: 2, clientId: 'c2' }).events.map(({ seq }) => seq)).toEqual([5009, 5007])
  expect(analytics.recentEvents({ limit: 10, before: 15 }).events.map(({ seq }) => seq)).toEqual([14, 13, 12, 11])
})

test.each([
  ['consent.lodged', 'consent'],
  ['application.ready', 'marketplace'],
  ['developer.signed-up', 'marketplace'],
  ['directory.organisation-enrolled', 'directory'],
  ['ledger.posted', 'bank'],
  ['token.issued', 'identity'],
  ['grant.saved', 'identity'],
  ['client.registered', 'identity'],
  ['customer.login-failed', 'identity'],
  ['anything.else', 'gateway'],
])('arrow 11: %s is told to analytics by the part that owns it, %s', (type, from) => {
  const { events, analytics, recorded, failures } = opening()
  events.listen(analytics.listener)
  events.record({ type, market: 'obb', clientId: 'c1', consentId: 'urn:a', data: { applicationId: 'app-1' } })
  events.flush()
  expect(failures).toEqual([])
  expect(recorded).toMatchObject([
    {
      arrow: 11,
      from,
      to: 'analytics',
      operation: type,
      kind: 'call',
      request: { body: { type, seq: 1 } },
      response: { body: { counted: true } },
      ids: { market: 'obb', clientId: 'c1', consentId: 'urn:a', applicationId: 'app-1' },
    },
  ])
})

test('being told makes no further event', () => {
  const { events, analytics, recorded, bank } = opening()
  events.listen(analytics.listener)
  events.record({ type: 'consent.lodged' })
  for (let turn = 0; turn < 3; turn += 1) events.flush()
  expect(recorded).toHaveLength(1)
  expect(bank.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: 1 })
})

test('generated history is counted, but it never crossed between parts', () => {
  const { analytics, recorded } = opening()
  analytics.listener.handle([event(1, { origin: 'generated' })])
  expect(recorded).toEqual([])
  expect(analytics.recentEvents({ limit: 1 }).events).toMatchObject([{ origin: 'generated' }])
  expect(analytics.overview().funnel.lodged).toBe(1)
})

test('a log that went back is counted on after what it came with, neither skipping nor twice', () => {
  const { analytics } = opening()
  const { listener } = analytics
  listener.follow?.({ id: 'first', beganAfter: 0 })
  listener.handle([event(1), event(2), event(3), event(4)])
  // A snapshot of event 2 was restored: numbers 3 and 4 come again, and mean other events.
  listener.follow?.({ id: 'second', beganAfter: 2 })
  expect(listener.position()).toBe(2)
  listener.handle([event(3), event(4), event(5)])
  expect(analytics.overview().funnel.lodged).toBe(7)
  expect(analytics.recentEvents({ limit: 9 }).events).toHaveLength(7)
  listener.follow?.({ id: 'second', beganAfter: 2 })
  expect(listener.position()).toBe(5)
})

test('a first log is counted from its beginning, also the one that a bank began with', () => {
  const { analytics } = opening()
  analytics.listener.follow?.({ id: 'first', beganAfter: 7 })
  expect(analytics.listener.position()).toBe(0)
})
