import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Explanation, LoggedExchange, MarketRules } from '#journey'
import portuguese from '../../renderer/words/operations.pt-BR.json' with { type: 'json' }
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { openJar } from '../support/jar.ts'
import { type Outsider, openOutsider } from '../support/outsider.ts'

let bank: TestBank
let app: TestApp
let other: TestApp
let outsider: Outsider
let api: ReturnType<typeof consoleApi>

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Agenda de Contas')
  other = await bank.app('Outra Agenda')
  outsider = openOutsider(app)
  api = consoleApi(bank)
})

afterAll(async () => {
  await Promise.all([app, other].map((one) => one?.close()))
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

/** The newest refusal of an operation, explained. */
async function explained(operation: string): Promise<Explanation> {
  const { body: log } = await api.call<{ exchanges: LoggedExchange[] }>(
    'GET',
    `/api/requests?kind=any&limit=20&operation=${encodeURIComponent(operation)}`,
  )
  const refused = log.exchanges.find(({ problem }) => problem)
  const { status, body } = await api.call<{ explanation: Explanation }>(
    'GET',
    `/api/exchanges/${refused?.id}/explanation`,
  )
  expect(status).toBe(200)
  return body.explanation
}

const placeOf = (explanation: Explanation, at: string) => explanation.places.find((place) => place.at === at)
const URN = 'urn:ietf:params:oauth:request_uri:'
const PUSH = 'push authorization request'

describe('A refusal is explained by the row of the rule that made it', () => {
  it('a request object for another audience shows what was sent, the issuer that would be right, and the request put right (FAPI 1.0 Advanced 5.2.2-15)', async () => {
    const { jwt } = await outsider.object(await app.consentFor('ana'), { aud: 'https://example.com' })
    await outsider.push(jwt)
    const explanation = await explained(PUSH)
    expect(explanation).toMatchObject({ rule: 'request-audience', part: 'request', market: 'obb' })
    expect(explanation.said).toContain('jwt audience missing')
    expect(placeOf(explanation, 'claim:request.aud')).toEqual({
      at: 'claim:request.aud',
      sent: 'https://example.com',
      right: { en: app.server.issuer, 'pt-BR': app.server.issuer },
      leaveOut: false,
    })
    expect(explanation.corrected?.en).toContain(`"aud": "${app.server.issuer}"`)
    expect(explanation.corrected?.en).toContain('request=<the JWT below, signed again>')
    expect(explanation.corrected?.['pt-BR']).toContain('request=<o JWT abaixo, assinado de novo>')
    expect(explanation.corrected?.en).not.toContain('example.com')
  })

  it('what the answer keeps from the caller is told here: a client assertion that was used before (RFC 7523 3)', async () => {
    const assertion = await outsider.assertion()
    const grant = { grant_type: 'client_credentials', scope: 'consents', client_assertion: assertion }
    expect((await outsider.token(grant)).status).toBe(200)
    const again = await outsider.token(grant)
    expect(again.json?.error_description).toBe('client authentication failed')
    const explanation = await explained('token client_credentials')
    expect(explanation).toMatchObject({
      rule: 'assertion-once',
      said: 'client assertion tokens must only be used once',
    })
    expect(placeOf(explanation, 'claim:client_assertion.jti')?.right?.en).toBe('<a fresh UUID>')
    expect(JSON.stringify(explanation)).not.toContain(assertion.slice(0, 40))
  })

  it.each<[string, string, Record<string, unknown>]>([
    ['assertion-audience', 'claim:client_assertion.aud', { aud: 'https://example.com' }],
    ['assertion-lifetime', 'claim:client_assertion.exp', { exp: 1_000_000 }],
    ['assertion-lifetime', 'claim:client_assertion.exp', { exp: Math.floor(Date.now() / 1000) + 86_400 }],
    ['assertion-issuer', 'claim:client_assertion.iss', { iss: 'somebody' }],
    ['assertion-once', 'claim:client_assertion.jti', { jti: undefined }],
  ])('an assertion refused by %s points at %s (RFC 7523 3)', async (rule, at, changes) => {
    const client_assertion = await outsider.assertion(changes)
    expect(
      (await outsider.token({ grant_type: 'client_credentials', scope: 'consents', client_assertion })).status,
    ).toBe(401)
    const explanation = await explained('token client_credentials')
    expect(explanation.rule).toBe(rule)
    expect(placeOf(explanation, at)).toBeDefined()
  })

  it('a call without its token, with the wrong Accept and with another certificate each name the place (RFC 6750; RFC 8705 3)', async () => {
    const { accessToken } = await app.connect('ana')
    await outsider.accounts(accessToken, { headers: { accept: 'text/html' } })
    expect(placeOf(await explained('accountsGetAccounts'), 'header:accept')).toMatchObject({
      sent: 'text/html',
      right: { en: 'application/json' },
    })
    await outsider.accounts(accessToken, { tls: openOutsider(other).tls })
    const bound = await explained('accountsGetAccounts')
    expect(bound.rule).toBe('token-bound')
    expect(placeOf(bound, 'certificate')?.sent).toContain(other.credentials.softwareId)
    expect(bound.corrected?.en).toContain('# with certificate:')
  })

  it('a token whose consent ended names the end and asks for a new consent, also where it is refreshed or has expired too (consents v3: status AUTHORISED)', async () => {
    const { consentId, accessToken, refreshToken } = await app.connect('ana')
    expect((await app.removeConsent(consentId)).status).toBe(204)
    const rule = { rule: 'consent-active', fix: { en: 'Ask the customer for a new consent.' } }
    await outsider.accounts(accessToken)
    const called = await explained('accountsGetAccounts')
    expect(called).toMatchObject(rule)
    expect(called.said).toContain('REJECTED (CUSTOMER_MANUALLY_REVOKED, by USER)')
    expect(placeOf(called, 'header:authorization')?.right?.en).toBe('Bearer <token of a consent that is AUTHORISED>')
    await outsider.refresh(refreshToken)
    const refreshed = await explained('token refresh_token')
    expect(refreshed).toMatchObject({ ...rule, said: called.said })
    expect(placeOf(refreshed, 'field:refresh_token')?.right?.en).toBe('<token of a consent that is AUTHORISED>')
    bank.advance(16 * 60_000)
    await outsider.accounts(accessToken)
    const late = await explained('accountsGetAccounts')
    expect(late).toMatchObject(rule)
    expect(late.said).toContain('so has its consent (CUSTOMER_MANUALLY_REVOKED, by USER)')
    await outsider.accounts('unknown')
    expect(await explained('accountsGetAccounts')).toMatchObject({ rule: 'token-active' })
  })

  it('a query that breaks its schema names the parameter and what it must be (accounts v2)', async () => {
    const { accessToken } = await app.connect('ana')
    const url = `${await app.endpoint('accounts', '/accounts')}?page-size=many`
    const headers = { authorization: `Bearer ${accessToken}`, 'x-fapi-interaction-id': crypto.randomUUID() }
    expect((await outsider.call(url, { headers })).status).toBe(400)
    const explanation = await explained('accountsGetAccounts')
    expect(explanation.rule).toBe('parameters-valid')
    expect(placeOf(explanation, 'query:page-size')?.sent).toBe('many')
  })

  it('a consent with a lonely permission shows the list put right (consents v3: groups)', async () => {
    await app.lodge({ document: bank.customer('ana').document, permissions: ['ACCOUNTS_BALANCES_READ'] })
    const explanation = await explained('consentsPostConsents')
    expect(explanation.rule).toBe('consent-permissions')
    expect(placeOf(explanation, 'field:data.permissions')?.sent).toContain('ACCOUNTS_BALANCES_READ')
    expect(placeOf(explanation, 'field:data.permissions')?.right?.en).toContain('RESOURCES_READ')
  })

  it('a refused registration names the member and its only value (registration profile)', async () => {
    const { directory } = bank.rooms
    const statement = await directory.softwareStatement(app.credentials.softwareId)
    const body = { software_statement: statement, redirect_uris: [app.redirectUri], subject_type: 'pairwise' }
    const answer = await outsider.call(outsider.endpoints.register, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(400)
    const explanation = await explained('register client')
    expect(explanation.rule).toBe('registration-metadata')
    expect(placeOf(explanation, 'field:subject_type')).toMatchObject({ sent: 'pairwise', right: { en: 'public' } })
    expect(explanation.corrected?.en).toContain('"subject_type": "public"')
  })

  it.each<[string, unknown, string]>([
    ['a list of claims', ['acr'], '["acr"]'],
    ['an empty list', [], '[]'],
    ['a list in a text', '["acr"]', '["acr"]'],
  ])(
    'claims sent as %s show what was sent and the object that would be right (OpenID Connect Core 5.5)',
    async (_what, claims, sent) => {
      const { jwt } = await outsider.object(await app.consentFor('ana'), { claims })
      expect((await outsider.push(jwt)).status).toBe(400)
      const explanation = await explained(PUSH)
      expect(explanation.rule).toBe('request-claims')
      const right = '{"id_token":{"acr":{"essential":true}}}'
      expect(explanation.places).toEqual([
        { at: 'claim:request.claims', sent, right: { en: right, 'pt-BR': right }, leaveOut: false },
      ])
      expect(explanation.corrected?.en).toContain('"claims": "{\\"id_token\\"')
    },
  )

  it('another member of the request object sent as a list shows the one value (RFC 6749 3.1)', async () => {
    const { jwt } = await outsider.object(await app.consentFor('ana'), { scope: ['openid', 'accounts'] })
    expect((await outsider.push(jwt)).status).toBe(400)
    const explanation = await explained(PUSH)
    expect(explanation.rule).toBe('parameters-once')
    expect(explanation.places).toEqual([
      expect.objectContaining({
        ...{ at: 'claim:request.scope', sent: '["openid","accounts"]' },
        right: { en: 'openid accounts', 'pt-BR': 'openid accounts' },
      }),
    ])
  })

  it.each<[string, string, string]>([
    ['unknown', `${URN}nobody-pushed-this`, '<a request_uri just given>'],
    ['an address that no push gave', 'https://example.com/request', `${URN}<what /par gave>`],
  ])(
    'a request_uri that is %s shows what was sent and what would be right (RFC 9126 4)',
    async (_what, sent, right) => {
      const { url } = await outsider.pushed(await app.consentFor('ana'))
      const address = new URL(url)
      address.searchParams.set('request_uri', sent)
      expect((await openJar(app.credentials.caPem).open(address.href)).page?.status).toBe(400)
      const explanation = await explained('authorize')
      expect(explanation.rule).toBe('request-uri-current')
      expect(explanation.said).toMatch(/request_uri/)
      expect(placeOf(explanation, 'query:request_uri')).toMatchObject({ sent, right: { en: right } })
      expect(explanation.corrected?.en).toContain(`request_uri=${right}`)
    },
  )

  it('at the authorization endpoint an unknown client and a missing one are places of the address (RFC 6749 4.1.1)', async () => {
    const { url } = await outsider.pushed(await app.consentFor('ana'))
    const address = new URL(url)
    address.searchParams.set('client_id', 'nobody')
    await openJar(app.credentials.caPem).open(address.href)
    expect((await explained('authorize')).places).toMatchObject([
      { at: 'query:client_id', sent: 'nobody', right: { en: '<a registered client id>' } },
    ])
    address.searchParams.delete('client_id')
    await openJar(app.credentials.caPem).open(address.href)
    expect((await explained('authorize')).places).toMatchObject([
      { at: 'query:client_id', sent: null, right: { en: '<its value>' } },
    ])
  })

  it('the engine’s refusal inside the back channel is explained by the request that caused it', async () => {
    await outsider.token({ grant_type: 'password', username: 'ana' })
    const inner = await explained('verify the app')
    expect(inner.rule).toBe('grant-type')
    expect(placeOf(inner, 'field:grant_type')).toMatchObject({ sent: 'password' })
  })
})

describe('A refusal on arrow 1 is explained like one of the gateway', () => {
  const OWN = { name: 'Casa Ltda.', registrationNumber: '11222333000181' }
  const SELF = { name: 'Rui', email: 'rui@example.com', password: 'long enough' }
  const signUp = (organisation: object, developer: object) =>
    api.call('POST', '/api/marketplace/sign-up', { organisation, developer })
  const create = (wish: object) =>
    api.call('POST', '/api/marketplace/applications', {
      ...{ market: 'obb', name: 'Explicada', redirectUris: ['https://app.example/back'] },
      ...wish,
    })

  it('a body that breaks its schema, by the fields it lacks', async () => {
    expect((await api.call('POST', '/api/marketplace/sign-up', {})).status).toBe(400)
    const explanation = await explained('sign up')
    expect(explanation).toMatchObject({
      rule: 'console-fields',
      part: 'console',
      clause: expect.stringContaining('RFC'),
    })
    expect(placeOf(explanation, 'field:developer')).toMatchObject({ sent: null, right: { en: '<what belongs here>' } })
    expect(explanation.corrected?.['pt-BR']).toContain('<o que cabe aqui>')
  })

  it('a registration number that was enrolled, one with wrong digits, and a short password', async () => {
    expect((await signUp(OWN, SELF)).status).toBe(201)
    expect((await signUp(OWN, { ...SELF, email: 'eva@example.com' })).status).toBe(409)
    const taken = await explained('sign up')
    expect(taken.rule).toBe('marketplace-organisation')
    expect(placeOf(taken, 'field:organisation.registrationNumber')?.right?.en).toMatch(/your own/)
    await signUp({ ...OWN, registrationNumber: '11222333000180' }, { ...SELF, email: 'eva@example.com' })
    expect((await explained('sign up')).rule).toBe('marketplace-number')
    await signUp(OWN, { ...SELF, password: 'short' })
    const short = await explained('sign up')
    expect(short.rule).toBe('marketplace-password')
    expect(JSON.stringify(short)).not.toContain('"short"')
  })

  it('a redirect address that the market does not admit, with the one that it does', async () => {
    expect((await create({ redirectUris: ['https://localhost:3/c'] })).status).toBe(400)
    const explanation = await explained('create application')
    expect(explanation).toMatchObject({ rule: 'marketplace-redirect', market: 'obb' })
    expect(placeOf(explanation, 'field:redirectUris')?.right?.en).toContain('https://127.0.0.1:3/c')
  })

  it('what the directory refuses is recorded under its rule on arrow 2 as well', async () => {
    expect((await create({ clientUri: 'ftp://example.com' })).status).toBe(400)
    expect((await explained('create application')).rule).toBe('marketplace-address')
    expect((await explained('provision application')).rule).toBe('marketplace-address')
  })

  it('a call without a token, and a body that is no JSON', async () => {
    const { console: address } = bank.urls
    const headers = { 'content-type': 'application/json' }
    await fetch(`${address}/api/marketplace/applications`, { method: 'POST', headers, body: '{}' })
    expect((await explained('create application')).rule).toBe('console-token')
    await fetch(`${address}/api/marketplace/sign-up`, { method: 'POST', headers, body: '{' })
    expect((await explained('sign up')).rule).toBe('console-body')
  })
})

describe('Every refusal in a bank’s record has its entry', () => {
  it('no exchange of this file was refused by a rule without one, or by the rule of last resort, or has a name in one language', async () => {
    const { body } = await api.call<{ exchanges: LoggedExchange[] }>('GET', '/api/requests?kind=any&limit=500')
    const words = body.exchanges.map(({ operation }) => operation).filter((name) => /^[a-z][a-z _-]*$/.test(name))
    expect(words.filter((name) => !(name in portuguese))).toEqual([])
    const { body: table } = await api.call<{ markets: MarketRules[] }>('GET', '/api/rules')
    const rules = new Set(table.markets.flatMap((market) => market.rules.map(({ id }) => id)))
    const refusals = body.exchanges.filter(({ problem }) => problem)
    expect(refusals.length).toBeGreaterThan(15)
    expect(refusals.filter(({ problem }) => !rules.has(problem?.rule ?? ''))).toEqual([])
    expect(refusals.filter(({ problem }) => problem?.rule === 'oauth-request')).toEqual([])
  })

  it('an exchange that passed, and one that is not there, have nothing to explain', async () => {
    const { body } = await api.call<{ exchanges: LoggedExchange[] }>('GET', '/api/requests?kind=any&limit=100')
    const passed = body.exchanges.find(({ problem }) => !problem)
    const answer = await api.call<{ error: { type: string } }>('GET', `/api/exchanges/${passed?.id}/explanation`)
    expect([answer.status, answer.body.error.type]).toEqual([409, 'exchange-not-refused'])
    expect((await api.call('GET', '/api/exchanges/nothing-1/explanation')).status).toBe(404)
  })
})
