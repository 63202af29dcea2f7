import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { type BankEvent, type Database, openEvents, openWorld, type World } from '#kernel'
import type { KeptNotice, Market, NoticeProfile } from '#markets'
import { type NoticeRoom, openNotices } from '#webhooks'
import type { NewDelivery } from '../../server/webhooks/model.ts'
import { testDatabase } from '../kernel/folder.ts'
import { readsBothWays } from '../support/both-ways.ts'

const NOON = 1_800_000_000_000
const DAY = 86_400_000

/** A market that tells its clients of storms by name, and of anything else under `weather`. */
const profile: NoticeProfile = {
  of: ({ type, clientId, data }) =>
    type.startsWith('weather.')
      ? { topic: String(data.kind), also: ['weather'], clientId: data.everybody ? null : clientId, content: data }
      : undefined,
  newData: ({ clientId }, accountId) => ({ topic: 'balance', also: [], clientId, content: { accountId } }),
  body: ({ content }, { id, subscriber }) => ({ id, content, subscriber }),
  signatureHeader: 'x-signed',
  waitsMs: [1_000],
}
const island = {
  id: 'island',
  book: 'island',
  addresses: { apiPath: '/island' },
  notices: profile,
} as unknown as Market

let db: Database
let world: World
let notices: NoticeRoom
let owed: NewDelivery[]
let seq: number

beforeEach(() => {
  db = testDatabase()
  world = openWorld({ db, wire: () => NOON })
  owed = []
  seq = 0
  const events = openEvents({ db, world, onListenerError: (_, error) => expect.fail(String(error)) })
  onTestFinished(() => events.close())
  notices = openNotices({
    ...{ db, world, events, markets: [island], owe: (delivery) => void owed.push(delivery) },
    ...{ bank: () => ({ name: 'B', registrationNumber: '1', roles: [] }) as never, home: 'https://bank.example' },
    sharing: (_market, clientIds, accountIds) =>
      clientIds.flatMap((clientId) =>
        accountIds.map((accountId) => ({ id: 'c', clientId, permissions: [], accountId })),
      ),
  })
})

const subscribe = (topic: string, more: { clientId?: string; callbackUrl?: string; effectiveFrom?: number } = {}) =>
  notices.subscribe({
    ...{ market: 'island', clientId: 'boat', topic, category: 'any', callbackUrl: 'https://boat.example/told' },
    ...{ subscriber: { name: 'Boat' }, effectiveFrom: null, ...more },
  })

const event = (more: Partial<BankEvent> = {}): BankEvent => ({
  ...{ seq: ++seq, at: NOON, type: 'weather.changed', origin: 'live', market: 'island', clientId: 'boat' },
  ...{ consentId: null, customerId: null, data: { kind: 'storm' }, ...more },
})

const tell = (...batch: BankEvent[]) => notices.listener.handle(batch)
const kept = (clientId = 'boat') => notices.kept('island', clientId, { after: 0, limit: 100 })

test('whoever subscribed to a topic, or to all of its kind, is told; at one address once', () => {
  subscribe('storm')
  subscribe('weather')
  subscribe('sun')
  tell(event())
  expect(kept()).toHaveLength(1)
  expect(owed).toHaveLength(1)
  expect(owed[0]).toMatchObject({ url: 'https://boat.example/told', signatureHeader: 'x-signed', waitsMs: [1_000] })
  subscribe('weather', { callbackUrl: 'https://boat.example/weather' })
  tell(event())
  expect(owed.slice(1).map(({ url }) => url)).toEqual(['https://boat.example/told', 'https://boat.example/weather'])
  expect(JSON.parse(owed[0]?.body as string)).toMatchObject({ subscriber: { name: 'Boat' } })
})

test('one application is not told of another’s, and everybody of what is everybody’s', () => {
  subscribe('storm', { clientId: 'boat' })
  subscribe('storm', { clientId: 'raft' })
  tell(event())
  expect([kept('boat').length, kept('raft').length]).toEqual([1, 0])
  tell(event({ data: { kind: 'storm', everybody: true } }))
  expect([kept('boat').length, kept('raft').length]).toEqual([2, 1])
})

test('an event that is told twice makes one message, and its position is kept with it', () => {
  subscribe('storm')
  const first = event()
  tell(first)
  tell(first, event())
  expect(kept()).toHaveLength(2)
  expect(owed).toHaveLength(2)
  expect(notices.listener.position()).toBe(2)
})

test('messages are read the oldest first, or the newest first, each application its own', () => {
  subscribe('storm', { clientId: 'boat' })
  subscribe('storm', { clientId: 'raft' })
  for (let count = 0; count < 5; count += 1) tell(event({ data: { kind: 'storm', everybody: true } }))
  readsBothWays<KeptNotice>(5, ({ limit, after, backwards }) =>
    notices.kept('island', 'boat', { limit, after: after?.seq, newestFirst: backwards }),
  )
  expect(kept('boat').map(({ seq }) => seq)).not.toEqual(kept('raft').map(({ seq }) => seq))
})

test('a message that can’t be owed is not kept either, and is made again', () => {
  subscribe('storm')
  owed = new Proxy([], { get: () => () => expect.fail('disk full') }) as never
  expect(() => tell(event())).toThrow()
  expect(kept()).toHaveLength(0)
  expect(notices.listener.position()).toBe(0)
})

test('nobody is told of what was generated, of what a log came with, or of what was before they wished', () => {
  subscribe('storm', { effectiveFrom: NOON + 1 })
  tell(event(), event({ origin: 'generated' }))
  notices.listener.follow?.({ id: 'log', beganAfter: 50 })
  expect(notices.listener.position()).toBe(50)
  notices.listener.follow?.({ id: 'log', beganAfter: 10 })
  expect(notices.listener.position()).toBe(50)
  expect(kept()).toHaveLength(0)
  tell(event({ at: NOON + 1 }))
  expect(kept()).toHaveLength(1)
})

test('a subscription takes the place of the one before, and goes with its client', () => {
  const first = subscribe('storm')
  const second = subscribe('storm', { callbackUrl: 'https://boat.example/new' })
  expect(notices.subscription('island', 'boat', first.id)).toBeUndefined()
  expect(notices.subscription('island', 'boat', second.id)).toMatchObject({ callbackUrl: 'https://boat.example/new' })
  expect(notices.subscription('island', 'raft', second.id)).toBeUndefined()
  expect(notices.unsubscribe('island', 'raft', second.id)).toBe(false)
  tell(event({ type: 'client.deleted', data: {} }))
  expect(notices.subscription('island', 'boat', second.id)).toBeUndefined()
})

test('a posting on shared accounts is told to those who want to know, an account at a time', () => {
  const posting = event({ type: 'ledger.posted', clientId: null, data: { accountIds: ['a', 'b'] } })
  tell(posting)
  expect(kept()).toHaveLength(0)
  subscribe('balance')
  tell({ ...posting, seq: ++seq })
  expect(kept().map(({ body }) => (body as { content: unknown }).content)).toEqual([
    { accountId: 'a' },
    { accountId: 'b' },
  ])
})

test('after a reset the same number of an event names another message', () => {
  subscribe('storm')
  notices.listener.follow?.({ id: 'aaaaaaaa11', beganAfter: 0 })
  tell(event())
  notices.listener.follow?.({ id: 'bbbbbbbb22', beganAfter: 0 })
  tell({ ...event(), seq: 1 })
  expect(kept().map(({ body }) => (body as { id: string }).id)).toEqual(['island-aaaaaaaa-1', 'island-bbbbbbbb-1'])
})

test('messages are kept for thirty days', () => {
  subscribe('storm')
  tell(event())
  world.clock.advance(30 * DAY + 1)
  tell(event({ type: 'other' }))
  expect(kept()).toHaveLength(0)
})
