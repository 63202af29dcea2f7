import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { type Outsider, openOutsider } from '../support/outsider.ts'
import { openPingReceiver, type PingReceiver } from '../support/ping-receiver.ts'
import { rawCall } from '../support/raw-call.ts'

const CIBA = 'urn:openid:params:grant-type:ciba'
const TOKEN = '8d67dc78-7faa-4d41-aabd-67707b374255'

let dataDir: string
let bank: TestBank
let app: TestApp
let outsider: Outsider
let receiver: PingReceiver

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'bancada-ping-'))
  bank = await openTestBank({ dataDir })
  app = await bank.app('App que espera')
  outsider = openOutsider(app)
  // With what `app create --out` gives it, and nothing of the bank's own.
  const { files } = bank.rooms.marketplace.credentials(app.credentials.applicationId)
  receiver = await openPingReceiver({
    keyPem: files['server.key.pem'] as string,
    certificatePem: files['server.crt.pem'] as string,
  })
  const answer = await manage({
    grant_types: ['authorization_code', 'client_credentials', 'refresh_token', CIBA],
    backchannel_token_delivery_mode: 'ping',
    backchannel_client_notification_endpoint: receiver.url,
  })
  expect([answer.status, answer.text]).toEqual([200, expect.stringContaining(receiver.url)])
})
afterAll(async () => {
  await receiver?.close()
  await app?.close()
  await bank?.close()
  expect(bank.log.errors).toEqual([])
  rmSync(dataDir, { recursive: true, force: true })
})

/** Changes the app's registration (RFC 7592), as its own developer would. */
async function manage(changes: Record<string, unknown>) {
  const { applicationId, clientId, softwareId, redirectUris, transport, caPem } = app.credentials
  const registration = bank.rooms.discovery.registration(applicationId)
  return rawCall(registration?.registrationClientUri as string, caPem, {
    method: 'PUT',
    tls: { key: transport.keyPem, cert: transport.chainPem },
    headers: {
      authorization: `Bearer ${registration?.registrationAccessToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      client_id: clientId,
      redirect_uris: redirectUris,
      software_statement: await bank.rooms.directory.softwareStatement(softwareId),
      ...changes,
    }),
  })
}

const phones = () => bank.rooms.identity.phones
const deliveries = (consentId: string) =>
  bank.rooms.webhooks.ofConsent(consentId).map(({ state, lastAnswer }) => [state, lastAnswer])

async function asked() {
  const consentId = await app.consentFor('ana')
  const answer = await outsider.ask(await outsider.phoneObject(consentId, { client_notification_token: TOKEN }))
  if (answer.status !== 200) throw new Error(answer.text)
  return { consentId, id: String(answer.json?.auth_req_id) }
}

// covers: 109, 122, 9.8/2
test('an app is told by a ping that its request was answered, and fetches its tokens (CIBA 10.2)', async () => {
  for (const answer of ['approve', 'reject'] as const) {
    const { consentId, id } = await asked()
    const ping = receiver.next()
    await phones()[answer](id)
    expect(await ping).toEqual({
      path: '/ping',
      authorization: `Bearer ${TOKEN}`,
      contentType: 'application/json',
      body: { auth_req_id: id },
    })
    await bank.rooms.webhooks.idle()
    expect(deliveries(consentId)).toEqual([['delivered', '204']])
    const { status, json } = await outsider.poll(id)
    expect([status, json?.error]).toEqual(answer === 'approve' ? [200, undefined] : [400, 'access_denied'])
    const notified = stepsOf(bank, consentId).find(({ operation }) => operation === 'notify the app')
    expect(notified).toMatchObject({ arrow: 8, status: 204 })
  }
})

test('the notification token is asked for, and is in no row and no record in clear (CIBA 7.1)', async () => {
  const consentId = await app.consentFor('ana')
  for (const client_notification_token of [undefined, 'not a token!', 'x'.repeat(1025)]) {
    const answer = await outsider.ask(await outsider.phoneObject(consentId, { client_notification_token }))
    expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
  }
  const request = await asked()
  bank.rooms.journey.flush()
  const journey = JSON.stringify(
    stepsOf(bank, request.consentId).map((step) =>
      'id' in step ? bank.rooms.journey.exchange(String(step.id)) : step,
    ),
  )
  expect(journey).toContain('client_notification_token')
  expect(journey).not.toContain(TOKEN)
})

// covers: 109, 12/81, 9.8/2
test.each([
  [{ status: 200, body: '{"ok":true}' }, ['delivered', '200']],
  [{ status: 401 }, ['failed', '401']],
  [{ status: 403, body: 'no' }, ['failed', '403']],
  [{ status: 301, headers: { location: '/elsewhere' } }, ['failed', '301']],
])('a ping that is answered %j is not sent again, and no redirect is followed', async (answer, delivery) => {
  const { consentId, id } = await asked()
  const before = receiver.pings.length
  receiver.answers.push(answer)
  await phones().approve(id)
  await bank.rooms.webhooks.idle()
  bank.advance(4 * 60_000)
  bank.rooms.webhooks.wake()
  await bank.rooms.webhooks.idle()
  expect(receiver.pings.slice(before).map((ping) => ping.path)).toEqual(['/ping'])
  expect(deliveries(consentId)).toEqual([delivery])
  expect((await outsider.poll(id)).status).toBe(200)
})

// covers: 122, 9.8/2
test('a ping that meets a fault of the moment is sent again, and one that is owed survives a restart', async () => {
  const { consentId, id } = await asked()
  receiver.answers.push({ status: 503 })
  await phones().approve(id)
  await bank.rooms.webhooks.idle()
  expect(deliveries(consentId)).toEqual([['waiting', '503']])
  await bank.close()

  bank = await openTestBank({ dataDir, port: undefined })
  await bank.rooms.webhooks.idle()
  expect(deliveries(consentId)).toEqual([['delivered', '204']])
  expect(receiver.pings.filter(({ body }) => (body as { auth_req_id: string }).auth_req_id === id)).toHaveLength(2)
  expect((await outsider.poll(id)).status).toBe(200)
})

test('an endpoint that nobody answers, or whose certificate nobody knows, keeps the approval from nothing', async () => {
  await receiver.close()
  const { consentId, id } = await asked()
  await phones().approve(id)
  await bank.rooms.webhooks.idle()
  expect(deliveries(consentId)).toEqual([['waiting', 'ECONNREFUSED']])
  expect((await outsider.poll(id)).status).toBe(200)
})

test('an application may be created with its address: the agent registers it so, where the market admits it (arrow 2, 3)', async () => {
  const { marketplace } = bank.rooms
  const create = (notificationUri: string) =>
    marketplace.createApplication({
      ...{ developerId: marketplace.ownerDeveloper().id, market: 'obb', name: 'App avisado', notificationUri },
      redirectUris: ['https://127.0.0.1:8443/callback'],
    })
  const { id } = await create('https://127.0.0.1:8443/ping')
  await marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
  const { transport, caPem } = marketplace.credentials(id)
  const registration = bank.rooms.discovery.registration(id)
  const client = await rawCall(registration?.registrationClientUri as string, caPem, {
    tls: { key: transport.keyPem, cert: transport.chainPem },
    headers: { authorization: `Bearer ${registration?.registrationAccessToken}` },
  })
  expect(client.json).toMatchObject({
    backchannel_token_delivery_mode: 'ping',
    backchannel_client_notification_endpoint: 'https://127.0.0.1:8443/ping',
  })
  for (const wrong of ['http://127.0.0.1:8443/ping', 'https://127.0.0.1:8443/ping#x', 'nowhere']) {
    await expect(create(wrong)).rejects.toMatchObject({ type: 'notification-uri-not-allowed' })
  }
})

// covers: 9.8/1
test('registration takes what CIBA needs and nothing else of it (CIBA 4; FAPI-BR CIBA)', async () => {
  const grant_types = ['authorization_code', 'client_credentials', 'refresh_token', CIBA]
  const ping = { backchannel_token_delivery_mode: 'ping', backchannel_client_notification_endpoint: receiver.url }
  const poll = { backchannel_token_delivery_mode: 'poll' }
  for (const right of [
    { grant_types, ...poll },
    { grant_types, ...ping, backchannel_user_code_parameter: false },
    { grant_types, ...ping, backchannel_authentication_request_signing_alg: 'PS256' },
    { grant_types, ...ping, backchannel_client_notification_endpoint: 'https://localhost:8443/ping' },
  ]) {
    const { status, json } = await manage(right)
    expect([status, json?.backchannel_token_delivery_mode]).toEqual([200, right.backchannel_token_delivery_mode])
    expect(json).toMatchObject({ grant_types, backchannel_authentication_request_signing_alg: 'PS256' })
  }
  for (const wrong of [
    { grant_types },
    { grant_types, backchannel_token_delivery_mode: 'push' },
    { grant_types, backchannel_token_delivery_mode: 'ping' },
    { grant_types, ...ping, backchannel_client_notification_endpoint: 'http://127.0.0.1:1/ping' },
    { grant_types, ...ping, backchannel_client_notification_endpoint: 'https://a:b@127.0.0.1/ping' },
    { grant_types, ...ping, backchannel_client_notification_endpoint: `${receiver.url}#x` },
    { grant_types, ...ping, backchannel_client_notification_endpoint: ['https://127.0.0.1/ping'] },
    { grant_types, ...poll, backchannel_client_notification_endpoint: receiver.url },
    { grant_types, ...poll, backchannel_user_code_parameter: true },
    { grant_types, ...poll, backchannel_authentication_request_signing_alg: 'RS256' },
    { grant_types: ['authorization_code'], ...poll },
  ]) {
    const { status, json } = await manage(wrong)
    expect([status, json?.error], JSON.stringify(wrong)).toEqual([400, 'invalid_client_metadata'])
  }
  // A client without the grant asks nobody.
  expect((await manage({ grant_types: ['authorization_code', 'client_credentials'] })).status).toBe(200)
  const answer = await outsider.ask(await outsider.phoneObject(await app.consentFor('ana')))
  expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
})
