import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { worded } from '../../server/cli/journeys/walk.ts'
import { toldOf } from '../../server/cli/wordings.ts'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type Outsider, openOutsider, refusalsOf, stateOf } from '../support/outsider.ts'

const MINUTE = 60_000
const DAY_SECONDS = 86_400

let bank: TestBank
let app: TestApp
let other: TestApp
let outsider: Outsider
let stranger: Outsider

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('App de Bolso')
  other = await bank.app('Outro App de Bolso')
  outsider = openOutsider(app)
  stranger = openOutsider(other)
})
afterAll(async () => {
  await Promise.all([app, other].map((one) => one?.close()))
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const phones = () => bank.rooms.identity.phones
const waitingFor = (consentId: string) =>
  phones()
    .waiting()
    .find((one) => one.consentId === consentId)

/** A fresh consent, asked on its customer's phone. */
async function asked(login = 'ana', changes: Record<string, unknown> = {}) {
  const consentId = await app.consentFor(login)
  const answer = await outsider.ask(await outsider.phoneObject(consentId, changes))
  if (answer.status !== 200) throw new Error(answer.text)
  return { consentId, id: String(answer.json?.auth_req_id), answer }
}

describe('The metadata', () => {
  // covers: 105, 12/74
  test('announces requests to the phone as they are served: polled or pinged, signed, without user codes (CIBA 4)', () => {
    const metadata = app.server as unknown as Record<string, unknown>
    expect(metadata).toMatchObject({
      backchannel_authentication_endpoint: `${bank.urls.mutual}/obb/backchannel`,
      mtls_endpoint_aliases: { backchannel_authentication_endpoint: `${bank.urls.mutual}/obb/backchannel` },
      backchannel_token_delivery_modes_supported: ['poll', 'ping'],
      backchannel_authentication_request_signing_alg_values_supported: ['PS256'],
      backchannel_user_code_parameter_supported: false,
      request_parameter_supported: true,
    })
    expect(metadata.grant_types_supported).toContain('urn:openid:params:grant-type:ciba')
  })
})

describe('A request to the phone', () => {
  test('that nobody answers is asked for until the bank says that it expired (CIBA 11: expired_token)', async () => {
    const asked = await app.askOnPhone(await app.consentFor('ana'))
    bank.advance(asked.expires_in * 1000 + 1000)
    const late = app.awaitPhone({ ...asked, expires_in: 0, interval: 0 })
    await expect(late).rejects.toMatchObject({ error: 'expired_token' })
    const told = toldOf(await late.catch(worded))
    expect(told).toMatchObject({ exit: 1, detail: expect.stringContaining('expired') })
    expect(told.type).toBe('phone-request-expired')
  })

  // covers: 107, 108, 12/73, 12/76, 12/82
  test('is answered there, and a third-party client polls tokens that open the consent (CIBA 7, 10.1, 11)', async () => {
    const consentId = await app.consentFor('ana')
    const request = await app.askOnPhone(consentId, { binding_message: '1234' })
    expect(request).toMatchObject({ interval: 5, expires_in: 600 })
    expect(request.auth_req_id).toMatch(/^[\w-]{43,}$/)
    expect(waitingFor(consentId)).toMatchObject({
      ...{ id: request.auth_req_id, bindingMessage: '1234', mustChoose: true },
      ...{ app: { name: 'App de Bolso' }, person: { name: bank.customer('ana').name } },
    })

    await phones().approve(request.auth_req_id)
    const tokens = await app.awaitPhone({ ...request, interval: 0 })

    expect(tokens).toMatchObject({ expires_in: 900, scope: `openid consent:${consentId} accounts resources` })
    const claims = tokens.claims()
    expect(claims).toMatchObject({ acr: 'urn:brasil:openbanking:loa2', iss: app.server.issuer })
    // FAPI-BR CIBA 5.2.2: the id_token ends at least 180 days ahead.
    expect((claims?.exp ?? 0) - Date.now() / 1000).toBeGreaterThan(180 * DAY_SECONDS)
    for (const member of ['c_hash', 's_hash', 'nonce']) expect(claims).not.toHaveProperty(member)
    expect((await stranger.accounts(tokens.access_token)).status).toBe(401)
    expect((await outsider.accounts(tokens.access_token)).status).toBe(200)
    expect(await stateOf(app, consentId)).toEqual({ status: 'AUTHORISED' })
    const arrows = stepsOf(bank, consentId).map(({ arrow, operation }) => [arrow, operation])
    for (const step of [
      [5, 'ask on the phone'],
      [8, 'approve on the phone'],
      [9, 'token ciba'],
    ]) {
      expect(arrows).toContainEqual(step)
    }
  })

  test('reaches the level that an essential acr demands, or is refused (OpenID Connect Core 5.5.1.1)', async () => {
    const loa = (level: string) => ({
      id_token: { acr: { essential: true, values: [`urn:brasil:openbanking:${level}`] } },
    })
    for (const level of ['loa2', 'loa3']) {
      const consentId = await app.consentFor('ana')
      const request = await app.askOnPhone(consentId, { claims: loa(level) })
      await phones().approve(request.auth_req_id)
      const tokens = await app.awaitPhone({ ...request, interval: 0 })
      expect(tokens.claims()?.acr).toBe(`urn:brasil:openbanking:${level}`)
    }
    const beyond = await outsider.ask(await outsider.phoneObject(await app.consentFor('ana'), { claims: loa('loa9') }))
    expect([beyond.status, beyond.json?.error]).toEqual([400, 'unmet_authentication_requirements'])
  })

  // covers: 108
  test('gives refresh tokens that do not rotate, and everything dies with the consent (FAPI-BR 9.4)', async () => {
    const { consentId, id } = await asked()
    await phones().approve(id)
    const answer = await outsider.poll(id)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
    const refreshToken = String(answer.json?.refresh_token)
    const refreshed = await app.refresh(refreshToken)
    expect(refreshed.refresh_token ?? refreshToken).toBe(refreshToken)
    expect(refreshed.access_token).not.toBe(answer.json?.access_token)

    expect((await app.removeConsent(consentId)).status).toBe(204)

    expect((await outsider.refresh(refreshToken)).json).toMatchObject({ error: 'invalid_grant' })
    expect((await outsider.accounts(refreshed.access_token)).status).toBe(401)
  })

  test('shares the accounts that were chosen, at least one and none but the customer’s own', async () => {
    const { consentId, id } = await asked('ana')
    const offered = waitingFor(consentId)?.accounts ?? []
    expect(offered.length).toBeGreaterThan(1)
    await expect(phones().approve(id, [])).rejects.toMatchObject({ type: 'accounts-none-chosen' })
    await expect(phones().approve(id, ['somebody-elses'])).rejects.toMatchObject({ type: 'accounts-not-shareable' })
    const chosen = [offered[1]?.id as string]
    expect(await phones().approve(id, chosen)).toMatchObject({ accounts: chosen })
    expect(bank.rooms.consents.find(consentId)?.accountIds).toEqual(chosen)
  })

  // covers: 108, 12/80
  test('that is rejected rejects the consent, and its app is told access_denied once (CIBA 11)', async () => {
    const { consentId, id } = await asked()
    await phones().reject(id)
    expect((await outsider.poll(id)).json).toMatchObject({ error: 'access_denied' })
    expect((await outsider.poll(id)).json).toMatchObject({ error: 'invalid_grant' })
    expect(await stateOf(app, consentId)).toEqual({ status: 'REJECTED', by: 'USER', why: 'CUSTOMER_MANUALLY_REJECTED' })
  })

  // covers: 108, 12/80
  test('waits ten minutes of bank time and no longer: then its app is told expired_token (CIBA 11)', async () => {
    const { consentId, id } = await asked()
    bank.advance(10 * MINUTE)
    const late = await outsider.poll(id)
    expect([late.status, late.json?.error]).toEqual([400, 'expired_token'])
    expect(waitingFor(consentId)).toBeUndefined()
    await expect(phones().approve(id)).rejects.toMatchObject({ type: 'phone-request-ended' })
    // The consent itself still waits: it can be asked for again.
    expect((await outsider.ask(await outsider.phoneObject(consentId))).status).toBe(200)
  })

  // covers: 107, 12/75, 9.8/1
  test('is not shaped by requested_expiry, a number or a text (FAPI-BR CIBA: ignored)', async () => {
    for (const requested_expiry of [30, '30']) {
      const { answer } = await asked('ana', { requested_expiry })
      expect(answer.json).toMatchObject({ expires_in: 600 })
    }
    const odd = await outsider.ask(
      await outsider.phoneObject(await app.consentFor('ana'), { requested_expiry: 'soon' }),
    )
    expect(odd.json).toMatchObject({ error: 'invalid_request' })
  })

  // covers: 108, 12/80
  test('whose app asks too often is told slow_down, and waits five seconds longer each time (CIBA 11)', async () => {
    const { id } = await asked()
    expect((await outsider.poll(id)).json).toMatchObject({ error: 'authorization_pending' })
    expect((await outsider.poll(id)).json).toMatchObject({ error: 'slow_down' })
    expect((await outsider.poll(id)).json).toMatchObject({ error: 'slow_down' })
    await phones().approve(id)
    expect((await outsider.poll(id)).status).toBe(200)
  })
})

describe('The rules of the consent pages hold on the phone', () => {
  test('the request rings at the person whom the consent names, and at nobody else', async () => {
    const { consentId, id } = await asked('bruno')
    expect(waitingFor(consentId)?.person.name).toBe(bank.customer('bruno').name)
    const { login, password } = bank.customer('ana')
    await expect(phones().approve(id, undefined, { login, password })).rejects.toMatchObject({
      type: 'phone-of-another-person',
    })
    await expect(phones().approve(id, undefined, { login, password: 'wrong' })).rejects.toMatchObject({
      type: 'phone-login-failed',
    })
    expect(waitingFor(consentId)).toBeDefined()
  })

  test('who does not act for the company of the consent says no for themselves only', async () => {
    const consentId = await app.consentFor('ana', { companyDocument: '11222333000181' })
    const answer = await outsider.ask(await outsider.phoneObject(consentId))
    const id = String(answer.json?.auth_req_id)
    expect(waitingFor(consentId)).toMatchObject({ holder: null, shared: [], accounts: [] })
    await expect(phones().approve(id)).rejects.toMatchObject({ type: 'consent-of-another-company' })
    await phones().reject(id)
    expect((await outsider.poll(id)).json).toMatchObject({ error: 'access_denied' })
    expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
  })

  test('a consent answered on the pages, or deleted by its app, is denied on the phone', async () => {
    for (const answerElsewhere of [
      async (consentId: string) => app.visit((await app.push(consentId)).url, 'ana'),
      (consentId: string) => app.removeConsent(consentId),
    ]) {
      const { consentId, id } = await asked()
      await answerElsewhere(consentId)
      bank.rooms.events.flush()
      expect(waitingFor(consentId)).toBeUndefined()
      await expect(phones().approve(id)).rejects.toMatchObject({ type: 'phone-request-ended' })
      expect((await outsider.poll(id)).json).toMatchObject({ error: 'access_denied' })
    }
  })

  test('of two answers at once one counts, and of two requests for a consent one gives tokens', async () => {
    const { consentId, id } = await asked()
    const second = await outsider.ask(await outsider.phoneObject(consentId))
    const answers = await Promise.allSettled([phones().approve(id), phones().approve(id), phones().reject(id)])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(phones().approve(String(second.json?.auth_req_id))).rejects.toMatchObject({
      type: 'phone-request-ended',
    })
    bank.rooms.events.flush()
    expect((await outsider.poll(String(second.json?.auth_req_id))).json).toMatchObject({ error: 'access_denied' })
  })

  test('a clock that stands still, or moves, holds nobody up: requests live in bank time, polls in the caller’s', async () => {
    const { clock } = bank.rooms.world
    clock.freeze()
    const { id } = await asked()
    await phones().approve(id)
    expect((await outsider.poll(id)).status).toBe(200)
    clock.release()
  })
})

// covers: 106, 12/77, 9.8/1
describe('A request object is refused with 400 invalid_request', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const wrong: [string, () => Record<string, unknown>][] = [
    ...['iss', 'aud', 'iat', 'exp', 'nbf', 'jti'].map((claim): [string, () => Record<string, unknown>] => [
      `without ${claim}`,
      () => ({ [claim]: undefined }),
    ]),
    ['for another server', () => ({ aud: 'https://other.example' })],
    ['for the endpoint instead of the issuer', () => ({ aud: outsider.endpoints.backchannel })],
    ['of another issuer', () => ({ iss: 'somebody' })],
    ['that ended', () => ({ iat: now() - 600, nbf: now() - 600, exp: now() - 300 })],
    ['that ended a moment ago', () => ({ nbf: now() - 60, exp: now() - 8 })],
    ['that lives eleven minutes (FAPI-BR CIBA 5.2.2: ten)', () => ({ exp: now() + 11 * 60 })],
    ['that lives twenty minutes, ten of them over', () => ({ nbf: now() - 600, exp: now() + 600 })],
    ['signed in an hour', () => ({ iat: now() + 3600 })],
    ['signed two hours ago', () => ({ iat: now() - 7200 })],
    ['that lives 70 minutes', () => ({ exp: now() + 70 * 60 })],
    ['that begins in 10 minutes', () => ({ nbf: now() + 600, exp: now() + 900 })],
    ['that began 70 minutes ago', () => ({ nbf: now() - 70 * 60, exp: now() + 60 })],
    ['whose times are texts', () => ({ exp: String(now() + 300) })],
    ['whose jti is no text', () => ({ jti: 5 })],
    ['without a hint', () => ({ login_hint: undefined })],
    ['with an id_token_hint', () => ({ login_hint: undefined, id_token_hint: 'a.b.c' })],
    ['with a login_hint_token', () => ({ login_hint: undefined, login_hint_token: 'x' })],
    ['with two hints', () => ({ login_hint_token: 'x' })],
    ['with a user code', () => ({ user_code: '1234' })],
    ['of another client', () => ({ client_id: stranger.app.credentials.clientId })],
    ['with a request inside', () => ({ request: 'a.b.c' })],
    ['without openid', () => ({ scope: 'accounts' })],
    ['whose scope names another consent', () => ({ scope: 'openid consent:urn:bancada:other accounts' })],
  ]

  test.each(wrong)('%s (CIBA 7.1.1; FAPI-CIBA 5.2.2)', async (_title, changes) => {
    const answer = await outsider.ask(await outsider.phoneObject(await app.consentFor('ana'), changes()))
    expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
  })

  // covers: 106, 12/78
  test('without its kid, unsigned, signed RS256 or by another client', async () => {
    const consentId = await app.consentFor('ana')
    for (const how of [
      { header: { kid: undefined } },
      { alg: 'none' },
      { alg: 'RS256' },
      { jwk: other.credentials.signing.privateJwk },
    ]) {
      const answer = await outsider.ask(await outsider.phoneObject(consentId, {}, how))
      expect([answer.status, answer.json?.error], JSON.stringify(how)).toEqual([400, 'invalid_request'])
    }
  })

  // covers: 106, 12/78
  test('left out: plain parameters count for nothing (FAPI-CIBA 5.2.2: signed requests only)', async () => {
    const consentId = await app.consentFor('ana')
    const plain = { scope: 'openid accounts', login_hint: consentId, client_id: app.credentials.clientId }
    for (const request of [undefined, 'broken', '']) {
      const answer = await outsider.ask(request, plain)
      expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
    }
  })

  test('encrypted, or by reference', async () => {
    const consentId = await app.consentFor('ana')
    const object = await outsider.phoneObject(consentId)
    const encrypted = await outsider.ask(await outsider.encrypted(object))
    expect([encrypted.status, encrypted.json?.error]).toEqual([400, 'invalid_request'])
    const reference = await outsider.ask(undefined, { request_uri: 'urn:ietf:params:oauth:request_uri:x' })
    expect(reference.status).toBe(400)
  })

  test('a second time: a jti counts once, and a broken signature does not spend it', async () => {
    const consentId = await app.consentFor('ana')
    const object = await outsider.phoneObject(consentId)
    const broken = `${object.slice(0, object.lastIndexOf('.'))}.${'A'.repeat(342)}`
    expect((await outsider.ask(broken)).json).toMatchObject({ error: 'invalid_request' })
    expect((await outsider.ask(object)).status).toBe(200)
    expect((await outsider.ask(object)).json).toMatchObject({ error: 'invalid_request' })
  })
})

// covers: 107, 9.8/1
describe('Hints and messages', () => {
  // covers: 12/73, 9.8/1
  test('a hint that is no waiting consent of this client’s is invalid_login_hint (FAPI-BR CIBA)', async () => {
    const strangers = await other.consentFor('ana')
    const ended = await app.consentFor('ana')
    await app.removeConsent(ended)
    for (const hint of [strangers, ended, 'urn:bancada:nothing', 'ana', bank.customer('ana').document]) {
      const answer = await outsider.ask(await outsider.phoneObject(hint, { scope: 'openid accounts' }))
      expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_login_hint'])
    }
    expect(
      phones()
        .waiting()
        .filter(({ consentId }) => [strangers, ended].includes(consentId)),
    ).toEqual([])
  })

  test('a consent of a person whom the bank does not know is unknown_user_id (CIBA 13)', async () => {
    const consentId = await app.consentFor('ana', { document: '52998224725' })
    const answer = await outsider.ask(await outsider.phoneObject(consentId))
    expect([answer.status, answer.json?.error]).toEqual([400, 'unknown_user_id'])
  })

  test('the scope need not name the consent of the hint: its tokens do (FAPI-BR dynamic scope)', async () => {
    const { consentId, id } = await asked('ana', { scope: 'openid accounts resources' })
    await phones().approve(id)
    expect((await outsider.poll(id)).json?.scope).toContain(`consent:${consentId}`)
  })

  // covers: 107, 12/79
  test('a binding message is shown as it was sent, or refused as invalid_binding_message (CIBA 13)', async () => {
    for (const binding_message of ['1234', 'Padaria São João – R$ 12,50', '1234 👍🏿 品川']) {
      const { consentId } = await asked('ana', { binding_message })
      expect(waitingFor(consentId)?.bindingMessage).toBe(binding_message)
    }
    for (const binding_message of ['x'.repeat(65), 'two\nlines', '\u202eright to left', '']) {
      const answer = await outsider.ask(await outsider.phoneObject(await app.consentFor('ana'), { binding_message }))
      if (binding_message === '') expect(answer.status).toBe(200)
      else expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_binding_message'])
    }
  })
})

describe('Somebody else gets nothing of a request', () => {
  // covers: 108, 12/80
  test('another client’s request is invalid_grant, and so is one that nobody made (CIBA 11)', async () => {
    const { consentId, id } = await asked()
    await phones().approve(id)
    for (const requestId of [id, 'nothing', `${id}x`]) {
      const answer = await stranger.poll(requestId)
      expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_grant'])
    }
    expect((await stranger.poll(undefined)).json).toMatchObject({ error: 'invalid_request' })
    // The attempt is on the journey of the consent it was about, and did no harm.
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'token ciba', rule: 'grant-client' }),
    )
    expect((await outsider.poll(id)).status).toBe(200)
  })

  test('without the client’s own certificate neither door opens (RFC 8705; FAPI-BR 5.2.2)', async () => {
    const { consentId, id } = await asked()
    await phones().approve(id)
    for (const tls of [{}, stranger.tls]) {
      const asking = await outsider.ask(await outsider.phoneObject(consentId), {}, { tls })
      const polling = await outsider.poll(id, {}, { tls })
      for (const answer of [asking, polling]) {
        expect([answer.status, answer.json?.error]).toEqual([401, 'invalid_client'])
      }
    }
    expect((await outsider.poll(id)).status).toBe(200)
  })

  test('nor without a client assertion, with a broken one, or with one that was used (RFC 7523)', async () => {
    const consentId = await app.consentFor('ana')
    const used = await outsider.assertion()
    await outsider.ask(await outsider.phoneObject(consentId), { client_assertion: used })
    for (const client_assertion of [undefined, 'x.y.z', used, await stranger.assertion()]) {
      const answer = await outsider.ask(await outsider.phoneObject(consentId), { client_assertion })
      expect(answer.json?.error).toMatch(/^invalid_(client|request)$/)
      expect([400, 401]).toContain(answer.status)
    }
  })

  test('tokens are given once: a second use of a request ends them (as for codes, RFC 6749 4.1.2)', async () => {
    const { id } = await asked()
    await phones().approve(id)
    const answers = await Promise.all([outsider.poll(id), outsider.poll(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    const token = String(answers.find(({ status }) => status === 200)?.json?.access_token)
    expect((await outsider.accounts(token)).status).toBe(401)
  })

  test('other methods and media types are refused in OAuth’s words', async () => {
    const get = await outsider.call(outsider.endpoints.backchannel)
    expect([get.status, get.json?.error]).toEqual([405, 'invalid_request'])
    const json = await outsider.call(outsider.endpoints.backchannel, {
      ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    })
    expect([json.status, json.json?.error]).toEqual([415, 'invalid_request'])
  })
})

describe('The approval address for test suites', () => {
  // covers: 110
  test('is closed until the owner opens it, answers by its key alone, and closes again', async () => {
    const api = consoleApi(bank)
    const { id, consentId } = await asked()
    const rejected = await asked()
    const call = async (url: string) => (await fetch(url)).status
    const guess = `${bank.urls.console}/api/phone/hook/x?authReqId=${id}&action=allow`
    expect(await call(guess)).toBe(404)
    const { body } = await api.call<{ url: string }>('POST', '/api/phone/hook', {})
    const at = (requestId: string, action: string) =>
      body.url.replace('{auth_req_id}', requestId).replace('{action}', action)
    expect(await call(guess)).toBe(404)
    expect(await call(at(id, 'perhaps'))).toBe(400)
    expect(await call(at('nothing', 'allow'))).toBe(404)
    expect(await call(at(id, 'allow'))).toBe(200)
    expect(await call(at(id, 'allow'))).toBe(409)
    expect(await call(at(rejected.id, 'deny'))).toBe(200)
    expect(await stateOf(app, consentId)).toEqual({ status: 'AUTHORISED' })
    expect((await outsider.poll(rejected.id)).json).toMatchObject({ error: 'access_denied' })
    await api.call('DELETE', '/api/phone/hook')
    expect(await call(at(id, 'allow'))).toBe(404)
    expect((await api.call('GET', '/api/phone/hook')).body).toEqual({ open: false })
  })

  test('the phone itself answers the owner only', async () => {
    for (const [method, path] of [
      ['GET', '/api/phone/approvals'],
      ['POST', '/api/phone/approvals/x/approve'],
      ['POST', '/api/phone/approvals/x/reject'],
      ['POST', '/api/phone/hook'],
    ] as const) {
      expect((await fetch(bank.urls.console + path, { method })).status).toBe(401)
    }
  })
})
