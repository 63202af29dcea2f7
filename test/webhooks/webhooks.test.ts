import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Database,
  type Exchange,
  openDatabase,
  openEvents,
  openExchanges,
  openSeal,
  openWorld,
  type World,
} from '#kernel'
import { openWebhooks, type Webhooks } from '#webhooks'
import { judged, type Letter, type Sent } from '../../server/webhooks/send.ts'
import { keptLog } from '../support/bank.ts'

const TOKEN = 'the-bearer-token-of-the-app'
const MINUTE = 60_000

let folder: string
let db: Database
let world: World
let webhooks: Webhooks
let letters: Letter[]
let answers: (number | string)[]
let recorded: Exchange[]
let told: () => { type: string; data: string }[]

const log = keptLog()

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bancada-webhooks-'))
  db = openDatabase(path.join(folder, 'bank.db'), { keep: 'most' })
  letters = []
  answers = []
  recorded = []
  webhooks = open()
})

afterEach(async () => {
  await webhooks.stop()
  db.close()
  rmSync(folder, { recursive: true, force: true })
  expect(log.errors.splice(0)).toEqual([])
})

function open(): Webhooks {
  // The wire's clock stands still: only bank time, which the test moves, lets a delivery be due again.
  world = openWorld({ db, wire: () => 1_800_000_000_000, chance: () => 0 })
  const events = openEvents({ db, world, onListenerError: (_name, error) => expect(error).toBeUndefined() })
  const exchanges = openExchanges({ now: world.clock.now })
  exchanges.install({ recorder: (exchange) => void recorded.push(exchange) })
  const rows = db.prepare<[], { type: string; data: string }>('SELECT type, data FROM events ORDER BY seq')
  told = () => rows.all()
  return openWebhooks({
    ...{ db, world, events, exchanges, log },
    seal: openSeal('secret'),
    send,
    sign: async (market, body) => `signed-by-${market}-${body.length}`,
  })
}

async function send(letter: Letter): Promise<Sent> {
  letters.push(letter)
  const answer = answers.shift() ?? 204
  if (typeof answer === 'string') return { kind: 'unreached', answer }
  return { ...judged(answer), status: answer, headers: {}, text: '' }
}

const owe = () =>
  db.transaction(() =>
    webhooks.owe({
      ...{ market: 'm', clientId: 'c', consentId: 'k', operation: 'notify the app', arrow: 8 },
      ...{ url: 'https://app.example/ping', bearerToken: TOKEN, body: '{"auth_req_id":"r"}' },
      until: world.clock.now() + 10 * MINUTE,
    }),
  )()

const state = () => webhooks.ofConsent('k').map(({ state, attempts, lastAnswer }) => [state, attempts, lastAnswer])

async function after(ms: number): Promise<void> {
  world.clock.advance(ms)
  webhooks.wake()
  await webhooks.idle()
}

test('a message that is owed is sent once, with its token, and recorded as an exchange', async () => {
  owe()
  webhooks.start()
  await webhooks.idle()
  await after(MINUTE)
  expect(letters).toHaveLength(1)
  expect(letters[0]).toMatchObject({
    url: 'https://app.example/ping',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: '{"auth_req_id":"r"}',
  })
  expect(state()).toEqual([['delivered', 1, '204']])
  expect(told().map(({ type }) => type)).toEqual(['delivery.delivered'])
  expect(recorded).toMatchObject([
    { arrow: 8, from: 'identity', to: 'app', operation: 'notify the app', ids: { consentId: 'k', clientId: 'c' } },
  ])
})

test('faults that pass are tried again, later each time: no connection, 5xx, 408, 425, 429', async () => {
  answers = ['ECONNREFUSED', 503, 408, 425, 429]
  owe()
  webhooks.start()
  await webhooks.idle()
  for (const [tries, waitMs] of [
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 16_000],
  ] as const) {
    await after(waitMs - 1)
    expect(letters).toHaveLength(tries)
    await after(1)
    expect(letters).toHaveLength(tries + 1)
  }
  expect(state()).toEqual([['delivered', 6, '204']])
  expect(recorded.map(({ problem }) => problem?.facts.answer)).toEqual([
    ...['ECONNREFUSED', '503', '408', '425', '429', undefined],
  ])
})

test.each([301, 302, 307, 308, 400, 401, 403, 404, 410])(
  'an answer that was meant is never asked again: %i (FAPI-BR CIBA: not after 401, 403 or a redirect)',
  async (status) => {
    answers = [status]
    owe()
    webhooks.start()
    await webhooks.idle()
    await after(9 * MINUTE)
    expect(letters).toHaveLength(1)
    expect(state()).toEqual([['failed', 1, String(status)]])
    expect(told().map(({ type }) => type)).toEqual(['delivery.failed'])
  },
)

test('200 with a body is as good as 204 (CIBA 10.2)', async () => {
  answers = [200]
  owe()
  webhooks.start()
  await webhooks.idle()
  expect(state()).toEqual([['delivered', 1, '200']])
})

test('a message is given up when it is of no use any more', async () => {
  answers = Array.from({ length: 50 }, () => 503)
  owe()
  webhooks.start()
  await webhooks.idle()
  await after(10 * MINUTE)
  expect(letters).toHaveLength(1)
  expect(state()).toEqual([['failed', 1, '503']])
})

test('a rolled back transaction owes nothing', async () => {
  webhooks.start()
  expect(() =>
    db.transaction(() => {
      owe()
      throw new Error('after all not')
    })(),
  ).toThrow()
  await webhooks.idle()
  expect(letters).toEqual([])
})

test('what a kill cut off is sent at the next start', async () => {
  owe()
  // Never started: the process ended between the commit and the attempt, or in its midst.
  db.prepare('UPDATE webhook_deliveries SET attempts = 1').run()
  webhooks = open()
  webhooks.start()
  await webhooks.idle()
  expect(state()).toEqual([['delivered', 2, '204']])
})

test('the token is sealed while it is owed and gone afterwards: a copy of the file tells it to nobody', async () => {
  owe()
  const rows = () => JSON.stringify(db.prepare('SELECT * FROM webhook_deliveries').all())
  expect(rows()).not.toContain(TOKEN)
  webhooks.start()
  await webhooks.idle()
  expect(db.prepare('SELECT sealed_token FROM webhook_deliveries').all()).toEqual([{ sealed_token: null }])
})

test('a message that can’t be unsealed fails and is said, and holds up no other', async () => {
  owe()
  db.prepare("UPDATE webhook_deliveries SET sealed_token = 'broken'").run()
  owe()
  webhooks.start()
  await webhooks.idle()
  expect(letters).toHaveLength(1)
  expect(state()).toEqual([
    ['delivered', 1, '204'],
    ['failed', 1, 'unsealable'],
  ])
})

const oweSigned = () =>
  db.transaction(() =>
    webhooks.owe({
      ...{ market: 'm', clientId: 'c', consentId: 'k', operation: 'notify the app', arrow: null },
      ...{ url: 'https://app.example/told', bearerToken: null, body: '{"told":true}' },
      ...{ signatureHeader: 'x-signature', waitsMs: [1_000, 5_000], until: world.clock.now() + 60 * MINUTE },
    }),
  )()

test('a message may be signed by the bank instead of carrying a token', async () => {
  oweSigned()
  webhooks.start()
  await webhooks.idle()
  expect(letters[0]?.headers).toMatchObject({ 'x-signature': 'signed-by-m-13', 'content-type': 'application/json' })
  expect(letters[0]?.headers).not.toHaveProperty('authorization')
})

test('a message with waits of its own is tried once more than there are waits, and then is a dead letter', async () => {
  answers = [500, 'ECONNREFUSED', 503]
  oweSigned()
  webhooks.start()
  await webhooks.idle()
  await after(999)
  expect(letters).toHaveLength(1)
  await after(1)
  expect(letters).toHaveLength(2)
  await after(4_999)
  expect(letters).toHaveLength(2)
  await after(1)
  expect(letters).toHaveLength(3)
  await after(30 * MINUTE)
  expect(letters).toHaveLength(3)
  expect(state()).toEqual([['failed', 3, '503']])
  expect(webhooks.page({ state: 'failed', limit: 10 })).toMatchObject({
    deliveries: [{ lastAnswer: '503' }],
    next: null,
  })
})

test('a dead letter is tried again as if it were new; one with a token, or not failed, is not', async () => {
  answers = [410, 204, 410]
  oweSigned()
  webhooks.start()
  await webhooks.idle()
  const [dead] = webhooks.page({ limit: 1 }).deliveries
  expect(webhooks.again(dead?.id as string)).toMatchObject({ state: 'waiting', attempts: 0 })
  await webhooks.idle()
  expect(state()).toEqual([['delivered', 1, '204']])
  expect(() => webhooks.again(dead?.id as string)).toThrow('delivery-over')
  expect(() => webhooks.again('nothing')).toThrow('delivery-not-found')
  owe()
  await webhooks.idle()
  const [withToken] = webhooks.page({ limit: 1 }).deliveries
  expect(withToken?.state).toBe('failed')
  expect(() => webhooks.again(withToken?.id as string)).toThrow('delivery-over')
})
