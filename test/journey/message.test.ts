import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { opening } from './opening.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const LIMIT = 64 * 1024
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('base64url')
const ids = { consentId: 'urn:a' }

test('a body over 64 KiB is cut, with its full size and the hash of all of it', () => {
  const { pass, journey } = opening()
  const body = Buffer.from(JSON.stringify({ text: 'á'.repeat(60_000) }))
  const id = pass(ids, { kind: 'http', request: { headers: JSON_TYPE, body } })
  const { request } = journey.exchange(id)
  expect(request?.cut).toEqual({ bytes: body.length, sha256: sha256(body) })
  const kept = Buffer.from(request?.body as string)
  expect(kept.length).toBeLessThanOrEqual(LIMIT)
  expect(kept.length).toBeGreaterThan(LIMIT - 4)
  expect(body.subarray(0, kept.length).equals(kept)).toBe(true)
})

test('a body of exactly 64 KiB is kept whole', () => {
  const { pass, journey } = opening()
  const body = Buffer.from(`"${'x'.repeat(LIMIT - 2)}"`)
  const id = pass(ids, { kind: 'http', request: { headers: JSON_TYPE, body } })
  expect(journey.exchange(id).request).toEqual({ headers: JSON_TYPE, body: 'x'.repeat(LIMIT - 2) })
})

test('a token in the part of a cut body that is kept is redacted, also where the cut goes through it', () => {
  const { pass, journey } = opening()
  const secret = 'secret-token-value-0123456789'
  const head = `{"access_token":"${secret}","text":"`
  const body = `${head}${'x'.repeat(LIMIT - head.length - 40)}","refresh_token":"${secret}${secret}"}`
  const id = pass(ids, { kind: 'http', request: { headers: JSON_TYPE, body: Buffer.from(body) } })
  const { request } = journey.exchange(id)
  expect(request?.cut?.bytes).toBe(body.length)
  expect(request?.body).toContain('"access_token":"secret..."')
  expect(request?.body).not.toContain('secret-token')
})

test('a long result of an operation is cut as well', () => {
  const { pass, journey } = opening()
  const result = { lines: Array.from({ length: 5000 }, (_, line) => ({ line, text: 'posting' })) }
  const { response } = journey.exchange(pass(ids, { result }))
  const written = JSON.stringify(result)
  expect(response?.cut).toEqual({ bytes: written.length, sha256: sha256(written) })
  expect(response?.body).toBe(written.slice(0, LIMIT))
})

test.each([
  ['JSON', JSON_TYPE, '{"a":1}', { a: 1 }],
  ['problem JSON', { 'content-type': 'application/problem+json' }, '{"a":1}', { a: 1 }],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1&b=2&b=3', { a: '1', b: ['2', '3'] }],
  ['text', { 'content-type': 'text/plain' }, 'hello there', 'hello there'],
  ['broken JSON', JSON_TYPE, '{"a":', '{"a":'],
  ['nothing named', {}, '[1]', [1]],
  ['an image', { 'content-type': 'image/png' }, '12345', '[5 bytes of image/png]'],
  ['compressed', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, '12345', '[5 bytes, gzip]'],
])('a body that is %s is kept as such', (_, headers, body, kept) => {
  const { pass, journey } = opening()
  const id = pass(ids, { kind: 'http', request: { headers, body: Buffer.from(body) } })
  expect(journey.exchange(id).request?.body).toEqual(kept)
})

test('what JSON can’t say is said in words: bytes, functions, circles, class instances, big integers', () => {
  const { pass, journey } = opening()
  const circle: Record<string, unknown> = { name: 'c' }
  circle.self = circle
  const result = {
    bytes: Buffer.alloc(1500),
    act: () => 1,
    circle,
    map: new Map([['a', 1]]),
    at: new Date(0),
    big: 10n,
    same: [1, 2],
    sameAgain: 'x',
  }
  expect(journey.exchange(pass(ids, { result })).response?.body).toEqual({
    bytes: '[1500 bytes]',
    circle: { name: 'c', self: '[circle]' },
    map: '[Map]',
    at: '1970-01-01T00:00:00.000Z',
    big: '10',
    same: [1, 2],
    sameAgain: 'x',
  })
})

test('a value that throws when it is read is named so, and the rest of the batch is kept', () => {
  const { pass, journey } = opening()
  const result = {
    get broken(): never {
      throw new Error('no')
    },
  }
  const id = pass(ids, { result })
  const next = pass(ids, { result: { token: 'after the broken one' } })
  expect(journey.exchange(id).response?.body).toBe('[not serialisable]')
  expect(journey.exchange(next).response?.body).toEqual({ token: 'after ...' })
  expect(journey.dropped()).toBe(0)
})

test('the message handed over is not changed by its redaction', () => {
  const { pass, journey } = opening()
  const result = { access_token: 'secret-token-value-0123456789', list: [{ password: 'x' }] }
  pass(ids, { result })
  journey.flush()
  expect(result).toEqual({ access_token: 'secret-token-value-0123456789', list: [{ password: 'x' }] })
})

test('only the headers a reader needs are kept: those of every market, and the markets’ own', () => {
  const { pass, journey } = opening({ headers: ['x-call', 'x-v'] })
  const headers = { host: 'localhost', connection: 'close', 'x-call': 'i-1', 'x-v': 2, 'x-w': 3, accept: ['a', 'b'] }
  const id = pass(ids, { kind: 'http', request: { method: 'GET', url: '/a?b=1', headers } })
  expect(journey.exchange(id).request).toEqual({
    method: 'GET',
    url: '/a?b=1',
    headers: { 'x-call': 'i-1', 'x-v': '2', accept: 'a, b' },
  })
})

test('a call’s interaction id is the one it was tied with', () => {
  const { pass, journey } = opening()
  expect(journey.exchange(pass({ ...ids, interactionId: 'i-1' })).interactionId).toBe('i-1')
  expect(journey.exchange(pass(ids)).interactionId).toBeNull()
})

test.each(['{ "a": 1,\n  "b": "two" }', '{"a":1,"b":"tw\\u006f"}', '{"a":1.0,"b":"two"}'])(
  'JSON is kept as it says, however it was written: %j',
  (body) => {
    const { pass, journey } = opening()
    const before = pass(ids)
    const id = pass(ids, { kind: 'http', request: { method: 'POST', headers: JSON_TYPE, body } })
    const after = pass(ids)
    expect(journey.exchange(id).request).toEqual({ method: 'POST', headers: JSON_TYPE, body: { a: 1, b: 'two' } })
    expect([before, after].map((one) => journey.exchange(one).messagesKept)).toEqual([true, true])
  },
)

test('a secret that a body spells with escapes under a harmless name is struck out as well', () => {
  const { pass, journey, bytes } = opening()
  const headers = { ...JSON_TYPE, authorization: 'Bearer abcdef/0123456789-0123' }
  const id = pass(ids, { kind: 'http', request: { headers, body: '{"note":"abcdef\\/0123456789-0123"}' } })
  expect(journey.exchange(id).request?.body).toEqual({ note: 'abcdef...' })
  expect(bytes()).not.toContain('0123456789-0123')
})

test('messages that say the same as others are read as if they had been kept themselves', () => {
  const { pass, journey } = opening()
  const row = { iban: 'x', holder: { name: 'y' } }
  const one = (result: unknown) => pass(ids, { request: { body: { id: 1 } }, result })
  const calls = [one([row, 'a']), one([row, 'a']), one([row, 'b']), one([row, 'b', undefined])]
  expect(calls.map((id) => journey.exchange(id).response?.body)).toEqual([
    ...[
      [row, 'a'],
      [row, 'a'],
    ],
    ...[
      [row, 'b'],
      [row, 'b', null],
    ],
  ])
  for (const id of calls) expect(journey.exchange(id).request).toEqual({ body: { id: 1 } })
})

test('a list that holds itself, or an item with a secret in it, is kept like any other value', () => {
  const { pass, journey } = opening()
  const item = { accessToken: 'token-0123456789-abc' }
  const list: unknown[] = [item, item]
  list.push(list)
  const kept = [{ accessToken: 'token-...' }, { accessToken: 'token-...' }, '[circle]']
  const calls = [1, 2].map(() => pass(ids, { result: list }))
  for (const id of calls) expect(journey.exchange(id).response?.body).toEqual(kept)
})
