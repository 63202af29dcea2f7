import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { opening } from './opening.ts'

const DAY = 86_400_000
const ids = { consentId: 'urn:a', clientId: 'c1' }

function keptMessages(journey: ReturnType<typeof opening>['journey'], calls: string[]): boolean[] {
  return calls.map((id) => journey.exchange(id).messagesKept)
}

/** Text that can't be packed, the same at every run. */
const noise = (seed: number) =>
  Array.from({ length: 20 }, (_, i) => hash('sha256', `${seed} ${i}`, 'base64url')).join('')

test('only the last exchanges keep their messages; the records stay', () => {
  const { pass, journey } = opening({ limits: { keptMessages: 3 } })
  const calls = [1, 2, 3, 4, 5].map(() => {
    const id = pass(ids, { result: { some: 'body' } })
    journey.flush()
    return id
  })
  expect(keptMessages(journey, calls)).toEqual([false, false, true, true, true])
  const first = journey.exchange(calls[0] as string)
  expect(first).toMatchObject({ request: null, response: null, decoded: [], operation: 'test' })
})

test('messages that came together are packed together and leave together', () => {
  const { pass, journey } = opening({ limits: { keptMessages: 3 } })
  const together = [1, 2].map(() => pass(ids))
  journey.flush()
  const alone = pass(ids)
  expect(keptMessages(journey, [...together, alone])).toEqual([true, true, true])
  const later = pass(ids)
  expect(keptMessages(journey, [...together, alone, later])).toEqual([true, true, true, true])
  const last = pass(ids)
  expect(keptMessages(journey, [...together, alone, later, last])).toEqual([false, false, true, true, true])
})

test('each message of a block is found by its exchange, and says what it said', () => {
  const { pass, journey } = opening()
  const calls = Array.from({ length: 1200 }, (_, i) => pass(ids, { result: { number: i, text: noise(i) } }))
  for (const i of [0, 1, 255, 256, 700, 1199]) {
    expect(journey.exchange(calls[i] as string).response).toEqual({ body: { number: i, text: noise(i) } })
  }
})

test('messages take no more than the bytes allowed on the disk, also after a restart', () => {
  const { pass, journey, reopen, exchanges, db } = opening({ limits: { keptMessageBytes: 2600 } })
  const one = (seed: number) => {
    const id = pass(ids, { result: noise(seed) })
    journey.flush()
    return id
  }
  const calls = [1, 2, 3, 4].map(one)
  expect(keptMessages(journey, calls)).toEqual([false, true, true, true])
  journey.close()
  const again = reopen()
  exchanges.install({ recorder: again.recorder })
  calls.push(pass(ids, { result: noise(5) }))
  expect(keptMessages(again, calls)).toEqual([false, false, true, true, true])
  const { bytes } = db.prepare('SELECT sum(length(data)) AS bytes FROM message_blocks').get() as { bytes: number }
  expect(db.prepare('SELECT messages, bytes FROM message_totals').get()).toEqual({ messages: 3, bytes })
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
  expect(db.prepare('SELECT sum(messages) AS n FROM message_blocks').get()).toEqual({ n: 502 })
  expect(count('contexts')).toBe(2)
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
