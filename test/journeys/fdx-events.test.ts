import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { compactVerify, createLocalJWKSet } from 'jose'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'

const MINUTE_MS = 60_000

let bank: TestBank
let app: FdxApp
let other: FdxApp
let token: string
let publisher: string
let login: string
let server: Server
let callbackUrl: string
const received: { headers: IncomingHttpHeaders; text: string; body: Notification }[] = []
const answers: number[] = []

type Notification = {
  notificationId: string
  type: string
  category: string
  notificationPayload: { id: string; idType: string; customFields?: { name: string; value: string } }
  url?: { href: string }
}

beforeAll(async () => {
  server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      received.push({ headers: req.headers, text, body: JSON.parse(text) as Notification })
      res.writeHead(answers.shift() ?? 204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  other = await openFdxApp(bank, 'Somebody Else')
  token = await ownToken(app, 'fdx:notifications:subscribe')
  publisher = await ownToken(app, 'fdx:notifications:publish')
  login = bank.rooms.bank.customers.demonstrationLogins('fdx')[0]?.login as string
})
afterAll(async () => {
  await bank?.close()
  await new Promise((resolve) => server.close(resolve))
})
afterEach(() => {
  received.splice(0)
  expect(bank.log.errors.splice(0)).toEqual([])
})

async function ownToken(of: FdxApp, scope: string): Promise<string> {
  const fields = { grant_type: 'client_credentials', client_id: of.clientId, scope }
  const { json, text } = await of.form('/fdx/auth/v1/token', fields)
  if (typeof json?.access_token !== 'string') throw new Error(text)
  return json.access_token
}

const subscriber = {
  ...{ name: 'Tidy Budget', type: 'DATA_RECIPIENT', homeUri: 'https://tidy.example', registry: 'PRIVATE' },
  ...{ registeredEntityName: 'Tidy Budget Inc', registeredEntityId: 'TB-1' },
}

const post = (path: string, body: unknown, by = token, of = app) =>
  of.api(`/fdx/v6${path}`, by, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function subscribe(type: string, category = 'CONSENT', more: Record<string, unknown> = {}): Promise<string> {
  const made = await post('/notification-subscriptions', { type, category, callbackUrl, subscriber, ...more })
  expect([made.status, made.text]).toEqual([201, expect.any(String)])
  return made.json?.subscriptionId as string
}

/** Lets everything that is owed be sent now. */
async function settled(): Promise<void> {
  bank.rooms.events.flush()
  bank.rooms.webhooks.wake()
  await bank.rooms.webhooks.idle()
}

const types = () => received.map(({ body }) => body.type)

test('a subscription is made, read and ended under both addresses, by its own application alone (FDX 6.4, event notifications)', async () => {
  const id = await subscribe('CONSENT_REVOKED')
  for (const path of [`/fdx/v6/notification-subscriptions/${id}`, `/fdx/v6/events/notification-subscriptions/${id}`]) {
    const read = await app.api(path, token)
    expect([read.status, read.json]).toMatchObject([200, { subscriptionId: id, type: 'CONSENT_REVOKED', callbackUrl }])
    const foreign = await other.api(path, await ownToken(other, 'fdx:notifications:subscribe'))
    expect([foreign.status, foreign.json?.code]).toEqual([404, '404'])
  }
  const path = `/fdx/v6/events/notification-subscriptions/${id}`
  expect((await app.api(path, token, { method: 'DELETE' })).status).toBe(204)
  expect((await app.api(path, token)).status).toBe(404)
  const answer = await app.api('/fdx/v6/notification-subscriptions', token, { method: 'PUT' })
  expect([answer.status, answer.json?.code]).toEqual([405, '1206'])
})

test.each([
  ['a type that there isn’t', { type: 'WEATHER' }],
  ['a category that there isn’t', { category: 'WEATHER' }],
  ['a callback in the clear to another machine', { callbackUrl: 'http://elsewhere.example/told' }],
  ['a callback of another kind', { callbackUrl: 'file:///etc/passwd' }],
  ['a callback with a user in it', { callbackUrl: 'https://me:secret@elsewhere.example/told' }],
  ['a date that there isn’t', { effectiveDate: '2026-02-31' }],
  ['no subscriber', { subscriber: undefined }],
])('%s is 400 with code 401', async (_what, more) => {
  const wish = { type: 'CONSENT_REVOKED', category: 'CONSENT', callbackUrl, subscriber, ...more }
  const refused = await post('/notification-subscriptions', wish)
  expect([refused.status, refused.json?.code]).toEqual([400, '401'])
})

test('nobody without the right token subscribes or publishes (FDX 6.4: 401/1205; scopes)', async () => {
  const nobody = await post('/notification-subscriptions', {}, 'nobody-gave-it')
  expect([nobody.status, nobody.json?.code]).toEqual([401, '1205'])
  const narrow = await post('/notification-subscriptions', {}, publisher)
  expect([narrow.status, narrow.json?.code]).toEqual([403, '602'])
  const { accessToken } = await app.connect(login)
  expect((await post('/notification-subscriptions', {}, accessToken)).status).toBe(403)
})

test('a customer’s consent is told through its whole life, signed by the bank, to its own application (FDX 6.4: CONSENT events)', async () => {
  const id = await subscribe('CONSENT_UPDATED')
  const { consentId } = await app.connect(login)
  await other.connect(login)
  bank.rooms.consents.hold(consentId)
  bank.rooms.consents.release(consentId)
  bank.rooms.consents.end(consentId, { by: 'INDIVIDUAL', reason: 'USER_ACTION' })
  await settled()
  // Several are under way at once: whoever is told orders them by when they were sent.
  const expected = ['CONSENT_AUTHORIZED', 'CONSENT_ON_HOLD', 'CONSENT_UPDATED', 'CONSENT_REVOKED']
  expect(types().toSorted()).toEqual(expected.toSorted())
  const last = received.find(({ body }) => body.type === 'CONSENT_REVOKED')
  expect(last?.body).toMatchObject({
    ...{ category: 'CONSENT', severity: 'INFO', priority: 'MEDIUM', subscriber },
    publisher: { type: 'DATA_PROVIDER', name: 'Bancada Bank', registeredEntityName: 'Bancada Bank, N.A.' },
    notificationPayload: { id: consentId, idType: 'CONSENT', customFields: { name: 'INITIATOR', value: 'INDIVIDUAL' } },
    url: { href: `/fdx/v6/consents/${consentId}` },
  })

  // RFC 7515, appendix F: the body goes back between the dots, and the key is in the issuer's key set.
  const [header, , signature] = String(last?.headers['x-jws-signature']).split('.')
  const keys = (await app.call('/fdx/auth/v1/jwks')).json as never
  const text = Buffer.from(last?.text ?? '').toString('base64url')
  const { payload } = await compactVerify(`${header}.${text}.${signature}`, createLocalJWKSet(keys))
  expect(Buffer.from(payload).toString('utf8')).toBe(last?.text)
  await app.api(`/fdx/v6/notification-subscriptions/${id}`, token, { method: 'DELETE' })
})

test('consents that their customer declines, that run out and that are used up are told as what they are', async () => {
  const id = await subscribe('CONSENT_UPDATED')
  const declined = app.connect(login, {}, { decision: 'reject' } as never).catch(() => undefined)
  await declined
  await app.connect(login, { durationType: 'ONE_TIME', durationPeriod: undefined })
  bank.advance(10 * MINUTE_MS)
  bank.rooms.consents.sweep()
  await app.connect(login, { durationPeriod: 5 })
  bank.advance(6 * 24 * 60 * MINUTE_MS)
  bank.rooms.consents.sweep()
  await settled()
  const ended = types().filter((type) => type !== 'CONSENT_AUTHORIZED')
  expect(ended.toSorted()).toEqual(['CONSENT_CONSUMED', 'CONSENT_EXPIRED', 'CONSENT_REJECTED'])
  token = await ownToken(app, 'fdx:notifications:subscribe')
  await app.api(`/fdx/v6/notification-subscriptions/${id}`, token, { method: 'DELETE' })
})

test('what could not be delivered in five tries is a dead letter, which the desk sends again', async () => {
  const id = await subscribe('PLANNED_OUTAGE', 'MAINTENANCE')
  answers.push(500, 500, 500, 500, 500)
  const { maintenance, world, webhooks } = bank.rooms
  const startsAt = (Math.floor(world.clock.now() / MINUTE_MS) + 600) * MINUTE_MS
  const outage = maintenance.announce({ market: 'fdx', startsAt, endsAt: startsAt + MINUTE_MS, description: 'Disks' })
  await settled()
  for (const seconds of [1, 5, 25, 125]) {
    bank.advance(seconds * 1000)
    webhooks.wake()
    await webhooks.idle()
  }
  expect(types()).toEqual(Array(5).fill('PLANNED_OUTAGE'))
  expect(received[0]?.body.notificationPayload).toMatchObject({ id: outage.id, idType: 'MAINTENANCE' })
  expect(new Set(received.map(({ body }) => body.notificationId)).size).toBe(1)
  const desk = consoleApi(bank)
  const { body } = await desk.call<{ deliveries: { id: string; attempts: number }[] }>(
    'GET',
    '/api/deliveries?state=failed',
  )
  expect(body.deliveries).toMatchObject([{ attempts: 5, lastAnswer: '500' }])
  await desk.call('POST', `/api/deliveries/${body.deliveries[0]?.id}/again`)
  await webhooks.idle()
  expect(types()).toHaveLength(6)
  expect((await desk.call('GET', '/api/deliveries?state=failed')).body).toMatchObject({ deliveries: [] })
  maintenance.end(outage.id)
  token = await ownToken(app, 'fdx:notifications:subscribe')
  await app.api(`/fdx/v6/notification-subscriptions/${id}`, token, { method: 'DELETE' })
})

test('a posting on a shared account is told to the application that wants to know (FDX 6.4: BALANCE)', async () => {
  const id = await subscribe('BALANCE', 'NEW_DATA')
  const { accounts } = await app.connect(login)
  const { ledger } = bank.rooms.bank
  const accountId = accounts[0] as string
  const house = ledger.houseAccount('fdx', 'USD', 'settlement')
  ledger.post({
    ...{ kind: 'transfer', narrative: 'Paper round' },
    postings: [
      { accountId, amountMinor: 1_000 },
      { accountId: house, amountMinor: -1_000 },
    ],
  } as never)
  await settled()
  // Other postings of these days may be told besides, each once.
  const told = received.filter(({ body }) => body.notificationPayload.id === accountId)
  expect(told[0]?.body).toMatchObject({ type: 'BALANCE', category: 'NEW_DATA' })
  expect(new Set(told.map(({ body }) => body.notificationId)).size).toBe(told.length)
  await app.api(`/fdx/v6/notification-subscriptions/${id}`, token, { method: 'DELETE' })
})

test('messages are kept for whoever asks, page by page, its own alone (FDX 6.4: GET /notifications)', async () => {
  const first = await app.api('/fdx/v6/notifications?limit=2', token)
  const told = first.json as never as { page: { nextPageKey?: string }; notifications: Notification[]; links: never }
  expect(told.notifications).toHaveLength(2)
  const next = await app.api(`/fdx/v6/events/notifications?limit=100&pageKey=${told.page.nextPageKey}`, token)
  const rest = (next.json as never as typeof told).notifications
  expect(rest.length).toBeGreaterThan(2)
  expect(rest[0]?.notificationId).not.toBe(told.notifications[0]?.notificationId)
  const foreign = await other.api('/fdx/v6/notifications', await ownToken(other, 'fdx:notifications:subscribe'))
  expect(foreign.json).toMatchObject({ notifications: [] })
})

test('an application publishes to its own subscriptions, the same message once, and not without end (429/1207)', async () => {
  const id = await subscribe('CUSTOM', 'SECURITY')
  publisher = await ownToken(app, 'fdx:notifications:publish')
  const message = (notificationId: string) => ({
    ...{ notificationId, type: 'CUSTOM', sentOn: '2026-11-22T12:00:00Z', category: 'SECURITY', publisher: subscriber },
    notificationPayload: { id: 'x-1', idType: 'PARTY' },
  })
  expect((await post('/notifications', message('own-1'), publisher)).status).toBe(204)
  expect((await post('/events/notifications', message('own-1'), publisher)).status).toBe(204)
  await settled()
  expect(received.map(({ body }) => body.notificationId)).toEqual(['own-1'])
  for (let count = 1; count < 60; count += 1) await post('/notifications', message(`many-${count}`), publisher)
  const refused = await post('/notifications', message('one-too-many'), publisher)
  expect([refused.status, refused.json?.code, refused.headers['retry-after']]).toEqual([429, '1207', '60'])
  await settled()
  await app.api(`/fdx/v6/notification-subscriptions/${id}`, token, { method: 'DELETE' })
})

test('a report of fraud is taken once, alerts the desk, is told, and holds consents where the rule is on (FDX 6.4, fraud API)', async () => {
  const id = await subscribe('RISK', 'FRAUD')
  const { consentId } = await app.connect(login)
  const stranger = await other.connect(login)
  const report = (incidentId: string) => ({
    ...{ type: 'ACCOUNT_TAKEOVER', incidentId, reason: 'Logins from two continents', reporter: subscriber },
    fiAttributes: [{ name: 'device', value: 'unknown' }],
  })
  const taken = await post('/fraud/suspected-incident', report('inc-1'))
  expect([taken.status, taken.text]).toEqual([200, ''])
  expect((await post('/fraud/suspected-incident', report('inc-1'))).status).toBe(200)
  await settled()
  expect(received.map(({ body }) => [body.type, body.category, body.notificationPayload.id])).toEqual([
    ['RISK', 'FRAUD', 'inc-1'],
  ])
  const desk = consoleApi(bank)
  const alerts = await desk.call<{ incidents: { seq: number }[]; unseen: number }>('GET', '/api/incidents')
  expect(alerts.body).toMatchObject({ unseen: 1, incidents: [{ incidentId: 'inc-1', seenAt: null }] })
  await desk.call('POST', `/api/incidents/${alerts.body.incidents[0]?.seq}/seen`)
  expect((await desk.call('GET', '/api/incidents')).body).toMatchObject({ unseen: 0 })
  expect(bank.rooms.consents.find(consentId)?.heldSince).toBeNull()

  await desk.call('POST', '/api/settings/fdx', { settings: { fraudHoldsConsents: true } })
  await post('/fraud/suspected-incident', report('inc-2'))
  expect(bank.rooms.consents.find(consentId)?.heldSince).not.toBeNull()
  expect(bank.rooms.consents.find(stranger.consentId)?.heldSince).toBeNull()
  const broken = await post('/fraud/suspected-incident', { ...report('inc-3'), reason: 'x'.repeat(257) })
  expect([broken.status, broken.json?.code]).toEqual([400, '401'])
  await settled()
  await app.api(`/fdx/v6/notification-subscriptions/${id}`, token, { method: 'DELETE' })
})
