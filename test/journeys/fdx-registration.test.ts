import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import {
  FDX_REDIRECT,
  type FdxRegistrationCall,
  type FdxSoftware,
  fdxRegistration,
  fdxSoftware,
} from '../support/fdx-registration.ts'
import { forgedCertificate } from '../support/forged.ts'

const INTERACTION = '2398f777-9259-4e50-867e-27247a143b1f'
const DAP = {
  name: 'Harbor Platform',
  description: 'Brings apps and banks together',
  uri: 'https://harbor.example',
  logo_uri: 'https://harbor.example/logo.svg',
  contacts: ['ops@harbor.example'],
  registry_references: [
    { registered_entity_name: 'Harbor Platform Inc', registered_entity_id: 'HP-1', registry: 'PRIVATE' },
  ],
}

let bank: TestBank
let app: FdxApp
let organisationId: string

type Body = Record<string, unknown>

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  organisationId = app.credentials.organisationId
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const asked = (changes: Body = {}): Body => ({ client_name: 'Tidy Budget', redirect_uris: [FDX_REDIRECT], ...changes })
const send = (method: string, path = '', call: FdxRegistrationCall = {}) => fdxRegistration(bank, method, path, call)
const software = (name?: string): Promise<FdxSoftware> => fdxSoftware(bank, organisationId, name)
const register = (of: FdxSoftware, changes: Body = {}) => send('POST', '', { body: asked(changes), tls: of.tls })

describe('Recipient registration at the gateway (FDX recipient registration; RFC 7591, RFC 7592)', () => {
  it('creates, reads, updates and deletes a recipient, by its certificate alone', async () => {
    const of = await software()
    const created = await send('POST', '', {
      ...{ tls: of.tls, headers: { 'x-fapi-interaction-id': INTERACTION } },
      body: asked({
        description: 'A budget that tidies itself',
        logo_uri: 'https://tidy.example/logo.svg',
        client_uri: 'https://tidy.example',
        contacts: ['help@tidy.example'],
        scope: 'ACCOUNT_BASIC TRANSACTIONS ACCOUNT_PAYMENTS',
        duration_type: ['ONE_TIME', 'TIME_BOUND'],
        duration_period: 90,
        lookback_period: 30,
        registry_references: [
          { registered_entity_name: 'Tidy Budget Inc', registered_entity_id: 'TB-1', registry: 'GLEIF' },
        ],
      }),
    })
    expect(created, created.text).toMatchObject({
      status: 201,
      headers: { 'x-fapi-interaction-id': INTERACTION, 'cache-control': 'no-store' },
      json: {
        status: 'Approved',
        client_name: 'Tidy Budget',
        grant_types: ['authorization_code', 'client_credentials', 'refresh_token'],
        token_endpoint_auth_method: 'tls_client_auth',
        scope: expect.stringContaining('fdx:accountbasic:read fdx:transactions:read fdx:paymentsupport:read'),
        duration_type: ['ONE_TIME', 'TIME_BOUND'],
        duration_period: 90,
        lookback_period: 30,
        registry_references: [{ registered_entity_id: 'TB-1' }],
        client_uri: 'https://tidy.example',
      },
    })
    const { client_id: id, registration_access_token: token, registration_client_uri: uri } = created.json as Body
    expect(uri).toBe(`${bank.urls.mutual}/fdx/v6/register/${id}`)
    for (const member of ['client_secret', 'software_id', 'organisation_id', 'registration_key'])
      expect(created.json).not.toHaveProperty(member)

    const own = { tls: of.tls, token: String(token) }
    const read = await send('GET', `/${id}`, own)
    expect(read).toMatchObject({ status: 200, json: { client_id: id, status: 'Approved', duration_period: 90 } })
    expect(read.headers['x-fapi-interaction-id']).toMatch(/^[0-9a-f-]{36}$/)

    const updated = await send('PUT', `/${id}`, { ...own, body: asked({ duration_period: 45 }) })
    expect(updated, updated.text).toMatchObject({ status: 200, json: { client_id: id, duration_period: 45 } })
    expect(updated.json).not.toHaveProperty('lookback_period')
    expect(updated.json).not.toHaveProperty('contacts')
    const persistent = await send('PUT', `/${id}`, { ...own, body: asked({ duration_period: 36_525 }) })
    expect(persistent, persistent.text).toMatchObject({ status: 200, json: { duration_period: 36_525 } })

    for (const member of ['registration_access_token', 'registration_client_uri']) {
      const echoed = await send('PUT', `/${id}`, { ...own, body: asked({ [member]: created.json?.[member] }) })
      expect(echoed, member).toMatchObject({ status: 400, json: { error: 'invalid_client_metadata' } })
    }

    for (const member of ['registration_access_token', 'registration_client_uri']) {
      const echoed = await send('PUT', `/${id}`, { ...own, body: asked({ [member]: created.json?.[member] }) })
      expect(echoed, member).toMatchObject({ status: 400, json: { error: 'invalid_client_metadata' } })
    }

    expect(await send('DELETE', `/${id}`, own)).toMatchObject({ status: 204, text: '' })
    expect(await send('GET', `/${id}`, own)).toMatchObject({
      status: 401,
      json: { error: 'invalid_token', code: '603' },
    })
  })

  it('ends every consent and token of a client that is deleted', async () => {
    const leaving = await openFdxApp(bank, 'Leaving')
    const { consentId, accessToken, refreshToken } = await leaving.connect('avery')
    const waiting = await leaving.push()
    expect(waiting.answer.status).toBe(201)
    const registration = bank.rooms.discovery.registration(leaving.credentials.applicationId)
    const { tls, clientId } = leaving
    const gone = await send('DELETE', `/${clientId}`, { tls, token: registration?.registrationAccessToken ?? '' })
    expect(gone.status).toBe(204)
    expect(bank.rooms.consents.find(consentId)).toMatchObject({
      state: 'REVOKED',
      ending: { by: 'DATA_RECIPIENT', reason: 'BUSINESS_RULE' },
    })
    expect(
      bank.rooms.consents
        .list({ clientId, limit: 10 })
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['REJECTED', 'REVOKED'])
    expect(await leaving.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 401, json: { code: '603' } })
    expect(await leaving.refresh(refreshToken)).toMatchObject({ status: 401, json: { error: 'invalid_client' } })
  })

  it('makes the same app through another platform another client, and the same again none', async () => {
    const of = await software('Platformed')
    const alone = await register(of)
    const through = await register(of, { intermediaries: [DAP] })
    expect([alone.status, through.status], through.text).toEqual([201, 201])
    expect(through.json).toMatchObject({ intermediaries: [DAP] })
    expect(through.json?.client_id).not.toBe(alone.json?.client_id)
    const again = await register(of, { intermediaries: [{ ...DAP, description: 'In other words' }] })
    expect(again).toMatchObject({ status: 400, json: { error: 'invalid_client_metadata' } })
    const moved = await send('PUT', `/${through.json?.client_id}`, {
      ...{ tls: of.tls, token: String(through.json?.registration_access_token) },
      body: asked({ intermediaries: [{ ...DAP, name: 'Another platform' }] }),
    })
    expect(moved).toMatchObject({ status: 400, json: { error: 'invalid_client_metadata' } })
    expect(moved.json?.error_description).toContain('intermediaries')
  })

  it('takes keys by value, and a certificate by one of its alternative names (RFC 8705 2.1.2)', async () => {
    const of = await software('Named otherwise')
    const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...jwk } = of.credentials.signing.privateJwk as Body
    const created = await register(of, { jwks: { keys: [jwk] }, tls_client_auth_san_dns: 'localhost' })
    expect(created, created.text).toMatchObject({
      status: 201,
      json: { tls_client_auth_san_dns: 'localhost', jwks: { keys: [{ kid: jwk.kid }] } },
    })
    expect(created.json).not.toHaveProperty('tls_client_auth_subject_dn')
    const form = new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: String(created.json?.client_id) },
      scope: 'fdx:notifications:subscribe',
    })
    const answer = await app.call('/fdx/auth/v1/token', {
      ...{ method: 'POST', tls: of.tls, body: form.toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer, answer.text).toMatchObject({ status: 200, json: { token_type: 'Bearer' } })
  })

  it('takes a software statement too, and caps no scope that asks for no data', async () => {
    const of = await software('With a statement')
    const statement = await bank.rooms.directory.softwareStatement(of.softwareId)
    const created = await register(of, { software_statement: statement, scope: 'fdx:accountbasic:read' })
    expect(created, created.text).toMatchObject({ status: 201 })
    expect(String(created.json?.scope).split(' ').sort()).toEqual([
      ...['fdx:accountbasic:read', 'fdx:notifications:publish', 'fdx:notifications:subscribe', 'openid'],
    ])
  })

  it('tells a software that the directory suspended so', async () => {
    const of = await software('Suspended')
    const created = await register(of)
    bank.rooms.directory.updateSoftware(of.softwareId, { status: 'Inactive' })
    const { client_id: id, registration_access_token: token } = created.json as Record<string, string>
    expect(await send('GET', `/${id}`, { tls: of.tls, token: token ?? '' })).toMatchObject({
      status: 200,
      json: { status: 'Suspended' },
    })
  })
})

describe('What registration refuses, in the words of RFC 7591 with FDX’s beside them', () => {
  const REFUSED: [string, Body, string][] = [
    ['no redirect address', { redirect_uris: undefined }, 'invalid_redirect_uri'],
    ['a redirect by http', { redirect_uris: ['http://tidy.example/cb'] }, 'invalid_redirect_uri'],
    ['a redirect with a fragment', { redirect_uris: ['https://tidy.example/cb#x'] }, 'invalid_redirect_uri'],
    ['a scope that this bank has not', { scope: 'fdx:accountdetail:read' }, 'invalid_client_metadata'],
    ['a cluster that this bank has not', { scope: 'ACCOUNT_SECRETS' }, 'invalid_client_metadata'],
    ['a duration type of its own', { duration_type: ['FOREVER'] }, 'invalid_client_metadata'],
    ['a duration beyond the bank’s', { duration_period: 36_526 }, 'invalid_client_metadata'],
    ['a look-back beyond the bank’s', { lookback_period: 5000 }, 'invalid_client_metadata'],
    ['a register that FDX has not', { registry_references: [{ registry: 'MINE' }] }, 'invalid_client_metadata'],
    ['a nameless intermediary', { intermediaries: [{ uri: 'https://harbor.example' }] }, 'invalid_client_metadata'],
    [
      'secrets as its way to authenticate',
      { token_endpoint_auth_method: 'client_secret_basic' },
      'invalid_client_metadata',
    ],
    ['signed userinfo, which is not offered', { userinfo_signed_response_alg: 'PS256' }, 'invalid_client_metadata'],
    ['a greatest age that is none', { default_max_age: -1 }, 'invalid_client_metadata'],
    ['encrypted id_tokens', { id_token_encrypted_response_alg: 'RSA-OAEP' }, 'invalid_client_metadata'],
    ['keys both ways', { jwks: { keys: [] }, jwks_uri: 'https://tidy.example/jwks' }, 'invalid_client_metadata'],
    [
      'keys at an address that this bank does not read',
      { jwks_uri: 'https://tidy.example/jwks' },
      'invalid_client_metadata',
    ],
    ['another certificate’s subject', { tls_client_auth_subject_dn: 'CN=somebody' }, 'invalid_client_metadata'],
    [
      'an alternative name that the certificate lacks',
      { tls_client_auth_san_dns: 'tidy.example' },
      'invalid_client_metadata',
    ],
    ['unbound tokens', { tls_client_certificate_bound_access_tokens: false }, 'invalid_client_metadata'],
    ['no name', { client_name: undefined }, 'invalid_client_metadata'],
    ['a page as its name', { client_name: { a: 1 } }, 'invalid_client_metadata'],
    ['a statement that is none', { software_statement: 'abc' }, 'invalid_software_statement'],
  ]
  it.each(REFUSED)('%s', async (_what, changes, error) => {
    const of = await software()
    const answer = await register(of, changes)
    expect(answer, answer.text).toMatchObject({
      status: 400,
      json: { error, error_description: expect.any(String), code: '401', message: 'Invalid input' },
    })
    expect(answer.headers['x-fapi-interaction-id']).toMatch(/^[0-9a-f-]{36}$/)
    await expect(bank.rooms.identity.registrationOf('fdx', of.softwareId)).resolves.toBeUndefined()
  })

  it('whoever shows no certificate, or one of a stranger', async () => {
    expect(await send('POST', '', { body: asked() })).toMatchObject({ status: 401, json: { code: '603' } })
    const stranger = await forgedCertificate(app.tls.cert)
    expect(await send('POST', '', { body: asked(), tls: stranger })).toMatchObject({ status: 401 })
  })

  it('a certificate of the other market, which names no software of this one', async () => {
    const brazilian = await bank.app('App do Brasil')
    const credentials = bank.rooms.directory.credentials(brazilian.credentials.softwareId)
    const tls = { key: credentials?.transport.keyPem as string, cert: credentials?.transport.chainPem as string }
    expect(await send('POST', '', { body: asked(), tls })).toMatchObject({
      status: 400,
      json: { error: 'invalid_software_statement' },
    })
    await brazilian.close()
  })

  it('another application’s token or certificate, and no token at all (RFC 7592 3)', async () => {
    const [one, two] = [await software('One'), await software('Two')]
    const [first, second] = [await register(one), await register(two)]
    const path = `/${first.json?.client_id}`
    const token = String(first.json?.registration_access_token)
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { body: asked() } : {}
      expect((await send(method, path, { ...body, tls: one.tls })).status).toBe(401)
      const other = String(second.json?.registration_access_token)
      expect((await send(method, path, { ...body, tls: one.tls, token: other })).status).toBe(401)
      expect((await send(method, path, { ...body, tls: two.tls, token })).status).toBe(401)
      expect((await send(method, path, { ...body, token })).status).toBe(401)
    }
    expect(await send('GET', path, { tls: one.tls, token })).toMatchObject({ status: 200 })
  })

  it('methods, addresses and bodies that are not there', async () => {
    const of = await software()
    expect(await send('GET', '', { tls: of.tls })).toMatchObject({ status: 405, json: { code: '1206' } })
    expect(await send('GET', '/a/b', { tls: of.tls })).toMatchObject({ status: 404, json: { code: '404' } })
    for (const body of ['', '[]', '"x"', '{', '\u0000', 'x'.repeat(60_000)]) {
      const answer = await send('POST', '', { tls: of.tls, body })
      expect([400, 413], answer.text).toContain(answer.status)
      expect(answer.json).toMatchObject({ error: expect.any(String), code: '401' })
    }
    const plain = await send('POST', '', { tls: of.tls, body: '{}', headers: { 'content-type': 'text/plain' } })
    expect(plain).toMatchObject({ status: 415, json: { code: '1203' } })
    const named = await send('POST', '', { tls: of.tls, body: asked(), headers: { 'x-fapi-interaction-id': 'x' } })
    expect(named).toMatchObject({ status: 400, json: { code: '401' } })
    expect(named.json?.error_description).toContain('x-fapi-interaction-id')
  })

  it('whatever else is sent: never a fault of the bank, never a row', async () => {
    const of = await software('Fuzzed')
    const member = fc.constantFrom(
      ...['client_name', 'redirect_uris', 'scope', 'duration_type', 'duration_period', 'lookback_period', 'jwks'],
      ...['registry_references', 'intermediaries', 'contacts', 'response_types', 'grant_types', 'software_statement'],
      ...[
        'tls_client_auth_subject_dn',
        'tls_client_auth_san_ip',
        'token_endpoint_auth_method',
        'client_uri',
        'client_id',
      ],
    )
    // One member at a time, so that each meets its own check.
    const wrong = fc.oneof(
      fc.constantFrom<unknown>(null, true, -1, 1e99, '', '\u0000', {}, [], [[]], [null], { a: { b: [] } }, '__proto__'),
      fc.array(fc.record({ name: fc.string(), registry: fc.string() }), { minLength: 1, maxLength: 3 }),
    )
    await fc.assert(
      fc.asyncProperty(member, wrong, async (name, value) => {
        const answer = await register(of, { [name]: value })
        expect([201, 400], answer.text).toContain(answer.status)
        expect(answer.text).not.toContain('PRIVATE KEY')
        if (answer.status === 400) {
          expect(answer.json).toMatchObject({
            error: expect.any(String),
            code: '401',
            debugMessage: expect.any(String),
          })
          return
        }
        // What counts for nothing, such as a client_id, is no reason to refuse.
        const { client_id: id, registration_access_token: token } = answer.json as Record<string, string>
        expect((await send('DELETE', `/${id}`, { tls: of.tls, token: token ?? '' })).status).toBe(204)
      }),
      { numRuns: 60 },
    )
    await expect(bank.rooms.identity.registrationOf('fdx', of.softwareId)).resolves.toBeUndefined()
  }, 60_000)

  it('the authorization server itself offers no registration', async () => {
    const of = await software()
    for (const path of ['/fdx/auth/v1/register', `/fdx/auth/v1/register/${app.clientId}`]) {
      const answer = await app.call(path, { method: 'POST', tls: of.tls, body: '{}' })
      expect(answer).toMatchObject({ status: 404 })
    }
    const metadata = await app.call('/fdx/auth/v1/well-known')
    expect(metadata.json).not.toHaveProperty('registration_endpoint')
  })

  it('what a client registered caps what its consents may ask (FDX recipient registration)', async () => {
    const capped = await openFdxApp(bank, 'Capped', { details: { durationDays: 30, lookbackDays: 10 } })
    const longer = await capped.push({ durationPeriod: 31, lookbackPeriod: 10 })
    expect(longer.answer).toMatchObject({ status: 400, json: { error: 'invalid_authorization_details' } })
    const { answer } = await capped.push({ durationPeriod: 30, lookbackPeriod: 10 })
    expect(answer, answer.text).toMatchObject({ status: 201 })
    expect(stepsOf(bank, String(bank.rooms.consents.list({ clientId: capped.clientId, limit: 1 })[0]?.id))).not.toEqual(
      [],
    )
  })
})
