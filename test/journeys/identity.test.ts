import { createHash, randomUUID } from 'node:crypto'
import { connect, type SecureVersion, type TLSSocket } from 'node:tls'
import { compactDecrypt, createLocalJWKSet, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { openJar, outsideOf, type Page, pageOf } from '../support/jar.ts'
import {
  authorizeUrl,
  fragmentOf,
  type Outsider,
  openOutsider,
  refusalsOf,
  type Signing,
  stateOf,
} from '../support/outsider.ts'
import { rawCall } from '../support/raw-call.ts'

let bank: TestBank
let app: TestApp
let other: TestApp
let outsider: Outsider
let stranger: Outsider
let ca: string

const FIXED_SENTENCE = 'Bancada could not complete this authorization request.'
const seconds = () => Math.floor(Date.now() / 1000)
const MINUTES = 60

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Contas em Dia')
  other = await bank.app('Outra Conta')
  outsider = openOutsider(app)
  stranger = openOutsider(other)
  ca = app.credentials.caPem
})

afterAll(async () => {
  await Promise.all([app, other].map((one) => one?.close()))
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

/** Walks a pushed request to the end and gives the fragment the app receives. */
async function approved(url: string, login = 'ana') {
  const browser = openJar(ca)
  const page = pageOf(await browser.logIn(url, bank.customer(login)))
  return fragmentOf(outsideOf(await browser.submit(page, 'approve')))
}

describe('Request objects', () => {
  const past = (minutes: number) => seconds() - minutes * MINUTES
  const ahead = (minutes: number) => seconds() + minutes * MINUTES
  const foreignKey = (): Signing => ({ jwk: other.credentials.signing.privateJwk })

  // covers: 53, 55, 58, 60, 61, 62, 63, 64, 65, 67, 68, 85, 87, 89, 90, 118, 9.1/10
  it.each<[string, string, string, () => Record<string, unknown>, (() => Signing)?]>([
    [
      'expired (FAPI 1.0 Advanced 5.2.2-13)',
      'invalid_request_object',
      'request-lifetime',
      () => ({ nbf: past(10), exp: past(5) }),
    ],
    [
      'without exp (FAPI 1.0 Advanced 5.2.2-13)',
      'invalid_request_object',
      'request-lifetime',
      () => ({ exp: undefined }),
    ],
    [
      'without nbf (FAPI 1.0 Advanced 5.2.2-17)',
      'invalid_request_object',
      'request-lifetime',
      () => ({ nbf: undefined }),
    ],
    [
      'with exp 70 minutes after nbf (FAPI 1.0 Advanced 5.2.2-13)',
      'invalid_request_object',
      'request-lifetime',
      () => ({ exp: ahead(70) }),
    ],
    [
      'with nbf 70 minutes ago (FAPI 1.0 Advanced 5.2.2-17)',
      'invalid_request_object',
      'request-lifetime',
      () => ({ nbf: past(70) }),
    ],
    [
      'with nbf in the future (RFC 7519 4.1.5)',
      'invalid_request_object',
      'request-lifetime',
      () => ({ nbf: ahead(5), exp: ahead(10) }),
    ],
    ['with text for exp (RFC 7519 4.1.4)', 'invalid_request_object', 'request-lifetime', () => ({ exp: 'tomorrow' })],
    [
      'for another audience (FAPI 1.0 Advanced 5.2.2-15)',
      'invalid_request_object',
      'request-audience',
      () => ({ aud: 'https://example.com' }),
    ],
    [
      'for the PAR address (FAPI 1.0 Advanced 5.2.2-15)',
      'invalid_request_object',
      'request-audience',
      () => ({ aud: outsider.endpoints.par }),
    ],
    [
      'of another issuer (RFC 9101 10.2)',
      'invalid_request_object',
      'request-issuer',
      () => ({ iss: other.credentials.clientId }),
    ],
    [
      "of another client's id (RFC 9126 3)",
      'invalid_request_object',
      'request-client',
      () => ({ client_id: other.credentials.clientId }),
    ],
    [
      'signed with RS256 (FAPI 1.0 Advanced 8.6)',
      'invalid_request_object',
      'request-algorithm',
      () => ({}),
      () => ({ alg: 'RS256' }),
    ],
    [
      'not signed (FAPI 1.0 Advanced 8.6)',
      'invalid_request_object',
      'request-algorithm',
      () => ({}),
      () => ({ alg: 'none' }),
    ],
    [
      "signed with another client's key (RFC 9101 6.2)",
      'invalid_request_object',
      'request-signature',
      () => ({}),
      foreignKey,
    ],
    [
      'without kid (FAPI-BR request object)',
      'invalid_request_object',
      'request-signature',
      () => ({}),
      () => ({ header: { kid: undefined } }),
    ],
    [
      'with request_uri inside (RFC 9101 4)',
      'invalid_request_object',
      'request-nested',
      () => ({ request_uri: 'urn:x:y' }),
    ],
    ['with request inside (RFC 9101 4)', 'invalid_request_object', 'request-nested', () => ({ request: 'a.b.c' })],
    [
      'for an unregistered redirect_uri (RFC 9126 2.3)',
      'invalid_request',
      'request-redirect',
      () => ({ redirect_uri: `${app.redirectUri}/x` }),
    ],
    [
      'without redirect_uri (FAPI 1.0 Baseline 5.2.2-9)',
      'invalid_request',
      'request-members',
      () => ({ redirect_uri: undefined }),
    ],
    [
      'without nonce (OpenID Connect Core 3.3.2.11)',
      'invalid_request',
      'request-members',
      () => ({ nonce: undefined }),
    ],
    ['without scope (FAPI-BR dynamic scope)', 'invalid_request', 'request-members', () => ({ scope: undefined })],
    [
      'without PKCE (FAPI-BR PKCE)',
      'invalid_request',
      'request-pkce',
      () => ({ code_challenge: undefined, code_challenge_method: undefined }),
    ],
    ['with plain PKCE (FAPI-BR PKCE)', 'invalid_request', 'request-pkce', () => ({ code_challenge_method: 'plain' })],
    [
      'with response_mode query (FAPI-BR 9.1)',
      'invalid_request',
      'request-response',
      () => ({ response_mode: 'query' }),
    ],
    [
      'with response_mode form_post (FAPI-BR 9.1)',
      'invalid_request',
      'request-response',
      () => ({ response_mode: 'form_post' }),
    ],
    [
      'with response_mode jwt (FAPI-BR: no JARM)',
      'invalid_request',
      'request-response',
      () => ({ response_mode: 'jwt' }),
    ],
    ['with response_type code (FAPI-BR 9.1)', 'invalid_request', 'request-response', () => ({ response_type: 'code' })],
    [
      'with response_type id_token (FAPI-BR 9.1)',
      'unsupported_response_type',
      'request-response',
      () => ({ response_type: 'id_token' }),
    ],
    ['with an empty response_type (FAPI-BR 9.1)', 'invalid_request', 'request-members', () => ({ response_type: '' })],
    ['with id_token_hint (FAPI-BR 9.3)', 'invalid_request', 'request-hint', () => ({ id_token_hint: 'a.b.c' })],
  ])('a request object %s is refused: %s', async (_what, error, rule, changes, how) => {
    const consentId = await app.consentFor('ana')
    const { jwt } = await outsider.object(consentId, changes(), how?.())
    const answer = await outsider.push(jwt)
    expect([answer.status, answer.json?.error]).toEqual([400, error])
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(String(answer.json?.error_description ?? '')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/)
    if (!('scope' in changes())) {
      expect(refusalsOf(bank, consentId)).toContainEqual(
        expect.objectContaining({ operation: 'push authorization request', status: 400, rule }),
      )
    }
  })

  // covers: 9.5/2
  it.each<[string, (own: string, foreign: string) => string]>([
    ['no consent', () => 'openid accounts'],
    ['two consents', (own, foreign) => `openid consent:${own} consent:${foreign} accounts`],
    ["another client's consent", (_own, foreign) => `openid consent:${foreign} accounts`],
    ['an unknown consent', () => 'openid consent:urn:bancada:00000000-0000-4000-8000-000000000000 accounts'],
    ['an empty consent', () => 'openid consent: accounts'],
  ])('a scope that names %s is refused (FAPI-BR dynamic scope)', async (what, scopeOf) => {
    const [own, foreign] = [await app.consentFor('ana'), await other.consentFor('ana')]
    const answer = await outsider.push((await outsider.object(own, { scope: scopeOf(own, foreign) })).jwt)
    expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
    expect(answer.json).not.toHaveProperty('request_uri')
    if (what.startsWith('another')) {
      expect(refusalsOf(bank, foreign)).toContainEqual(
        expect.objectContaining({ operation: 'push authorization request', rule: 'request-consent' }),
      )
    }
  })

  it('without openid in the scope the request is refused (OpenID Connect Core 3.1.2.1)', async () => {
    const consentId = await app.consentFor('ana')
    const answer = await outsider.push((await outsider.object(consentId, { scope: `consent:${consentId}` })).jwt)
    expect(answer.status).toBe(400)
    expect(answer.json?.error).toMatch(/^invalid_(request|scope)$/)
  })

  // covers: 31, 48, 51, 57, 9.5/1
  it.each<[string, () => Record<string, unknown>]>([
    [
      'an aud array that contains the issuer (FAPI-BR 9.3)',
      () => ({ aud: ['https://example.com', app.server.issuer] }),
    ],
    ['the scope in another order (FAPI-BR 9.5)', () => ({})],
    ['a nonce of 64 characters (OpenID Connect Core 3.1.2.1)', () => ({ nonce: 'n'.repeat(64) })],
    ['a long state (RFC 6749 4.1.1)', () => ({ state: 's'.repeat(384) })],
    ['no claims parameter (FAPI-BR acr)', () => ({ claims: undefined })],
  ])('a request object with %s is accepted', async (what, changes) => {
    const consentId = await app.consentFor('ana')
    const scope = `resources consent:${consentId} accounts openid`
    const pushed = await outsider.pushed(consentId, { ...changes(), ...(what.includes('order') ? { scope } : {}) })
    const fragment = await approved(pushed.url)
    const tokens = await outsider.redeem(fragment.code as string, pushed.verifier)
    expect(tokens.status).toBe(200)
    expect(String(tokens.json?.scope).split(' ').sort()).toEqual(scope.split(' ').sort())
  })

  // covers: 9.3/8
  it('a nested request object (RSA-OAEP, A256GCM) is accepted and carries the journey to its end (FAPI-BR 9.3)', async () => {
    const consentId = await app.consentFor('ana')
    const made = await outsider.object(consentId)
    const answer = await outsider.push(await outsider.encrypted(made.jwt))
    expect(answer.status).toBe(201)
    const url = authorizeUrl(outsider.endpoints.authorize, app.credentials.clientId, String(answer.json?.request_uri))
    const { code } = await approved(url)
    expect((await outsider.redeem(code as string, made.verifier)).status).toBe(200)
    expect(refusalsOf(bank, consentId)).toEqual([])
  })

  it('an encrypted request object that can not be opened, or holds no signed one, is refused (RFC 9101 6.1)', async () => {
    const consentId = await app.consentFor('ana')
    const { jwt } = await outsider.object(consentId)
    const encrypted = await outsider.encrypted(jwt)
    const broken = encrypted.replace(/\.[^.]+\.([^.]+)$/, '.AAAA.$1')
    for (const request of [
      broken,
      await outsider.encrypted('hello'),
      await outsider.encrypted(jwt.replace(/\.[^.]*$/, '.')),
    ]) {
      const answer = await outsider.push(request)
      expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request_object'])
    }
  })

  // covers: 49, 50, 54
  it('only the signed object counts: state and response_mode beside it are ignored (FAPI 1.0 Advanced 5.2.2-10)', async () => {
    const consentId = await app.consentFor('ana')
    const made = await outsider.object(consentId, { state: undefined })
    const answer = await outsider.push(made.jwt, { state: 'outside', response_mode: 'query', nonce: 'outside' })
    expect(answer.status).toBe(201)
    const url = authorizeUrl(outsider.endpoints.authorize, app.credentials.clientId, String(answer.json?.request_uri))
    const fragment = await approved(`${url}&state=outside&response_mode=query&response_type=code`)
    expect(fragment).toHaveProperty('code')
    expect(fragment).not.toHaveProperty('state')
    const claims = await claimsOf(fragment.id_token as string)
    expect(claims).not.toHaveProperty('s_hash')
    expect(claims.nonce).toBe(made.nonce)
  })

  it('prompt none never succeeds: there is no session that could answer (OpenID Connect Core 3.1.2.1)', async () => {
    await app.connect('ana')
    const consentId = await app.consentFor('ana')
    const pushed = await outsider.pushed(consentId, { prompt: 'none' })
    const back = outsideOf(await openJar(ca).open(pushed.url))
    expect(fragmentOf(back)).toMatchObject({ error: 'login_required', state: pushed.state })
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'authorize', rule: 'request-prompt' }),
    )
  })

  it.each([
    { prompt: 'login' },
    { prompt: 'consent' },
    { prompt: 'login consent' },
    { max_age: 0 },
    { acr_values: 'urn:brasil:openbanking:loa2' },
  ])(
    'a request with %o goes its usual way: login and consent, each time (OpenID Connect Core 3.1.2.1)',
    async (changes) => {
      const pushed = await outsider.pushed(await app.consentFor('ana'), changes)
      const { code } = await approved(pushed.url)
      expect((await outsider.redeem(code as string, pushed.verifier)).status).toBe(200)
    },
  )

  it('claims of userinfo may be asked for, known or withdrawn: userinfo tells the subject (OpenID Connect Core 5.5, 5.5.1)', async () => {
    for (const claims of [
      { userinfo: { cpf: { essential: true }, sub: null } },
      { userinfo: { name: null }, id_token: { acr: { essential: true } } },
    ]) {
      const pushed = await outsider.pushed(await app.consentFor('ana'), { claims })
      const { code } = await approved(pushed.url)
      const { json } = await outsider.redeem(code as string, pushed.verifier)
      expect((await outsider.userinfo(String(json?.access_token))).json).toEqual({ sub: expect.any(String) })
    }
  })

  it('a sub that is asked for must be who logs in: nobody else gets a code (OpenID Connect Core 3.1.2.2)', async () => {
    const { accessToken } = await app.connect('ana')
    const { sub } = (await outsider.userinfo(accessToken)).json as { sub: string }
    const asking = (asked: object) => ({ claims: { id_token: { sub: asked, acr: { essential: true } } } })
    for (const good of [{ essential: true, value: sub }, { values: ['somebody', sub] }]) {
      const pushed = await outsider.pushed(await app.consentFor('ana'), asking(good))
      expect(await approved(pushed.url)).toMatchObject({ code: expect.any(String) })
    }
    for (const bad of [{ essential: true, value: 'somebody-else' }, { value: 'somebody-else' }, { values: ['x'] }]) {
      const consentId = await app.consentFor('ana')
      const pushed = await outsider.pushed(consentId, asking(bad))
      const back = outsideOf(await openJar(ca).logIn(pushed.url, bank.customer('ana')))
      expect(fragmentOf(back)).toMatchObject({ error: 'login_required', state: pushed.state })
      expect(fragmentOf(back)).not.toHaveProperty('code')
      expect(refusalsOf(bank, consentId)).toContainEqual(expect.objectContaining({ rule: 'customer-login' }))
      const asked = await outsider.ask(await outsider.phoneObject(consentId, asking(bad)))
      expect([asked.status, asked.json?.error]).toEqual([400, 'unknown_user_id'])
    }
  })

  it('the language the app asks for is the language of the pages (OpenID Connect Core 3.1.2.1: ui_locales)', async () => {
    for (const [locale, title] of [
      ['pt-BR', 'Acesse sua conta'],
      ['en', 'Log in to your account'],
    ]) {
      const { url } = await outsider.pushed(await app.consentFor('ana'), { ui_locales: locale })
      expect(pageOf(await openJar(ca, locale === 'en' ? 'pt-BR' : 'en').open(url)).html).toContain(title)
    }
  })
})

/** Opens an id_token as its app does: decrypts it, then verifies the signature. */
async function claimsOf(idToken: string) {
  expect(idToken.split('.')).toHaveLength(5)
  const { encryption, clientId } = app.credentials
  const header = decodeProtectedHeader(idToken)
  expect(header).toMatchObject({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: encryption.kid })
  const key = await importJWK(encryption.privateJwk, 'RSA-OAEP')
  const { plaintext } = await compactDecrypt(idToken, key)
  const { keys } = (await outsider.call(app.server.jwks_uri as string)).json as { keys: JWK[] }
  const { payload, protectedHeader } = await jwtVerify(
    new TextDecoder().decode(plaintext),
    createLocalJWKSet({ keys }),
    {
      issuer: app.server.issuer,
      audience: clientId,
      algorithms: ['PS256'],
    },
  )
  expect(protectedHeader.kid).toBe(keys.find(({ use }) => use === 'sig')?.kid)
  for (const name of ['x5u', 'x5c', 'jku', 'jwk']) expect(protectedHeader).not.toHaveProperty(name)
  return payload
}

describe('Pushed authorization requests', () => {
  // covers: 32, 112
  it('are answered 201 with at least 60 seconds, the same as they are kept, and an unguessable request_uri (FAPI-BR 9.3)', async () => {
    const { jwt } = await outsider.object(await app.consentFor('ana'))
    const answer = await outsider.push(jwt)
    expect(answer.status).toBe(201)
    expect(answer.json?.expires_in).toBeGreaterThanOrEqual(60)
    expect(answer.json?.expires_in).toBe(120)
    expect(String(answer.json?.request_uri)).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{22,}$/)
  })

  // covers: 81
  it('live until their expires_in and no longer (RFC 9126 4)', async () => {
    const consentId = await app.consentFor('ana')
    const { url } = await outsider.pushed(consentId)
    bank.advance(118_000)
    expect(pageOf(await openJar(ca).open(url)).html).toContain('id="login-form"')
    bank.advance(3_000)
    expectErrorPage(pageOf(await openJar(ca).open(url)), 'invalid_request_uri')
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'authorize', status: 400, rule: 'request-uri-current' }),
    )
  })

  // covers: 86
  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('by %s are 405 (RFC 9126 2.3)', async (method) => {
    const answer = await outsider.call(outsider.endpoints.par, { method })
    expect([answer.status, answer.headers.allow, answer.json?.error]).toEqual([405, 'POST', 'invalid_request'])
  })

  // covers: 85
  it('with request_uri as a parameter are refused (RFC 9126 2.1)', async () => {
    const { jwt } = await outsider.object(await app.consentFor('ana'))
    for (const request of [jwt, undefined]) {
      const answer = await outsider.push(request, { request_uri: 'urn:ietf:params:oauth:request_uri:x' })
      expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
    }
  })

  it('without a request object are refused (FAPI-BR: signed request object required)', async () => {
    const answer = await outsider.push(undefined, { scope: 'openid', response_type: 'code id_token' })
    expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
  })

  // covers: 79, 80
  it('can be opened twice before the customer finishes, and not again afterwards (FAPI-BR 9.3: single use at completion)', async () => {
    const consentId = await app.consentFor('ana')
    const pushed = await outsider.pushed(consentId)
    expect(pageOf(await openJar(ca).open(pushed.url)).html).toContain('id="login-form"')
    const { code } = await approved(pushed.url)
    expect(code).toBeDefined()
    expectErrorPage(pageOf(await openJar(ca).open(pushed.url)), 'invalid_request_uri')
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'authorize', rule: 'request-uri-current' }),
    )
  })

  it.each<[string, (url: string) => Promise<string>]>([
    [
      'cancelled without a login',
      async (url) => {
        const browser = openJar(ca)
        return outsideOf(await browser.submit(pageOf(await browser.open(url)), 'cancel'))
      },
    ],
    [
      'left by another customer',
      async (url) => {
        const browser = openJar(ca)
        return outsideOf(await browser.submit(pageOf(await browser.logIn(url, bank.customer('bruno'))), 'submit'))
      },
    ],
  ])(
    'that is %s is spent with the answer to its app (FAPI-BR 9.3: single use at completion; RFC 9126 4)',
    async (_what, leave) => {
      const consentId = await app.consentFor('ana')
      const { url, state } = await outsider.pushed(consentId)
      // Neither opening it nor a wrong password is an answer.
      const elsewhere = openJar(ca)
      const login = pageOf(await elsewhere.logIn(url, { ...bank.customer('ana'), password: 'wrong' }))
      expect(login.html).toContain('id="login-form"')
      expect(fragmentOf(await leave(url))).toMatchObject({ error: 'access_denied', state })
      expectErrorPage(pageOf(await openJar(ca).open(url)), 'invalid_request_uri')
      expectErrorPage(pageOf(await elsewhere.submit(login, 'submit', bank.customer('ana'))), 'invalid_request_uri')
      expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
      expect(refusalsOf(bank, consentId)).toContainEqual(
        expect.objectContaining({ operation: 'authorize', rule: 'request-uri-current' }),
      )
    },
  )

  it('answers its app once, also of two visits that are refused at the same time (RFC 9126 4)', async () => {
    const { url } = await outsider.pushed(await app.consentFor('ana'))
    const visits = [openJar(ca), openJar(ca)]
    const pages = await Promise.all(visits.map(async (browser) => pageOf(await browser.open(url))))
    const ends = await Promise.all(visits.map((browser, i) => browser.submit(pages[i] as Page, 'cancel')))
    expect(ends.filter(({ outside }) => outside !== undefined)).toHaveLength(1)
    expectErrorPage(ends.find(({ page }) => page !== undefined)?.page as Page, 'invalid_request_uri')
  })

  it('with prompt none is spent as soon as its app was told that there is nobody (RFC 9126 4)', async () => {
    const { url } = await outsider.pushed(await app.consentFor('ana'), { prompt: 'none' })
    expect(fragmentOf(outsideOf(await openJar(ca).open(url)))).toMatchObject({ error: 'login_required' })
    expectErrorPage(pageOf(await openJar(ca).open(url)), 'invalid_request_uri')
  })

  it('the authorization endpoint takes its request by POST as by GET (OpenID Connect Core 3.1.2.1)', async () => {
    const consentId = await app.consentFor('ana')
    const { requestUri } = await outsider.pushed(consentId)
    const { authorize } = outsider.endpoints
    const fields = { client_id: app.credentials.clientId, request_uri: requestUri }
    const shown = await outsider.form(authorize, fields, { tls: {} })
    expect([shown.status, String(shown.headers.location)]).toEqual([303, expect.stringContaining('/obb/interaction/')])
    expect(pageOf(await openJar(ca).open(authorize, new URLSearchParams(fields))).html).toContain('id="login-form"')
    const [step] = stepsOf(bank, consentId).filter(({ operation }) => operation === 'authorize')
    expect(bank.rooms.journey.exchange(step?.id as string).request).toMatchObject({ method: 'POST' })
    expect((await outsider.form(authorize, {}, { tls: {} })).status).toBe(400)
  })

  // covers: 84
  it("another client's request_uri, or an unknown one, ends on the error page (RFC 9126 4)", async () => {
    const consentId = await app.consentFor('ana')
    const { requestUri } = await outsider.pushed(consentId)
    const { authorize } = outsider.endpoints
    const foreign = pageOf(await openJar(ca).open(authorizeUrl(authorize, other.credentials.clientId, requestUri)))
    expectErrorPage(foreign, /^invalid_request/)
    const unknown = authorizeUrl(authorize, app.credentials.clientId, 'urn:ietf:params:oauth:request_uri:unknown')
    expectErrorPage(pageOf(await openJar(ca).open(unknown)), 'invalid_request_uri')
    expect(refusalsOf(bank, consentId)).toContainEqual(expect.objectContaining({ operation: 'authorize' }))
  })

  // covers: 66
  it.each<[string, Record<string, string>]>([
    [
      'plain parameters',
      { scope: 'openid', response_type: 'code id_token', redirect_uri: 'https://127.0.0.1:8443/callback' },
    ],
    ['an unregistered redirect_uri', { response_type: 'code', redirect_uri: 'https://evil.example/' }],
    ['a request_uri on the web', { request_uri: 'https://evil.example/object' }],
    ['nothing', {}],
  ])(
    'the authorization endpoint with %s is refused without a code and never leads elsewhere (FAPI-BR: PAR required)',
    async (_what, query) => {
      const url = `${outsider.endpoints.authorize}?${new URLSearchParams({ client_id: app.credentials.clientId, ...query })}`
      expectErrorPage(pageOf(await openJar(ca).open(url)), /^(invalid_request|request_uri_not_supported)/)
    },
  )

  it('an unknown client, or none, ends on the error page (RFC 6749 4.1.2.1)', async () => {
    const { authorize } = outsider.endpoints
    expectErrorPage(pageOf(await openJar(ca).open(`${authorize}?client_id=nobody`)), /^invalid_(client|request)/)
    expectErrorPage(pageOf(await openJar(ca).open(authorize)), /^invalid_(client|request)/)
  })
})

function expectErrorPage({ html, status }: { html: string; status: number }, code: string | RegExp): void {
  expect(status).toBe(400)
  expect(html).toContain(FIXED_SENTENCE)
  expect(/id="error-code">([^<]*)</.exec(html)?.[1]).toMatch(code)
}

describe('Client authentication', () => {
  const at = { par: () => outsider.endpoints.par, token: () => outsider.endpoints.token }

  // covers: 73, 74, 83
  it.each<[string, () => Promise<string | undefined>]>([
    ['signed with RS256', () => outsider.assertion({}, { alg: 'RS256' })],
    ['not signed', () => outsider.assertion({}, { alg: 'none' })],
    ["signed with another client's key", () => outsider.assertion({}, { jwk: other.credentials.signing.privateJwk })],
    ['expired', () => outsider.assertion({ iat: seconds() - 400, exp: seconds() - 300 })],
    ['without exp', () => outsider.assertion({ exp: undefined })],
    ['for another audience', () => outsider.assertion({ aud: 'https://example.com' })],
    ['of another issuer', () => outsider.assertion({ iss: other.credentials.clientId })],
    ['of an unknown subject', () => outsider.assertion({ sub: 'nobody' })],
    ['without sub', () => outsider.assertion({ sub: undefined })],
    ['without jti', () => outsider.assertion({ jti: undefined })],
  ])(
    'a client assertion %s is invalid_client at the token and PAR endpoints (RFC 7523 3; FAPI 1.0 Advanced 5.2.2-14)',
    async (_what, make) => {
      const { jwt } = await outsider.object(await app.consentFor('ana'))
      const [token, push] = await Promise.all([
        outsider.token({ grant_type: 'client_credentials', scope: 'consents', client_assertion: await make() }),
        outsider.push(jwt, { client_assertion: await make(), client_id: undefined }),
      ])
      for (const answer of [token, push]) {
        expect([400, 401]).toContain(answer.status)
        expect(answer.json?.error).toBe('invalid_client')
        expect(answer.json).not.toHaveProperty('access_token')
      }
    },
  )

  // covers: 74, 9.1/10, 9.2/5
  it('no assertion, another client_id beside it, or a secret instead, is refused (FAPI-BR 9.2: private_key_jwt only)', async () => {
    const grant = { grant_type: 'client_credentials', scope: 'consents' }
    const { clientId } = app.credentials
    const none = await outsider.form(at.token(), { ...grant, client_id: clientId })
    const secret = await outsider.form(at.token(), { ...grant, client_id: clientId, client_secret: 'x' })
    const mixed = await outsider.token({ ...grant, client_id: other.credentials.clientId })
    const basic = await outsider.form(at.token(), grant, {
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:x`).toString('base64')}` },
    })
    for (const answer of [none, secret, mixed, basic]) {
      expect([400, 401]).toContain(answer.status)
      expect(answer.json?.error).toMatch(/^invalid_(client|request)$/)
    }
  })

  // covers: 74
  it('a secret beside an assertion is one authentication too many (RFC 6749 2.3, 5.2)', async () => {
    const { par, token, revoke, backchannel } = outsider.endpoints
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    for (const url of [par, token, revoke, backchannel]) {
      const assertion = { client_assertion: await outsider.assertion(), client_assertion_type }
      const grant = { grant_type: 'client_credentials', scope: 'consents' }
      const answer = await outsider.form(url, { ...grant, ...assertion, client_secret: 'x' })
      expect([answer.status, answer.json?.error], url).toEqual([400, 'invalid_request'])
    }
  })

  // covers: 74
  it('a request that authenticates no client is 401 invalid_client wherever clients authenticate (RFC 6749 5.2)', async () => {
    const { par, token, revoke, backchannel } = outsider.endpoints
    const { clientId } = app.credentials
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    const unauthenticated: Record<string, string>[] = [
      {},
      { client_assertion: 'broken', client_assertion_type },
      { client_assertion: 'x.y.z', client_assertion_type },
      { client_assertion: await outsider.assertion() },
      { client_assertion: await outsider.assertion(), client_assertion_type: 'another' },
      { client_assertion: await outsider.assertion({ sub: 'nobody' }), client_assertion_type, client_id: clientId },
    ]
    for (const url of [par, token, revoke, backchannel]) {
      for (const fields of unauthenticated) {
        const answer = await outsider.form(url, { grant_type: 'refresh_token', refresh_token: 'x', ...fields })
        expect([answer.status, answer.json?.error], `${url} ${Object.keys(fields)}`).toEqual([401, 'invalid_client'])
      }
      const headers = { authorization: 'Basic x' }
      const shown = await outsider.form(url, { grant_type: 'refresh_token', refresh_token: 'x' }, { headers })
      expect([shown.status, shown.json?.error]).toEqual([401, 'invalid_client'])
      expect(shown.headers['www-authenticate']).toMatch(/^Basic/)
    }
  })

  // covers: 9.2/2
  it('an assertion is used once, also when it comes twice at the same moment (RFC 7523 3: jti)', async () => {
    const client_assertion = await outsider.assertion()
    const ask = () => outsider.token({ grant_type: 'client_credentials', scope: 'consents', client_assertion })
    const both = await Promise.all([ask(), ask(), ask()])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    const again = await ask()
    expect([again.status, again.json?.error]).toEqual([401, 'invalid_client'])
  })

  // covers: 82
  it.each<[string, () => unknown]>([
    ['the issuer', () => app.server.issuer],
    ['the token endpoint', () => outsider.endpoints.token],
    ['the PAR endpoint', () => outsider.endpoints.par],
    ['an array with the issuer in it', () => ['https://example.com', app.server.issuer]],
  ])('an assertion for %s is accepted at the PAR endpoint (RFC 9126 2)', async (_what, aud) => {
    const { jwt } = await outsider.object(await app.consentFor('ana'))
    const client_assertion = await outsider.assertion({ aud: aud() })
    expect((await outsider.push(jwt, { client_assertion })).status).toBe(201)
  })

  // covers: 75
  it.each<[string, () => unknown]>([
    ['the issuer', () => app.server.issuer],
    ['the token endpoint', () => outsider.endpoints.token],
  ])('an assertion for %s is accepted at the token endpoint (RFC 7523 3)', async (_what, aud) => {
    const client_assertion = await outsider.assertion({ aud: aud() })
    const answer = await outsider.token({ grant_type: 'client_credentials', scope: 'consents', client_assertion })
    expect(answer.status).toBe(200)
  })

  // covers: 9.2/4
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['with its client_id left empty', { client_id: '' }, {}],
    ['with no client_id', {}, {}],
    ['in another character set', {}, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-16le' }],
  ])(
    "a client's assertion %s never works with another client's certificate (FAPI-BR 9.2: UID)",
    async (_what, fields, headers) => {
      const grant = { grant_type: 'client_credentials', scope: 'consents', ...fields }
      const answer = await outsider.token(grant, { tls: stranger.tls, headers })
      expect([answer.status, answer.json?.error]).toEqual([401, 'invalid_client'])
    },
  )
})

describe('Tokens', () => {
  // covers: 117, 9.4/11
  it.each(['openid', 'accounts', 'resources', 'payments', 'consents accounts', 'consent:urn:bancada:x', ''])(
    'client_credentials with scope "%s" is invalid_scope (FAPI-BR 9.4)',
    async (scope) => {
      const answer = await outsider.token({ grant_type: 'client_credentials', scope })
      expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_scope'])
    },
  )

  // covers: 26, 117
  it("a client's own token never carries a consent and opens no data (FAPI-BR 9.4)", async () => {
    const { consentId } = await app.connect('ana')
    const asked = await outsider.token({ grant_type: 'client_credentials', scope: `consents consent:${consentId}` })
    expect(asked.json?.error).toBe('invalid_scope')
    const { json } = await outsider.token({ grant_type: 'client_credentials', scope: 'consents' })
    expect(json).toMatchObject({ token_type: 'Bearer', scope: 'consents' })
    expect(json?.expires_in).toBeGreaterThanOrEqual(300)
    expect(json?.expires_in).toBeLessThanOrEqual(900)
    expect(json).not.toHaveProperty('refresh_token')
    expect((await outsider.accounts(String(json?.access_token))).status).toBe(403)
    expect((await outsider.userinfo(String(json?.access_token))).status).toBe(403)
  })

  // covers: 9.1/10
  it.each([
    'password',
    'implicit',
    'urn:openid:params:grant-type:ciba',
    'urn:ietf:params:oauth:grant-type:device_code',
    '',
  ])('grant type "%s" is refused (FAPI-BR 9.1)', async (grant_type) => {
    const answer = await outsider.token({ grant_type, username: 'ana', password: 'bancada' })
    expect(answer.status).toBe(400)
    expect(answer.json?.error).toMatch(/^(unsupported_grant_type|invalid_request|unauthorized_client)$/)
  })

  // covers: 38, 39, 77
  it('the answer may not be stored, its life is 300 to 900 s, and the refresh token is not rotated (RFC 6749 5.1; FAPI-BR 9.4)', async () => {
    const pushed = await outsider.pushed(await app.consentFor('ana'))
    const { code } = await approved(pushed.url)
    const first = await outsider.redeem(code as string, pushed.verifier)
    const second = await outsider.refresh(String(first.json?.refresh_token))
    for (const { json, headers } of [first, second]) {
      expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
      expect(headers['content-type']).toMatch(/^application\/json/)
      expect(json?.token_type).toBe('Bearer')
      expect(json?.expires_in).toBeGreaterThanOrEqual(300)
      expect(json?.expires_in).toBeLessThanOrEqual(900)
      expect(String(json?.refresh_token)).toMatch(/^[\w-]{22,}$/)
      expect(json?.refresh_token).toBe(first.json?.refresh_token)
    }
    expect(second.json?.access_token).not.toBe(first.json?.access_token)
  })

  // covers: 36, 37, 40, 9.4/3, 9.4/5
  it('id_tokens are always encrypted, signed PS256 with kid, and carry acr, c_hash and s_hash (FAPI-BR 9.4)', async () => {
    const consentId = await app.consentFor('ana')
    const pushed = await outsider.pushed(consentId, { claims: undefined })
    const fragment = await approved(pushed.url)
    const half = (text: string) => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
    const front = await claimsOf(fragment.id_token as string)
    expect(front).toMatchObject({
      acr: 'urn:brasil:openbanking:loa2',
      nonce: pushed.nonce,
      c_hash: half(fragment.code as string),
      s_hash: half(pushed.state),
    })
    expect(Object.keys(front).every((name) => KNOWN_CLAIMS.has(name))).toBe(true)
    const tokens = await outsider.redeem(fragment.code as string, pushed.verifier)
    const back = await claimsOf(String(tokens.json?.id_token))
    expect(back).toMatchObject({ acr: front.acr, sub: front.sub, nonce: pushed.nonce })
    const refreshed = await outsider.refresh(String(tokens.json?.refresh_token))
    expect(await claimsOf(String(refreshed.json?.id_token))).toMatchObject({ acr: front.acr, sub: front.sub })
    expect(front.sub).not.toContain(bank.customer('ana').document)
  })

  const KNOWN_CLAIMS = new Set([
    'iss',
    'aud',
    'exp',
    'iat',
    'nonce',
    'sub',
    'acr',
    'auth_time',
    's_hash',
    'c_hash',
    'at_hash',
  ])

  it('revoking an access token ends it alone; a refresh token takes its access tokens along (RFC 7009 2.1; FAPI-BR: refresh tokens live with their consent)', async () => {
    const { accessToken, refreshToken } = await app.connect('ana')
    const revoke = (token: string) => app.revoke(token)
    const again = String((await outsider.refresh(refreshToken)).json?.access_token)
    await revoke(accessToken)
    expect((await outsider.accounts(accessToken)).status).toBe(401)
    expect((await outsider.accounts(again)).status).toBe(200)
    const renewed = await outsider.refresh(refreshToken)
    expect(renewed.status).toBe(200)
    await revoke(refreshToken)
    for (const token of [again, String(renewed.json?.access_token)])
      expect((await outsider.accounts(token)).status).toBe(401)
    expect((await outsider.refresh(refreshToken)).json?.error).toBe('invalid_grant')
  })

  // covers: 9.4/4
  it('sub is the same for a person in every consent and client (FAPI-BR 9.4)', async () => {
    const subs = await Promise.all(
      [app, app, other].map(async (one) => {
        const { accessToken } = await one.connect('ana')
        return (await openOutsider(one).userinfo(accessToken)).json?.sub
      }),
    )
    expect(new Set(subs).size).toBe(1)
  })

  it('a request for the withdrawn claims cpf and cnpj is ignored (FAPI-BR v2)', async () => {
    const claims = { id_token: { acr: { essential: true }, cpf: { essential: true }, cnpj: null } }
    const pushed = await outsider.pushed(await app.consentFor('ana'), { claims })
    const { id_token } = await approved(pushed.url)
    const payload = await claimsOf(id_token as string)
    expect(payload).not.toHaveProperty('cpf')
    expect(payload).not.toHaveProperty('cnpj')
  })

  // covers: 9.4/14
  it('wider scopes than the consent needs are reduced, not refused (FAPI-BR 9.4)', async () => {
    const consentId = await app.consentFor('ana')
    const scope = `openid consent:${consentId} accounts resources customers loans`
    const pushed = await outsider.pushed(consentId, { scope })
    const { code } = await approved(pushed.url)
    const { json } = await outsider.redeem(code as string, pushed.verifier)
    expect(String(json?.scope).split(' ').sort()).toEqual(
      ['openid', `consent:${consentId}`, 'accounts', 'resources'].sort(),
    )
  })

  // covers: 42, 44, 52
  it('the scheme of Authorization may be written in any case; a token in the address is not read (RFC 6750 2.1)', async () => {
    const { accessToken } = await app.connect('ana')
    const url = await app.endpoint('accounts', '/accounts')
    const headers = { 'x-fapi-interaction-id': randomUUID() }
    for (const scheme of ['bearer', 'BEARER', 'BeArEr']) {
      const answer = await outsider.call(url, { headers: { ...headers, authorization: `${scheme} ${accessToken}` } })
      expect(answer.status).toBe(200)
    }
    expect((await outsider.call(`${url}?access_token=${accessToken}`, { headers })).status).toBe(401)
  })

  it('another client can neither revoke a token nor learn of it (RFC 7009 2.1)', async () => {
    const { accessToken } = await app.connect('ana')
    const client_assertion = await stranger.assertion()
    const fields = {
      token: accessToken,
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }
    await stranger.form(stranger.endpoints.revoke, fields)
    expect((await outsider.accounts(accessToken)).status).toBe(200)
  })

  it('of two uses of a code at the same moment at most one is served (RFC 6749 4.1.2)', async () => {
    const pushed = await outsider.pushed(await app.consentFor('ana'))
    const { code } = await approved(pushed.url)
    const both = await Promise.all([1, 2, 3].map(() => outsider.redeem(code as string, pushed.verifier)))
    expect(both.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    for (const { json } of both) {
      if (json?.access_token) expect((await outsider.accounts(String(json.access_token))).status).toBe(401)
      else expect(json?.error).toBe('invalid_grant')
    }
  })
})

describe('TLS', () => {
  const SUITES = ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384']
  /** Every listener that speaks TLS. */
  const doors = () => [bank.urls.public, bank.urls.mutual, bank.urls.app, bank.urls.provider]

  type Hello = { min: SecureVersion; max: SecureVersion; ciphers?: string; session?: Buffer }

  /** A handshake with the version, suite and session that came out of it, or the alert that ended it. */
  function handshake(url: string, { min, max, ciphers, session }: Hello) {
    const { hostname, port } = new URL(url)
    return new Promise<{
      protocol?: string | null
      suite?: string
      reused?: boolean
      session?: Buffer
      refused?: string
    }>((resolve) => {
      const socket: TLSSocket = connect(
        {
          host: hostname,
          port: Number(port),
          ca,
          minVersion: min,
          maxVersion: max,
          ...(ciphers ? { ciphers } : {}),
          ...(session ? { session } : {}),
        },
        () => {
          const done = () => {
            const kept = socket.getSession()
            resolve({
              protocol: socket.getProtocol(),
              suite: socket.getCipher().standardName,
              reused: socket.isSessionReused(),
              ...(kept ? { session: kept } : {}),
            })
            socket.destroy()
          }
          // A ticket would come with or before the first answer.
          socket.once('data', done)
          socket.write('GET /favicon.ico HTTP/1.1\r\nHost: localhost\r\n\r\n')
        },
      )
      socket.on('error', (error: NodeJS.ErrnoException) => resolve({ refused: error.code ?? error.message }))
    })
  }

  // covers: 70, 9.7/2
  it('versions 1.0 and 1.1 are refused (FAPI 1.0 Baseline 7.1; FAPI-BR 9.7)', async () => {
    for (const door of doors()) {
      for (const version of ['TLSv1', 'TLSv1.1'] as const) {
        const { refused } = await handshake(door, { min: version, max: version, ciphers: 'ALL@SECLEVEL=0' })
        expect(refused).toMatch(/ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/)
      }
    }
  })

  // covers: 70, 9.7/2
  it('version 1.2 is answered with the two suites of the profile and no other (FAPI 1.0 Advanced 8.5; FAPI-BR 9.7)', async () => {
    const only12 = { min: 'TLSv1.2', max: 'TLSv1.2' } as const
    for (const door of doors()) {
      for (const suite of SUITES) {
        const found = await handshake(door, { ...only12, ciphers: suite })
        expect([found.protocol, found.refused]).toEqual(['TLSv1.2', undefined])
      }
      for (const weak of [
        'ECDHE-RSA-CHACHA20-POLY1305',
        'ECDHE-RSA-AES128-SHA256',
        'AES128-GCM-SHA256',
        'DHE-RSA-AES128-GCM-SHA256',
      ]) {
        expect((await handshake(door, { ...only12, ciphers: weak })).refused).toMatch(/HANDSHAKE_FAILURE/)
      }
    }
  })

  // covers: 9.7/2, 12/16
  it('version 1.3 works and is preferred (FAPI-BR 9.7)', async () => {
    for (const door of doors()) {
      expect((await handshake(door, { min: 'TLSv1.2', max: 'TLSv1.3' })).protocol).toBe('TLSv1.3')
    }
  })

  // covers: 9.7/3
  it('nothing is renegotiated (FAPI-BR 9.7)', async () => {
    for (const door of doors()) {
      const { hostname, port } = new URL(door)
      const ended = await new Promise<string>((resolve) => {
        const options = { host: hostname, port: Number(port), ca, maxVersion: 'TLSv1.2' as const }
        const socket: TLSSocket = connect(options, () => {
          socket.renegotiate({}, (error) => resolve(error ? 'refused' : 'renegotiated'))
        })
        socket.on('error', () => resolve('refused'))
        socket.on('close', () => resolve('refused'))
      })
      expect(ended).toBe('refused')
    }
  })

  // covers: 9.7/3
  it('sessions are never resumed (FAPI-BR 9.7)', async () => {
    for (const door of doors()) {
      for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
        const first = await handshake(door, { min: version, max: version })
        expect(first.refused).toBeUndefined()
        const again = await handshake(door, {
          min: version,
          max: version,
          ...(first.session ? { session: first.session } : {}),
        })
        expect(again.reused).toBe(false)
      }
    }
  })
})

describe('Metadata', () => {
  const metadata = async () =>
    (await outsider.call(`${app.server.issuer}/.well-known/openid-configuration`)).json as Record<string, unknown>

  // covers: 8, 9, 10, 11, 15, 16, 17, 18, 19, 20, 21, 22, 24, 25
  it('says what the profile asks for (FAPI-BR 9.1; conformance 12.1)', async () => {
    const found = await metadata()
    expect(found).toMatchObject({
      issuer: app.server.issuer,
      tls_client_certificate_bound_access_tokens: true,
      require_pushed_authorization_requests: true,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code id_token'],
      response_modes_supported: ['fragment'],
      claims_parameter_supported: true,
      subject_types_supported: ['public'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['PS256'],
      id_token_signing_alg_values_supported: ['PS256'],
      id_token_encryption_alg_values_supported: ['RSA-OAEP'],
      id_token_encryption_enc_values_supported: ['A256GCM'],
      request_object_signing_alg_values_supported: ['PS256'],
      request_object_encryption_alg_values_supported: ['RSA-OAEP'],
      request_object_encryption_enc_values_supported: ['A256GCM'],
      acr_values_supported: ['urn:brasil:openbanking:loa2', 'urn:brasil:openbanking:loa3'],
      claims_supported: expect.arrayContaining(['acr', 'sub']),
      grant_types_supported: expect.arrayContaining(['authorization_code', 'client_credentials', 'refresh_token']),
      scopes_supported: expect.arrayContaining(['openid', 'consents', 'resources', ...GROUPED_PRODUCTS]),
    })
    expect(found.claims_supported).not.toContain('cpf')
    expect(JSON.stringify(found.scopes_supported)).not.toContain('consent:')
  })

  const GROUPED_PRODUCTS = [
    'invoice-financings',
    'financings',
    'loans',
    'unarranged-accounts-overdraft',
    'bank-fixed-incomes',
    'credit-fixed-incomes',
    'variable-incomes',
    'treasure-titles',
    'funds',
    'exchanges',
  ]

  // covers: 2, 13, 16, 19, 23
  it('every address is https, of this bank, and answers; mutual-TLS ones stand at top level and as aliases (RFC 8705 5)', async () => {
    const found = await metadata()
    const aliases = found.mtls_endpoint_aliases as Record<string, string>
    expect(Object.keys(aliases).sort()).toEqual([
      'backchannel_authentication_endpoint',
      'pushed_authorization_request_endpoint',
      'registration_endpoint',
      'revocation_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
    ])
    for (const [name, url] of Object.entries(aliases)) {
      expect(found[name]).toBe(url)
      expect(url.startsWith(`${bank.urls.mutual}/obb/`)).toBe(true)
      const answer = await outsider.call(url, { method: 'POST' })
      expect(answer.status).not.toBe(404)
      expect(answer.json?.error).toBeDefined()
    }
    expect(String(found.authorization_endpoint)).toBe(`${bank.urls.public}/obb/auth`)
    const named = Object.keys(found).filter((name) => /(_endpoint|_uri)$/.test(name))
    for (const name of named) expect(new URL(String(found[name])).protocol).toBe('https:')
  })

  // covers: 3
  it('the key set holds distinct public keys of 2048 bits with kid (conformance 1)', async () => {
    const { keys } = (await outsider.call(app.server.jwks_uri as string)).json as { keys: JWK[] }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length)
    expect(keys.map(({ use, alg }) => `${use} ${alg}`).sort()).toEqual(['enc RSA-OAEP', 'sig PS256'])
    for (const key of keys) {
      expect(Object.keys(key)).not.toEqual(expect.arrayContaining(['d']))
      expect(['d', 'p', 'q', 'dp', 'dq', 'qi'].some((part) => part in key)).toBe(false)
      expect(Buffer.from(key.n as string, 'base64url')).toHaveLength(256)
    }
  })

  // covers: 114
  it('Host and forwarding headers change no address (house: absolute URLs never come from Host)', async () => {
    const plain = await metadata()
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example;proto=http',
    }
    for (const door of [bank.urls.public, bank.urls.mutual]) {
      const { json } = await rawCall(`${door}/obb/.well-known/openid-configuration`, ca, { headers })
      expect(json).toEqual(plain)
    }
    const consentId = await app.consentFor('ana')
    const { url } = await outsider.pushed(consentId)
    const start = await rawCall(url, ca, { headers })
    expect([start.status, start.text.includes('evil'), String(start.headers.location).includes('evil')]).toEqual([
      303,
      false,
      false,
    ])
    const { access_token } = await app.clientToken()
    const read = await app.endpoint('consents', '/consents/{consentId}', { consentId })
    const answer = await outsider.call(read, {
      headers: { ...headers, authorization: `Bearer ${access_token}`, 'x-fapi-interaction-id': randomUUID() },
    })
    expect((answer.json as { links: { self: string } }).links.self).toBe(read)
  })

  // covers: 113
  it('the token endpoint still takes an assertion for its own address when Host lies (house)', async () => {
    const client_assertion = await outsider.assertion({ aud: 'https://evil.example/obb/token' })
    const grant = { grant_type: 'client_credentials', scope: 'consents' }
    const lied = await outsider.token({ ...grant, client_assertion }, { headers: { host: 'evil.example' } })
    expect(lied.json?.error).toBe('invalid_client')
    const aud = outsider.endpoints.token
    const told = await outsider.token(
      { ...grant, client_assertion: await outsider.assertion({ aud }) },
      { headers: { host: 'evil.example' } },
    )
    expect(told.status).toBe(200)
  })
})
