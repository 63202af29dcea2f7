import { mkdirSync, renameSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { WrittenRecord } from '#journey'
import { opening } from './opening.ts'

const a = { market: 'obb', clientId: 'c1', consentId: 'urn:a' }

test('on a thread of its own the record reads as on the bank’s, as soon as it is asked for', () => {
  const told: WrittenRecord[][] = []
  const { pass, journey, logged } = opening({ threaded: true, onWritten: (records) => told.push(records) })
  const first = pass({ ...a, tokenId: 'a-token-that-is-long-enough' }, { status: 200 })
  const second = pass(a, { request: { body: { password: 'not to be kept' } } })
  expect(journey.find('consent-urn:a').steps.map(({ id }) => id)).toEqual([first, second])
  expect(journey.exchange(second).request).toEqual({ body: { password: '[removed]' } })
  expect(told.flat()).toHaveLength(2)
  expect(journey.health()).toMatchObject({ buffered: 0, dropped: 0 })
  expect(logged).toEqual([])
})

test('a thread writes by itself within a moment', async () => {
  const { pass, db } = opening({ threaded: true })
  pass(a)
  const count = () => (db.prepare('SELECT count(*) AS n FROM exchanges').get() as { n: number }).n
  await vi.waitFor(() => expect(count()).toBe(1), { timeout: 5000, interval: 20 })
})

test('more than a batch is written, in order', () => {
  const { pass, journey } = opening({ threaded: true, limits: { batchRecords: 10, stepsPerPage: 100 } })
  const calls = Array.from({ length: 35 }, () => pass(a))
  expect(journey.find('consent-urn:a').steps.map(({ id }) => id)).toEqual(calls)
})

test('a message that can’t be copied to the thread is kept in plain words', () => {
  const { pass, journey } = opening({ threaded: true })
  const id = pass(a, { result: { name: 'a result', act: () => undefined, token: 'a-token-that-is-long-enough' } })
  expect(journey.exchange(id).response).toEqual({ body: { name: 'a result', token: 'a-toke...' } })
})

test('a message that is too deep to be copied is kept as far as it is told, and the others with it', () => {
  const { pass, journey, logged } = opening({ threaded: true })
  const deep = JSON.parse('['.repeat(25_000) + ']'.repeat(25_000))
  const before = pass(a)
  const id = pass(a, { request: { body: { deep } } })
  expect(journey.find('consent-urn:a').steps.map((step) => step.id)).toEqual([before, id])
  expect(JSON.stringify(journey.exchange(id).request)).toContain('[deeper]')
  expect(logged).toEqual([])
})

test('closing writes what waits and lets the file go, and nothing is recorded after it', () => {
  const { pass, journey, db } = opening({ threaded: true })
  pass(a)
  journey.close()
  pass(a)
  expect(db.prepare('SELECT count(*) AS n FROM exchanges').get()).toEqual({ n: 1 })
})

test('when the thread can not work, the record goes on without it', async () => {
  const { pass, journey, db, logged } = opening({ threaded: true })
  renameSync(db.name, `${db.name}.away`)
  mkdirSync(db.name)
  const first = pass(a)
  await vi.waitFor(() => expect(logged).toEqual(['the thread that writes traffic records failed']), { timeout: 5000 })
  const second = pass(a)
  expect(journey.find('consent-urn:a').steps.map((step) => step.id)).toEqual([first, second])
})

test('a thread that finds the tables of later files counts what it was given as lost, and ends nothing', async () => {
  const { pass, journey, db, logged } = opening({ threaded: true })
  db.prepare("UPDATE room_versions SET version = 99 WHERE room = 'journey'").run()
  pass(a)
  await vi.waitFor(() => expect(journey.dropped()).toBe(1), { timeout: 5000 })
  pass(a)
  await vi.waitFor(() => expect(journey.dropped()).toBe(2), { timeout: 5000 })
  expect(logged[0]).toBe('the files under the bank were changed: restart it')
})

test('a thread is started for a large batch only, and ends when there was none for a while', async () => {
  const limits = { threadRecords: 10, threadIdleMs: 100 }
  const { pass, journey, db } = opening({ threaded: true, limits })
  const calls = (count: number) => Array.from({ length: count }, () => pass(a))
  const told: string[] = [...calls(9)]
  journey.flush()
  expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(1000)
  told.push(...calls(10))
  journey.flush()
  expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(0)
  told.push(...calls(2))
  await vi.waitFor(() => expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(1000), { timeout: 5000 })
  told.push(...calls(3), ...calls(12))
  expect(journey.find('consent-urn:a').steps.map(({ id }) => id)).toEqual(told)
  expect(journey.health().dropped).toBe(0)
})

test('what is recorded while the thread is at work is handed over as well, and told of in order', async () => {
  const told: string[] = []
  const onWritten = (records: WrittenRecord[]) => void told.push(...records.map(({ operation }) => operation))
  const { pass, journey, logged } = opening({ threaded: true, onWritten, limits: { batchRecords: 10 } })
  pass(a, { operation: 'first' })
  journey.flush()
  const operations = Array.from({ length: 300 }, (_, i) => `${i}`)
  for (const operation of operations.slice(0, 250)) pass(a, { operation })
  await vi.waitFor(() => expect(told).toHaveLength(251), { timeout: 5000, interval: 5 })
  for (const operation of operations.slice(250)) pass(a, { operation })
  expect(journey.find('consent-urn:a').journey.exchanges).toBe(301)
  expect(told).toEqual(['first', ...operations])
  expect(journey.health()).toMatchObject({ buffered: 0, dropped: 0 })
  expect(logged).toEqual([])
})

test('what is told of may be asked for at once', () => {
  const { pass, journey } = opening({ threaded: true, limits: { batchRecords: 2 } })
  const seen: number[] = []
  journey.subscribe(({ exchanges }) => {
    expect(exchanges.every(({ journeyId }) => journeyId === 'consent-urn:a')).toBe(true)
    seen.push(journey.find('consent-urn:a').steps.length)
  })
  for (let call = 0; call < 12; call += 1) pass(a)
  journey.flush()
  expect(Math.max(...seen)).toBe(12)
})

test('a batch with a record that can not be written tells of the others, by their journeys', () => {
  const { pass, journey } = opening({ threaded: true })
  const news: { id: string; journeyId: string | null }[] = []
  journey.subscribe(({ exchanges }) => void news.push(...exchanges))
  const [before, , after] = [pass(a), pass({ ...a, market: {} as string }), pass({ clientId: 'c1' })]
  journey.flush()
  expect(news.map(({ id, journeyId }) => [id, journeyId])).toEqual([
    [before, 'consent-urn:a'],
    [after, null],
  ])
  expect(journey.dropped()).toBe(1)
})
