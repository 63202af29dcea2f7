import { expect, test } from 'vitest'
import { opening } from './opening.ts'

const DAY = 86_400_000
const ids = { consentId: 'urn:a', clientId: 'c1' }

function keptMessages(journey: ReturnType<typeof opening>['journey'], calls: string[]): boolean[] {
  return calls.map((id) => journey.exchange(id).messagesKept)
}

test('only the last exchanges keep their messages; the records stay', () => {
  const { pass, journey } = opening({ limits: { keptMessages: 3 } })
  const calls = [1, 2, 3, 4, 5].map(() => pass(ids, { result: { some: 'body' } }))
  expect(keptMessages(journey, calls)).toEqual([false, false, true, true, true])
  const first = journey.exchange(calls[0] as string)
  expect(first).toMatchObject({ request: null, response: null, decoded: [], operation: 'test' })
})

test('messages take no more than the bytes allowed, also after a restart', () => {
  const { pass, journey, reopen, exchanges } = opening({ limits: { keptMessageBytes: 3000 } })
  const result = 'x'.repeat(900)
  const calls = [1, 2, 3, 4].map(() => pass(ids, { result }))
  expect(keptMessages(journey, calls)).toEqual([false, true, true, true])
  journey.close()
  const again = reopen()
  exchanges.install({ recorder: again.recorder })
  calls.push(pass(ids, { result }))
  expect(keptMessages(again, calls)).toEqual([false, false, true, true, true])
})

test('records go after 90 days of bank time, with their messages, ties and journeys', () => {
  const { pass, journey, world, db } = opening()
  const old = pass({ ...ids, tokenId: 'old-token' })
  journey.flush()
  world.clock.advance(60 * DAY)
  const young = pass({ consentId: 'urn:b' })
  journey.flush()
  world.clock.advance(31 * DAY)
  for (let count = 0; count < 501; count += 1) pass({ consentId: 'urn:c' })
  journey.flush()
  expect(() => journey.exchange(old)).toThrowError('exchange-not-found')
  expect(() => journey.find('consent-urn:a')).toThrowError('journey-not-found')
  expect(journey.exchange(young).id).toBe(young)
  const count = (table: string) => (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
  expect(count('exchanges')).toBe(502)
  expect(count('messages')).toBe(502)
  expect(count('ties')).toBe(0)
  expect(db.prepare('SELECT messages FROM message_totals').get()).toEqual({ messages: 502 })
})

test('a journey that is still going keeps its place, though its first exchanges have gone', () => {
  const { pass, journey, world } = opening()
  pass(ids)
  journey.flush()
  world.clock.advance(91 * DAY)
  const calls = Array.from({ length: 501 }, () => pass(ids))
  expect(journey.find('consent-urn:a').steps[0]?.id).toBe(calls[0])
})
