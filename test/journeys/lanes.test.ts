import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { type GuidedApp, guidedApp, LOCAL_REDIRECT } from '../support/guided.ts'
import { openJar, pageOf } from '../support/jar.ts'
import { type RawCall, rawCall } from '../support/raw-call.ts'

let bank: TestBank
let certified: TestApp
let guided: GuidedApp

beforeAll(async () => {
  bank = await openTestBank()
  certified = await bank.app('Certificada')
  guided = await guidedApp(bank, 'Guiada')
}, 60_000)

afterAll(async () => {
  expect(bank.log.errors).toEqual([])
  await certified?.close()
  await guided?.close()
  await bank?.close()
})

const at = (url: string, call?: RawCall) => rawCall(url, guided.pack.caPem, call)
const issuer = () => `${bank.urls.public}/obb-guided`

/** A form to the guided lane's token endpoint, with the application's own secret unless told. */
function postForm(form: Record<string, string>, secret = guided.pack.clientSecret, to = `${issuer()}/token`) {
  const user = Buffer.from(`${guided.pack.clientId}:${secret}`).toString('base64')
  return at(to, {
    method: 'POST',
    headers: { authorization: `Basic ${user}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
}

/** Where an authorization request ends before any page: what the app, or the customer, is told. */
async function refusedAt(changes: Record<string, string>, without: string[] = []) {
  const consentId = await guided.consentFor('ana')
  const { url } = await guided.authorize(consentId)
  const asked = new URL(url)
  for (const name of without) asked.searchParams.delete(name)
  for (const [name, value] of Object.entries(changes)) asked.searchParams.set(name, value)
  const answer = await at(asked.href, { headers: { accept: 'text/html' } })
  const to = answer.headers.location
  if (to === undefined) return { status: answer.status, text: answer.text }
  const told = new URL(to)
  const said = told.searchParams.size > 0 ? told.searchParams : new URLSearchParams(told.hash.slice(1))
  return { status: answer.status, error: said.get('error'), description: said.get('error_description') }
}

describe('the guided lane', () => {
  test.each(['form_post', 'fragment', 'jwt', 'web_message'])(
    'a request that wants to be answered by %s ends on the bank’s own marked page (OAuth Multiple Response Types 2.1)',
    async (response_mode) => {
      const { status, text } = await refusedAt({ response_mode })
      expect(status).toBe(400)
      expect(text).toContain('id="error-code">invalid_request<')
      expect(text).toContain('class="notice"')
      expect(text).not.toMatch(/<script|Submitting Callback/)
    },
  )

  test('openid-client goes from http://localhost through consent, token, data, refresh and revocation (RFC 6749, RFC 7636)', async () => {
    const { accessToken, refreshToken, consentId, scope } = await guided.connect('ana')
    const url = `${guided.pack.apiBase}/accounts/v2/accounts`
    const accounts = await guided.request('GET', url, accessToken)
    expect(accounts).toMatchObject({ status: 200, body: { data: expect.any(Array), links: { self: url } } })
    expect(accounts.headers.get('x-bancada-lane')).toBe('guided')
    expect(scope).toContain('accounts')

    const refreshed = await guided.refresh(refreshToken)
    expect(await guided.request('GET', url, refreshed.access_token)).toMatchObject({ status: 200 })
    const known = bank.rooms.consents.find(consentId)
    expect(known).toMatchObject({ market: 'obb-guided', clientId: guided.pack.clientId, state: 'AUTHORISED' })
    expect(await guided.userinfo(refreshed.access_token, known?.personId as string)).toMatchObject({
      sub: known?.personId,
    })

    await guided.revoke(refreshed.access_token)
    expect(await guided.request('GET', url, refreshed.access_token)).toMatchObject({ status: 401 })
  })

  test('its journey has the arrows of the certified one, each in the record under the lane’s own name', async () => {
    const { consentId, accessToken } = await guided.connect('bruno')
    await guided.request('GET', `${guided.pack.apiBase}/accounts/v2/accounts`, accessToken)
    const steps = stepsOf(bank, consentId)
    expect([...new Set(steps.map(({ arrow }) => arrow))]).toEqual(expect.arrayContaining([5, 6, 7, 8, 9, 10]))
    expect(bank.rooms.journey.find(`consent-${consentId}`).journey).toMatchObject({ market: 'obb-guided' })
    const token = steps.find(({ operation }) => operation === 'token authorization_code')
    const { response, request } = bank.rooms.journey.exchange(token?.id as string)
    expect(response?.headers).toMatchObject({ 'x-bancada-lane': 'guided' })
    expect(JSON.stringify(request)).not.toContain(guided.pack.clientSecret)
  })

  test('at the bank’s own identity provider, too, every answer has the lane’s header and every page its notice', async () => {
    const { loginSettings } = bank.rooms.identity
    const consentId = await guided.consentFor('ana')
    loginSettings.set('obb', { way: 'provider', secondFactor: true })
    try {
      const jar = openJar(guided.pack.caPem)
      const login = pageOf(await jar.open((await guided.authorize(consentId)).url))
      expect(login.url).toContain(bank.urls.provider)
      const { login: username, password } = bank.customer('ana')
      const code = pageOf(await jar.submit(login, 'submit', { username, password }))
      expect(code.html).toContain('id="code-form"')
      const lost = pageOf(await openJar(guided.pack.caPem).open(login.url))
      expect(lost.html).toContain('id="error-code"')
      for (const page of [login, code, lost]) {
        expect(page.headers['x-bancada-lane']).toBe('guided')
        expect(page.html).toMatch(/id="lane-notice">[^<]*not a certified flow/)
      }
      const certifiedPlace = await at(`${bank.urls.provider}/obb/.well-known/openid-configuration`)
      expect(certifiedPlace.headers['x-bancada-lane']).toBe('certified')
    } finally {
      loginSettings.set('obb', { way: 'identity', secondFactor: false })
    }
  })

  test('ending the consent ends its tokens at once', async () => {
    const { consentId, accessToken, refreshToken } = await guided.connect('ana')
    bank.rooms.consents.end(consentId)
    const url = `${guided.pack.apiBase}/accounts/v2/accounts`
    expect(await guided.request('GET', url, accessToken)).toMatchObject({ status: 401 })
    await expect(guided.refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  test('it announces what it has and nothing that is certified (RFC 8414 2)', async () => {
    const { json } = await at(`${issuer()}/.well-known/openid-configuration`)
    expect(json).toMatchObject({
      issuer: issuer(),
      response_types_supported: ['code'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      code_challenge_methods_supported: ['S256'],
    })
    expect(JSON.stringify(json)).not.toMatch(/mtls|pushed|request_object|tls_client|encryption|private_key_jwt/)
  })

  test('the certified issuer announces and accepts nothing of it', async () => {
    const { server } = certified
    expect(server.token_endpoint_auth_methods_supported).toEqual(['private_key_jwt'])
    expect(server.response_types_supported).toEqual(['code id_token'])
    expect(JSON.stringify(server)).not.toMatch(/guided|client_secret/)
    const participants = await at(`${bank.urls.public}/directory/participants`)
    expect(participants.text).not.toMatch(/guided|\/open\//)
  })

  test.each([
    ['without PKCE (RFC 7636)', {}, ['code_challenge', 'code_challenge_method'], 'invalid_request'],
    ['with a plain challenge (RFC 7636 4.2)', { code_challenge_method: 'plain' }, [], 'invalid_request'],
    ['for the hybrid flow', { response_type: 'code id_token', nonce: 'n' }, [], 'unsupported_response_type'],
    ['without a consent', { scope: 'openid accounts' }, [], 'invalid_request'],
    ['for a consent that nobody lodged', { scope: 'openid consent:urn:bancada:none' }, [], 'invalid_request'],
    ['by a signed request object', { request: 'a.b.c' }, [], 'request_not_supported'],
    ['by a pushed request', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, [], 'request_uri_not_supported'],
  ])('a request %s is refused: %s', async (_, changes, without, error) => {
    expect(await refusedAt(changes, without)).toMatchObject({ status: 303, error })
  })

  test('a redirect address that is not registered is refused on a page, never by redirect (RFC 6749 3.1.2.4)', async () => {
    const refused = await refusedAt({ redirect_uri: 'http://localhost:9/callback' })
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('lane-notice') })
  })

  test('a code is good once, with its own verifier and redirect address (RFC 6749 4.1.3)', async () => {
    const codeOf = async () => {
      const pending = await guided.authorize(await guided.consentFor('ana'))
      const end = await guided.visit(pending.url, 'ana')
      if (end.kind !== 'redirected') throw new Error(end.reason)
      return { code: new URL(end.url).searchParams.get('code') as string, pending }
    }
    const exchange = (code: string, verifier: string, redirect = LOCAL_REDIRECT) =>
      postForm({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier })
    const first = await codeOf()
    expect(await exchange(first.code, 'x'.repeat(43))).toMatchObject({ json: { error: 'invalid_grant' } })
    const second = await codeOf()
    expect(await exchange(second.code, second.pending.verifier, 'http://localhost:1/cb')).toMatchObject({
      json: { error: 'invalid_grant' },
    })
    const third = await codeOf()
    const token = await exchange(third.code, third.pending.verifier)
    expect(token.status).toBe(200)
    expect(await exchange(third.code, third.pending.verifier)).toMatchObject({ json: { error: 'invalid_grant' } })
    const url = `${guided.pack.apiBase}/accounts/v2/accounts`
    expect((await guided.request('GET', url, String(token.json?.access_token))).status).toBe(401)
  })

  test('a wrong secret, none, and one in the body are refused (RFC 6749 2.3.1)', async () => {
    const form = { grant_type: 'client_credentials', scope: 'consents' }
    expect(await postForm(form)).toMatchObject({ status: 200, json: { token_type: 'Bearer' } })
    expect(await postForm(form, 'wrong')).toMatchObject({ status: 401, json: { error: 'invalid_client' } })
    const { clientId, clientSecret } = guided.pack
    const bodies = [
      form,
      { ...form, client_id: clientId },
      { ...form, client_id: clientId, client_secret: clientSecret },
    ]
    for (const body of bodies) {
      const answer = await at(`${issuer()}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(body).toString(),
      })
      expect([400, 401]).toContain(answer.status)
      expect(['invalid_client', 'invalid_request']).toContain(answer.json?.error)
    }
  })

  test('the secret is kept as a hash and nowhere else in the database or the record', async () => {
    bank.rooms.journey.flush()
    const { clientSecret } = guided.pack
    for (const file of ['bank.db', 'bank.db-wal', 'traffic.db', 'traffic.db-wal']) {
      expect(readFileSync(path.join(bank.dataDir, file)).includes(clientSecret), file).toBe(false)
    }
  })

  test('pages of the bank say that this is no certified flow, in both languages; certified ones say nothing', async () => {
    const { url } = await guided.authorize(await guided.consentFor('ana'))
    const wrong = { decision: 'approve', password: 'wrong' } as const
    const english = await guided.visit(url, 'ana', { ...wrong, language: 'en' })
    const portuguese = await guided.visit(url, 'ana', { ...wrong, language: 'pt-BR' })
    expect(english).toMatchObject({ page: expect.stringContaining('Guided lane: not a certified flow') })
    expect(portuguese).toMatchObject({ page: expect.stringContaining('Via guiada: não é um fluxo certificado') })
    const pushed = await certified.push(await certified.consentFor('ana'))
    const plain = await certified.visit(pushed.url, 'ana', wrong)
    expect(plain).toMatchObject({ page: expect.not.stringContaining('lane-notice') })
  })
})

describe('registration in the guided lane', () => {
  const create = (redirectUri: string, lane = 'guided') =>
    bank.rooms.marketplace.createApplication({
      ...{ developerId: bank.rooms.marketplace.ownerDeveloper().id, market: 'obb', lane, name: 'R' },
      redirectUris: [redirectUri],
    })

  test.each([
    'http://localhost:3000/cb',
    'https://localhost/cb',
    'http://127.0.0.1:3000/cb',
    'http://[::1]:3000/cb',
    'https://app.example.com/cb',
  ])('%s may be a redirect address', async (uri) => {
    const { id } = await create(uri)
    expect(await bank.rooms.marketplace.whenProvisioned(id, { timeoutMs: 20_000 })).toMatchObject({
      ...{ state: 'ready', lane: 'guided', market: 'obb-guided', redirectUris: [uri] },
    })
  })

  test.each([
    'http://app.example.com/cb',
    'http://localhost.example.com/cb',
    'http://localhost:3000/cb#f',
    'http://me@localhost/cb',
    'https://*.example.com/cb',
    'myapp://cb',
    'not an address',
  ])('%s may not', async (uri) => {
    await expect(create(uri)).rejects.toMatchObject({ type: 'redirect-uri-not-allowed', facts: { uri } })
  })

  test('the certified lane refuses localhost and gives the address that will do (OpenID Connect Registration 2)', async () => {
    for (const scheme of ['http', 'https']) {
      await expect(create(`${scheme}://localhost:3000/cb?a=1`, 'certified')).rejects.toMatchObject({
        facts: { instead: 'https://127.0.0.1:3000/cb?a=1', lanes: ['guided'] },
      })
    }
    await expect(create(LOCAL_REDIRECT, 'open')).rejects.toMatchObject({
      ...{ type: 'lane-unknown', facts: { known: ['certified', 'guided'] } },
    })
  })

  test('the secret is told at registration and never again (RFC 7591 3.2.1, RFC 7592 2.1)', async () => {
    const { id } = await create('http://localhost:4000/cb')
    await bank.rooms.marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
    const { registrationClientUri, registrationAccessToken } = bank.rooms.discovery.registration(id) ?? {}
    const answer = await at(registrationClientUri as string, {
      headers: { authorization: `Bearer ${registrationAccessToken}` },
    })
    expect(answer).toMatchObject({ status: 200, json: { token_endpoint_auth_method: 'client_secret_basic' } })
    expect(answer.json).not.toHaveProperty('client_secret')
  })

  test('a registration whose answer was lost is taken up with a new secret, and the old one ends', async () => {
    const app = await guidedApp(bank, 'Perdida')
    const found = await bank.rooms.identity.registrationOf('obb-guided', app.pack.softwareId)
    expect(found).toMatchObject({ clientId: app.pack.clientId, clientSecret: expect.any(String) })
    await expect(app.clientToken()).rejects.toMatchObject({ status: 401 })
    await app.close()
  })

  /** A software of a lane, not registered yet, with a fresh statement. */
  async function software(market: string) {
    const { directory, marketplace } = bank.rooms
    const { organisationId } = marketplace.ownerDeveloper()
    const redirectUris = ['https://127.0.0.1:8443/cb']
    const { softwareId } = directory.createSoftware({
      organisationId,
      market,
      name: 'S',
      redirectUris,
      roles: ['DADOS'],
    })
    return { redirect_uris: redirectUris, software_statement: await directory.softwareStatement(softwareId) }
  }
  const register = (base: string, body: unknown, tls?: RawCall['tls']) =>
    at(`${base}/register`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      ...(tls ? { tls } : {}),
    })

  test.each([
    ['bound tokens', { tls_client_certificate_bound_access_tokens: true }],
    ['pushed requests', { require_pushed_authorization_requests: true }],
    ['signed requests', { require_signed_request_object: true }],
    ['keys', { jwks_uri: 'https://localhost/jwks' }],
    ['private_key_jwt', { token_endpoint_auth_method: 'private_key_jwt' }],
    ['no authentication', { token_endpoint_auth_method: 'none' }],
    ['the hybrid flow', { response_types: ['code id_token'] }],
    ['the implicit grant', { grant_types: ['authorization_code', 'implicit'] }],
    ['an unsigned id_token', { id_token_signed_response_alg: 'none' }],
  ])('a client that asks for %s is refused', async (_, metadata) => {
    const refused = await register(issuer(), { ...(await software('obb-guided')), ...metadata })
    expect(refused).toMatchObject({ status: 400, json: { error: 'invalid_client_metadata' } })
  })

  test('a refused registration is on its application’s journey, though no certificate names it (arrow 3)', async () => {
    const { directory, journey } = bank.rooms
    const statement = await directory.softwareStatement(guided.pack.softwareId)
    const body = { software_statement: statement, redirect_uris: ['http://evil.example/cb'] }
    expect((await register(issuer(), body)).status).toBe(400)
    journey.flush()
    const { steps } = journey.find(`registration-${guided.pack.applicationId}`)
    expect(steps.filter(({ operation }) => operation === 'register client')).toMatchObject([
      { arrow: 3, problem: null },
      { arrow: 3, problem: { type: 'registration-redirect-invalid' } },
    ])
  })

  test('a statement of one lane registers nothing in the other', async () => {
    const tls = { key: certified.credentials.transport.keyPem, cert: certified.credentials.transport.chainPem }
    const refused = [
      await register(issuer(), await software('obb')),
      await register(`${bank.urls.mutual}/obb`, await software('obb-guided'), tls),
      await register(issuer(), { redirect_uris: ['https://127.0.0.1:8443/cb'] }),
    ]
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_software_statement' } })
    }
  })
})
