import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Consent } from '../../server/consent/index.ts'
import { fdx } from '../../server/markets/fdx/index.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { FDX_CLUSTERS, FDX_SCOPE, type FdxApp, type FdxWish, openFdxApp } from '../support/fdx.ts'
import { registerAnew } from '../support/fdx-fapi2.ts'
import { openJar, outsideOf, pageOf } from '../support/jar.ts'
import { rawCall } from '../support/raw-call.ts'

const DAY_SECONDS = 86_400
const nowSeconds = () => Math.floor(Date.now() / 1000)

let bank: TestBank
let app: FdxApp
let other: FdxApp

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  other = await openFdxApp(bank, 'Loan Finder')
  bank.rooms.settings.set('fdx', { consentsPerCustomer: 1000 })
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

/** From a request to the address that the app's browser ends at. */
async function authorised(of: FdxApp, wish: FdxWish = {}, decision: 'approve' | 'reject' = 'approve') {
  const pushed = await of.push(wish)
  const entered = await of.enter(pushed.requestUri)
  const end = await of.visit(String(entered.headers.location), 'avery', { decision })
  if (end.kind !== 'redirected') throw new Error(end.reason)
  const consentId = new URL(String(entered.headers.location)).searchParams.get('resourceId') as string
  return { verifier: pushed.verifier, requestUri: pushed.requestUri, url: new URL(end.url), consentId }
}

const codeIn = (of: FdxApp, url: URL) => String(of.responseOf(url.href).code)
const detail = (consentRequest: Record<string, unknown>, more: Record<string, unknown> = {}) => [
  { type: 'fdx_v1.0', ...more, consentRequest },
]
const RESOURCES = [{ resourceType: 'ACCOUNT', dataClusters: FDX_CLUSTERS }]
const TIME_BOUND = { durationType: 'TIME_BOUND', durationPeriod: 90, lookbackPeriod: 60, resources: RESOURCES }

describe('Metadata', () => {
  // covers: fdx.1/1
  it.each(['/well-known', '/.well-known/openid-configuration'])(
    'at %s are true of FDX and tell nothing of Brazil',
    async (path) => {
      const answer = await app.call(`/fdx/auth/v1${path}`)
      const issuer = `${app.baseUrl}/fdx/auth/v1`
      expect(answer.json).toMatchObject({
        issuer,
        pushed_authorization_request_endpoint: `${issuer}/par`,
        token_endpoint: `${issuer}/token`,
        response_types_supported: ['code', 'code id_token'],
        token_endpoint_auth_methods_supported: ['tls_client_auth', 'private_key_jwt'],
        authorization_details_types_supported: ['fdx_v1.0'],
        authorization_signing_alg_values_supported: ['PS256'],
        tls_client_certificate_bound_access_tokens: true,
        require_pushed_authorization_requests: true,
      })
      expect(JSON.stringify(answer.json)).not.toMatch(/brasil|openbanking|consents\b|ciba|RSA-OAEP/i)
      for (const hidden of [
        'introspection_endpoint',
        'userinfo_endpoint',
        'registration_endpoint',
        'end_session_endpoint',
      ])
        expect(answer.json).not.toHaveProperty(hidden)
    },
  )
})

// covers: fdx.2/1
describe('A pushed request object', () => {
  it.each<[string, () => Record<string, unknown>]>([
    ['with aud as a text', () => ({ aud: `${app.baseUrl}/fdx/auth/v1` })],
    ['with the same jti as any other', () => ({ jti: 'jwt_nonce' })],
    ['without a jti', () => ({ jti: undefined })],
    ['with redirect_uri', () => ({ redirect_uri: app.credentials.redirectUris[0] })],
    ['ending a second before its hour is over', () => ({ exp: nowSeconds() + 3599 })],
  ])('%s is accepted (FDX API security model)', async (_what, claims) => {
    expect((await app.push({ claims: claims() })).answer.status).toBe(201)
  })

  it.each<[string, () => Record<string, unknown>, string]>([
    ['whose iss is not the client', () => ({ iss: 'somebody' }), 'invalid_request_object'],
    ['for another server', () => ({ aud: ['https://example.test'] }), 'invalid_request_object'],
    ['without exp', () => ({ exp: undefined }), 'invalid_request_object'],
    ['without nbf', () => ({ nbf: undefined }), 'invalid_request_object'],
    ['that lives for more than an hour', () => ({ exp: nowSeconds() + 3700 }), 'invalid_request_object'],
    ['that has ended', () => ({ nbf: nowSeconds() - 600, exp: nowSeconds() - 300 }), 'invalid_request_object'],
    ['of another client', () => ({ client_id: 'somebody' }), 'invalid_request_object'],
    ['without PKCE', () => ({ code_challenge: undefined, code_challenge_method: undefined }), 'invalid_request'],
    ['with plain PKCE', () => ({ code_challenge_method: 'plain' }), 'invalid_request'],
    [
      'with a redirect_uri that is not registered',
      () => ({ redirect_uri: 'https://evil.example/cb' }),
      'invalid_request',
    ],
    [
      'for the code in the clear (FAPI 1.0 Part 2 5.2.2: JARM or id_token)',
      () => ({ response_mode: 'query' }),
      'invalid_request',
    ],
    ['without state and without openid (FAPI 1.0 Part 2 5.2.2)', () => ({ state: undefined }), 'invalid_request'],
  ])('%s is refused', async (_what, claims, error) => {
    const { answer } = await app.push({ claims: claims() })
    expect([answer.status, answer.json?.error], answer.text).toEqual([400, error])
  })

  it('signed by another client’s key is refused', async () => {
    const request = await other.requestObject(
      { claims: { iss: app.clientId, client_id: app.clientId } },
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    )
    const answer = await app.form('/fdx/auth/v1/par', { request, client_id: app.clientId })
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_request_object' } })
  })
})

describe('The details of a request (RFC 9396; FDX consent API 12.1)', () => {
  // covers: fdx.2/3
  it.each<[string, FdxWish]>([
    ['none', { claims: { authorization_details: undefined } }],
    ['an unknown type', { claims: { authorization_details: detail(TIME_BOUND, { type: 'fdx_v9' }) } }],
    ['two elements', { claims: { authorization_details: [...detail(TIME_BOUND), ...detail(TIME_BOUND)] } }],
    ['no consentRequest', { claims: { authorization_details: [{ type: 'fdx_v1.0' }] } }],
    [
      'an unknown durationType',
      { claims: { authorization_details: detail({ ...TIME_BOUND, durationType: 'FOREVER' }) } },
    ],
    [
      'TIME_BOUND without a period',
      { claims: { authorization_details: detail({ ...TIME_BOUND, durationPeriod: undefined }) } },
    ],
    ['fewer than five days', { durationPeriod: 4 }],
    ['more than a year', { durationPeriod: 366 }],
    ['days that are not whole', { durationPeriod: 5.5 }],
    ['a look-back of nothing', { lookbackPeriod: 0 }],
    ['a look-back of more than ninety days', { lookbackPeriod: 91 }],
    ['no resources', { claims: { authorization_details: detail({ ...TIME_BOUND, resources: [] }) } }],
    [
      'a resource without clusters',
      {
        claims: {
          authorization_details: detail({ ...TIME_BOUND, resources: [{ resourceType: 'ACCOUNT', dataClusters: [] }] }),
        },
      },
    ],
    [
      'a resource type that this bank has not',
      {
        claims: {
          authorization_details: detail({
            ...TIME_BOUND,
            resources: [{ resourceType: 'DOCUMENT', dataClusters: ['TAX'] }],
          }),
        },
      },
    ],
    ['a cluster that this bank has not', { clusters: ['ACCOUNT_BASIC', 'HOROSCOPE'] }],
    [
      'a member that the type doesn’t define (RFC 9396 5)',
      { claims: { authorization_details: detail(TIME_BOUND, { actions: ['read'] }) } },
    ],
    [
      'such a member in consentRequest (RFC 9396 5)',
      { claims: { authorization_details: detail({ ...TIME_BOUND, lookBackPeriod: 5 }) } },
    ],
    [
      'an account named by the app: the customer picks them (RFC 9396 5)',
      {
        claims: {
          authorization_details: detail({
            ...TIME_BOUND,
            resources: [{ resourceType: 'ACCOUNT', resourceId: 'a-1', dataClusters: FDX_CLUSTERS }],
          }),
        },
      },
    ],
  ])('with %s are 400 invalid_authorization_details', async (_what, wish) => {
    const { answer } = await app.push(wish)
    expect([answer.status, answer.json?.error], answer.text).toEqual([400, 'invalid_authorization_details'])
  })

  // covers: fdx.2/5
  it.each<[string, FdxWish]>([
    ['lacks the scope of a cluster', { scope: 'fdx:accountbasic:read' }],
    ['asks for more than the clusters', { scope: `${FDX_SCOPE} fdx:tax:read` }],
  ])('whose scope %s are invalid_scope', async (_what, wish) => {
    const { answer } = await app.push(wish)
    expect([answer.status, answer.json?.error], answer.text).toEqual([400, 'invalid_scope'])
  })

  it('take the former name of a cluster and of its scope, and tell today’s', async () => {
    const wish = {
      scope: 'fdx:accountbasic:read fdx:accountpayments:read',
      clusters: ['ACCOUNT_BASIC', 'ACCOUNT_PAYMENTS'],
    }
    const { consentId, accessToken, accounts } = await app.connect('avery', wish)
    const networks = await app.api(`/fdx/v6/accounts/${accounts[0]}/payment-networks`, accessToken)
    expect(networks, networks.text).toMatchObject({ status: 200 })
    expect(bank.rooms.consents.find(consentId)?.permissions).toEqual(['ACCOUNT_BASIC', 'PAYMENT_SUPPORT'])
    const { resources } = (await app.api(`/fdx/v6/consents/${consentId}`, accessToken)).json as { resources: object[] }
    expect(resources[0]).toMatchObject({ dataClusters: ['ACCOUNT_BASIC', 'PAYMENT_SUPPORT'] })
  })

  // covers: fdx.2/4
  it('are no wider than the client registered (FDX recipient registration)', async () => {
    const narrow = await openFdxApp(bank, 'Narrow Budget')
    const limits = { duration_type: ['TIME_BOUND'], duration_period: 30, lookback_period: 20 }
    expect(await registerAnew(bank, narrow, limits)).toMatchObject({ status: 200 })
    const wide: FdxWish[] = [
      { durationPeriod: 31, lookbackPeriod: 20 },
      { durationPeriod: 30, lookbackPeriod: 21 },
      { durationType: 'PERSISTENT', lookbackPeriod: 20 },
    ]
    for (const wish of wide) {
      expect((await narrow.push(wish)).answer).toMatchObject({
        status: 400,
        json: { error: 'invalid_authorization_details' },
      })
    }
    expect((await narrow.push({ durationPeriod: 30, lookbackPeriod: 20 })).answer.status).toBe(201)
  })

  // covers: fdx.2/4
  it('that leave out the look-back ask for the furthest allowed, which page, grant and data go by', async () => {
    const silent = { ...TIME_BOUND, lookbackPeriod: undefined }
    const claims = { authorization_details: detail(silent) }
    const narrow = await openFdxApp(bank, 'Narrow View', { details: { lookbackDays: 10 } })
    for (const [of, days] of [
      [other, 90],
      [narrow, 10],
    ] as const) {
      const { accessToken, consentId, accounts } = await of.connect('avery', { claims })
      const consent = bank.rooms.consents.find(consentId) as Consent
      expect(fdx.consent.notes(consent).map(({ en }) => en)).toContain(
        `Each time, what happened in the last ${days} days can be read.`,
      )
      const grant = await of.api(`/fdx/v6/consents/${consentId}`, accessToken)
      expect(grant.json).toMatchObject({ lookbackPeriod: days })
      const since = (back: number) => {
        const day = (at: number) => new Date(at).toISOString().slice(0, 10)
        const now = bank.rooms.world.clock.now()
        const dates = `startDate=${day(now - back * DAY_SECONDS * 1000)}&endDate=${day(now)}`
        return of.api(`/fdx/v6/accounts/${accounts[0]}/transactions?${dates}`, accessToken)
      }
      expect(await since(days)).toMatchObject({ status: 200 })
      expect(await since(days + 1)).toMatchObject({ status: 400, json: { code: '703' } })
    }
  })

  it('follow the bank’s settings at once', async () => {
    bank.rooms.settings.set('fdx', { lookbackMaxDays: 365, durationTypes: ['TIME_BOUND'] })
    expect((await other.push({ lookbackPeriod: 90, durationType: 'ONE_TIME' })).answer.status).toBe(400)
    bank.rooms.settings.set('fdx', { lookbackMaxDays: 90, durationTypes: ['ONE_TIME', 'TIME_BOUND', 'PERSISTENT'] })
    expect((await other.push({ lookbackPeriod: 90, durationType: 'ONE_TIME' })).answer.status).toBe(201)
  })
})

describe('The request_uri', () => {
  /** Told to the customer by the bank, and to no app: nobody signed for an address to go to. */
  async function refusedByPage(address: string): Promise<void> {
    const answer = await app.call(address)
    expect([answer.status, answer.headers.location]).toEqual([400, undefined])
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.text).toContain('invalid_request_uri')
  }

  // covers: fdx.2/6
  it('is good for its own client alone, and refused on a page of the bank, with no redirect', async () => {
    const { requestUri } = await app.push()
    for (const [client, uri] of [
      [other.clientId, requestUri],
      [app.clientId, 'urn:ietf:params:oauth:request_uri:unknown'],
      [app.clientId, 'x'],
    ] as const) {
      for (const path of ['authorize', 'auth'])
        await refusedByPage(`/fdx/auth/v1/${path}?${new URLSearchParams({ client_id: client, request_uri: uri })}`)
    }
  })

  // covers: fdx.2/6
  it('is needed: a request that was not pushed is a page of the bank, at both addresses (RFC 9126 4)', async () => {
    const plain = new URLSearchParams({
      ...{ client_id: app.clientId, response_type: 'code', redirect_uri: app.redirectUri, scope: FDX_SCOPE },
      ...{ code_challenge: 'a'.repeat(43), code_challenge_method: 'S256', state: 'x' },
    })
    for (const path of ['authorize', 'auth']) await refusedByPage(`/fdx/auth/v1/${path}?${plain}`)
  })

  // covers: fdx.2/6
  it('is good for sixty seconds', async () => {
    const { requestUri } = await app.push()
    const { location } = (await app.enter(requestUri)).headers
    bank.advance(61_000)
    expect(await app.enter(requestUri)).toMatchObject({ status: 400 })
    await refusedByPage(String(location))
  })

  // covers: fdx.2/6
  it('is spent with the answer', async () => {
    const { requestUri } = await authorised(app)
    expect(await app.enter(requestUri)).toMatchObject({ status: 400 })
    const again = new URLSearchParams({ client_id: app.clientId, request_uri: requestUri })
    await refusedByPage(`/fdx/auth/v1/auth?${again}`)
  })

  it.each(['reject', 'cancel'] as const)('is spent with a refusal too: %s (RFC 9126 4)', async (how) => {
    const { requestUri } = await app.push()
    const { location } = (await app.enter(requestUri)).headers
    if (how === 'reject') await app.visit(String(location), 'avery', { decision: 'reject' })
    else {
      const jar = openJar(app.credentials.caPem)
      outsideOf(await jar.submit(pageOf(await jar.open(String(location))), 'cancel'))
    }
    expect(await app.enter(requestUri)).toMatchObject({ status: 400 })
    const again = new URLSearchParams({ client_id: app.clientId, request_uri: requestUri })
    await refusedByPage(`/fdx/auth/v1/auth?${again}`)
  })

  // covers: fdx.2/7
  it('leads to an address that another browser opens (FDX reference 18: two user agents)', async () => {
    const { requestUri, verifier } = await app.push()
    const { location } = (await app.enter(requestUri)).headers
    const [customer] = bank.rooms.bank.customers.demonstrationLogins('fdx')
    const jar = openJar(app.credentials.caPem)
    const page = pageOf(await jar.logIn(String(location), customer as NonNullable<typeof customer>))
    const end = new URL(outsideOf(await jar.submit(page, 'approve')))
    expect(await app.redeem(codeIn(app, end), verifier)).toMatchObject({ status: 200 })
  })
})

describe('The authorization endpoint', () => {
  it('takes its request by POST as by GET (OpenID Connect Core 3.1.2.1)', async () => {
    const { requestUri } = await app.push()
    const fields = { client_id: app.clientId, request_uri: requestUri }
    const entered = await app.form('/fdx/auth/v1/authorize', fields)
    expect(entered.status).toBe(302)
    const { origin, pathname } = new URL(String(entered.headers.location))
    expect(await app.form(origin + pathname, fields)).toMatchObject({ status: 303 })
  })
})

describe('The consent page', () => {
  it.each<[string, string, string]>([
    ['fdx:transfers:read', 'seeing them', 'ver'],
    ['fdx:transfers:write', 'making them', 'fazer'],
    ['fdx:transfers:read fdx:transfers:write', 'seeing them and making them', 'ver e fazer'],
  ])('says of payments and transfers what %s lets the app do (FDX 6.4, TRANSFERS)', async (scopes, en, pt) => {
    const wish = { scope: `fdx:accountbasic:read ${scopes}`, clusters: ['ACCOUNT_BASIC', 'TRANSFERS'] }
    const { location } = (await app.enter((await app.push(wish)).requestUri)).headers
    const [customer] = bank.rooms.bank.customers.demonstrationLogins('fdx')
    const jar = openJar(app.credentials.caPem)
    const { html } = pageOf(await jar.logIn(String(location), customer as NonNullable<typeof customer>))
    expect(html).toMatch(new RegExp(`(Payments and transfers: ${en}|Pagamentos e transferências: ${pt})\\s*<`))
    const consentId = new URL(String(location)).searchParams.get('resourceId') as string
    const consent = bank.rooms.consents.find(consentId) as Consent
    expect(fdx.consent.describe(consent).at(-1)?.title).toEqual({
      ...{ en: `Payments and transfers: ${en}`, 'pt-BR': `Pagamentos e transferências: ${pt}` },
    })
    // One that was kept without its scopes has all those of its clusters.
    const { scopes: _, ...extra } = consent.extra
    expect(fdx.consent.describe({ ...consent, extra }).at(-1)?.title.en).toContain('seeing them and making them')
  })
})

describe('The answer to the app', () => {
  it('is login_required where another sub was asked for than who logs in (OpenID Connect Core 3.1.2.2)', async () => {
    const claims = { nonce: 'n-1', claims: { id_token: { sub: { value: 'somebody-else' } } } }
    const { url } = await authorised(app, { claims, scope: `openid ${FDX_SCOPE}` })
    expect(app.responseOf(url.href)).toMatchObject({ error: 'login_required' })
  })

  it('comes although claims of userinfo were asked for (OpenID Connect Core 5.5)', async () => {
    const claims = { nonce: 'n-1', claims: { userinfo: { name: { essential: true } } } }
    const { url } = await authorised(app, { claims, scope: `openid ${FDX_SCOPE}` })
    expect(app.responseOf(url.href)).toMatchObject({ code: expect.any(String) })
  })

  // covers: fdx.4/1
  it('is a JWT for this client, signed PS256, with code and state and nothing in the clear (JARM 2.1)', async () => {
    const state = randomUUID()
    const { url } = await authorised(app, { claims: { state } })
    expect([...url.searchParams.keys()]).toEqual(['response'])
    const claims = app.responseOf(url.href)
    expect(Object.keys(claims).sort()).toEqual(['aud', 'code', 'exp', 'iss', 'state'])
    expect(claims).toMatchObject({ iss: `${app.baseUrl}/fdx/auth/v1`, aud: app.clientId, state })
  })

  // covers: fdx.3/3
  it('tells in the same way that the customer declined; and rejects the consent (FDX consent API: REJECTED)', async () => {
    const state = randomUUID()
    const { url, consentId } = await authorised(app, { claims: { state } }, 'reject')
    expect(app.responseOf(url.href)).toMatchObject({ error: 'access_denied', state, aud: app.clientId })
    expect(bank.rooms.consents.find(consentId)).toMatchObject({ state: 'REJECTED', ending: { by: 'INDIVIDUAL' } })
  })

  // covers: fdx.4/2
  it('in the hybrid flow brings code and id_token in the fragment, the id_token bound to both (OpenID Connect Core 3.3)', async () => {
    const claims = { response_type: 'code id_token', response_mode: undefined, nonce: 'n-1' }
    const { url, verifier } = await authorised(app, { scope: `openid ${FDX_SCOPE}`, claims })
    const fragment = new URLSearchParams(url.hash.slice(1))
    expect([...fragment.keys()].sort()).toEqual(['code', 'id_token', 'state'])
    const [head, body] = (fragment.get('id_token') ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString())
    expect(JSON.parse(head ?? '')).toMatchObject({ alg: 'PS256' })
    expect(JSON.parse(body ?? '')).toMatchObject({
      iss: `${app.baseUrl}/fdx/auth/v1`,
      aud: app.clientId,
      nonce: 'n-1',
      c_hash: expect.any(String),
      s_hash: expect.any(String),
    })
    expect(await app.redeem(fragment.get('code') ?? '', verifier)).toMatchObject({
      status: 200,
      json: { id_token: expect.any(String), grant_id: expect.any(String) },
    })
  })

  it('in the hybrid flow brings a refusal without iss, which nothing announces (RFC 9207 2.3)', async () => {
    const claims = { response_type: 'code id_token', response_mode: undefined, nonce: 'n-1' }
    const { url } = await authorised(app, { scope: `openid ${FDX_SCOPE}`, claims }, 'reject')
    const fragment = new URLSearchParams(url.hash.slice(1))
    expect([...fragment.keys()].sort()).toEqual(['error', 'error_description', 'state'])
  })

  it('in the hybrid flow needs openid and a nonce', async () => {
    const claims = { response_type: 'code id_token', response_mode: undefined }
    expect((await app.push({ scope: `openid ${FDX_SCOPE}`, claims })).answer).toMatchObject({ status: 400 })
    expect((await app.push({ claims: { ...claims, nonce: 'n' } })).answer).toMatchObject({ status: 400 })
  })
})

describe('A request that nobody finishes', () => {
  // covers: fdx.3/2
  it('ends its consent by itself within six minutes: sixty seconds to come, three hundred to decide', async () => {
    const { requestUri } = await app.push()
    const { location } = (await app.enter(requestUri)).headers
    const id = new URL(String(location)).searchParams.get('resourceId') as string
    bank.advance(359_000)
    expect(bank.rooms.consents.find(id)?.state).toBe('INITIATED')
    bank.advance(2_000)
    expect(bank.rooms.consents.find(id)).toMatchObject({ state: 'REJECTED', ending: { by: 'DATA_PROVIDER' } })
  })
})

// covers: fdx.4/3
describe('A code', () => {
  it('needs the verifier of its request, its redirect address and its own client', async () => {
    const first = await authorised(app)
    expect(await app.redeem(codeIn(app, first.url), 'x'.repeat(64))).toMatchObject({ json: { error: 'invalid_grant' } })
    const second = await authorised(app)
    expect(await other.redeem(codeIn(app, second.url), second.verifier)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant' },
    })
  })

  it('that comes twice is refused, and ends what it gave (RFC 6749 4.1.2)', async () => {
    const { url, verifier } = await authorised(app)
    const code = codeIn(app, url)
    const tokens = await app.redeem(code, verifier)
    expect(tokens.status).toBe(200)
    expect(await app.redeem(code, verifier)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect(await app.api('/fdx/v6/accounts', String(tokens.json?.access_token))).toMatchObject({ status: 401 })
    expect(await app.refresh(String(tokens.json?.refresh_token))).toMatchObject({ status: 400 })
  })

  it('is good for sixty seconds', async () => {
    const { url, verifier } = await authorised(app)
    bank.advance(61_000)
    expect(await app.redeem(codeIn(app, url), verifier)).toMatchObject({ json: { error: 'invalid_grant' } })
  })
})

describe('Tokens', () => {
  // covers: fdx.4/4
  it('name their consent in every answer, live 300 seconds, and work with their certificate alone', async () => {
    const { accessToken, consentId } = await app.connect('avery')
    expect(consentId).toMatch(/^[0-9a-f]{24}$/)
    const headers = { authorization: `Bearer ${accessToken}` }
    expect(await other.call('/fdx/v6/accounts', { headers })).toMatchObject({ status: 401, json: { code: '603' } })
    expect(await rawCall(`${app.baseUrl}/fdx/v6/accounts`, app.credentials.caPem, { headers })).toMatchObject({
      status: 401,
    })
    bank.advance(301_000)
    expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 401, json: { code: '603' } })
  })

  // covers: fdx.4/5
  it('rotate at each refresh; a refresh token that comes again ends them all (RFC 9700 4.14.2)', async () => {
    const { refreshToken, consentId } = await app.connect('avery')
    const renewed = await app.refresh(refreshToken)
    expect(renewed.json).toMatchObject({ grant_id: consentId, expires_in: 300 })
    expect(renewed.json?.refresh_expires_in).toBeGreaterThan(29 * DAY_SECONDS)
    const next = String(renewed.json?.refresh_token)
    expect(next).not.toBe(refreshToken)
    expect(await app.refresh(refreshToken)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect(await app.refresh(next)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect(await app.api('/fdx/v6/accounts', String(renewed.json?.access_token))).toMatchObject({ status: 401 })
  })

  // covers: fdx.4/5
  it('are refreshed no longer than their consent lasts', async () => {
    const { url, verifier } = await authorised(app, { durationPeriod: 5 })
    const { json } = await app.redeem(codeIn(app, url), verifier)
    expect(json?.refresh_expires_in).toBeLessThanOrEqual(5 * DAY_SECONDS)
    expect(json?.refresh_expires_in).toBeGreaterThan(5 * DAY_SECONDS - 120)
    bank.advance(5 * DAY_SECONDS * 1000)
    expect(await app.refresh(String(json?.refresh_token))).toMatchObject({ json: { error: 'invalid_grant' } })
  })

  it('are refreshed by nobody but their client', async () => {
    const { refreshToken } = await app.connect('avery')
    const foreign = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: other.clientId }
    expect(await other.form('/fdx/auth/v1/token', foreign)).toMatchObject({ json: { error: 'invalid_grant' } })
    expect(await other.refresh(refreshToken)).toMatchObject({ status: 400 })
  })

  it('are revoked one by one: the refresh token outlives its access token (RFC 7009 2.1)', async () => {
    const { accessToken, refreshToken } = await app.connect('avery')
    await app.form('/fdx/auth/v1/revoke', { token: accessToken, client_id: app.clientId })
    expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 401 })
    expect(await app.refresh(refreshToken)).toMatchObject({ status: 200 })
  })

  // covers: fdx.4/8
  it('end with the revocation endpoint, which ends no other client’s', async () => {
    const { accessToken, refreshToken } = await app.connect('avery')
    await other.form('/fdx/auth/v1/revoke', { token: accessToken, client_id: other.clientId })
    expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 200 })
    expect(await app.form('/fdx/auth/v1/revoke', { token: refreshToken, client_id: app.clientId })).toMatchObject({
      status: 200,
    })
    expect(await app.refresh(refreshToken)).toMatchObject({ json: { error: 'invalid_grant' } })
  })

  // covers: fdx.4/7
  it('of an app alone open no customer’s data', async () => {
    const form = { grant_type: 'client_credentials', scope: 'fdx:notifications:subscribe', client_id: app.clientId }
    const { json } = await app.form('/fdx/auth/v1/token', form)
    expect(await app.api('/fdx/v6/accounts', String(json?.access_token))).toMatchObject({ status: 403 })
    const wide = { ...form, scope: 'fdx:accountbasic:read' }
    expect(await app.form('/fdx/auth/v1/token', wide)).toMatchObject({ status: 400, json: { error: 'invalid_scope' } })
  })
})

describe('The own token of an app (RFC 6749 3.3 and 4.4.2)', () => {
  const asked = (scope?: string) =>
    app.form('/fdx/auth/v1/token', {
      ...{ grant_type: 'client_credentials', client_id: app.clientId },
      ...(scope === undefined ? {} : { scope }),
    })

  it('may come without a scope: it opens what wants the app alone, and nothing that a scope opens', async () => {
    for (const { status, json } of [await asked(), await asked('')]) {
      expect([status, json?.scope]).toEqual([200, undefined])
      const token = String(json?.access_token)
      for (const path of ['/availability', '/capability', '/certification-metrics', '/recipients', '/data-providers'])
        expect(await app.api(`/fdx/v6${path}`, token), path).toMatchObject({ status: 200 })
      expect(await app.api('/fdx/v6/notifications', token)).toMatchObject({ status: 403, json: { code: '602' } })
      expect(await app.api('/fdx/v6/accounts', token)).toMatchObject({ status: 403 })
    }
  })

  it('comes with the scopes asked for and no other', async () => {
    expect(await asked('fdx:notifications:subscribe')).toMatchObject({ json: { scope: 'fdx:notifications:subscribe' } })
    expect(await asked('fdx:notifications:subscribe fdx:tax:read')).toMatchObject({ json: { error: 'invalid_scope' } })
  })
})

describe('Who a client is', () => {
  // covers: fdx.1/2
  it('comes from TLS alone: ssl-client-* headers change nothing, with a certificate or without', async () => {
    const { accessToken } = await app.connect('avery')
    const spoofed = {
      'ssl-client-verify': 'SUCCESS',
      'ssl-client-cert': encodeURIComponent(app.credentials.transport.chainPem),
    }
    const headers = { authorization: `Bearer ${accessToken}`, ...spoofed }
    expect(await other.call('/fdx/v6/accounts', { headers })).toMatchObject({ status: 401, json: { code: '603' } })
    expect(await app.call('/fdx/v6/accounts', { headers })).toMatchObject({ status: 200 })
    const bare = await rawCall(`${app.baseUrl}/fdx/v6/accounts`, app.credentials.caPem, { headers })
    expect(bare).toMatchObject({ status: 401, json: { code: '603' } })
    const form = { grant_type: 'client_credentials', scope: 'fdx:notifications:subscribe', client_id: app.clientId }
    const body = new URLSearchParams(form).toString()
    const asForm = { 'content-type': 'application/x-www-form-urlencoded', ...spoofed }
    expect(await other.call('/fdx/auth/v1/token', { method: 'POST', headers: asForm, body })).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    })
  })

  // covers: fdx.1/2
  it('is invalid_client, 401, where a request shows none or a broken assertion (RFC 6749 5.2)', async () => {
    const broken = {
      client_assertion: 'broken',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }
    const said = { grant_type: 'client_credentials', request: await app.requestObject({}, 'x'.repeat(43)) }
    for (const path of ['/token', '/par', '/revoke']) {
      for (const fields of [{}, broken]) {
        const answer = await app.form(`/fdx/auth/v1${path}`, { ...said, ...fields })
        expect([answer.status, answer.json?.error], path).toEqual([401, 'invalid_client'])
      }
    }
  })

  it('is shown by an assertion where the client registered so, and by nothing else then', async () => {
    const signing = await openFdxApp(bank, 'Signing Budget')
    expect(await registerAnew(bank, signing, { token_endpoint_auth_method: 'private_key_jwt' })).toMatchObject({
      status: 200,
    })
    expect((await signing.push()).answer).toMatchObject({ status: 401, json: { error: 'invalid_client' } })
  })
})
