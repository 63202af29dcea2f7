import { randomUUID } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDataRecipient } from '../../server/cli/data-recipient.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { openIdToken } from '../support/id-token.ts'
import { openJar, outsideOf, pageOf } from '../support/jar.ts'
import { authorizeUrl, fragmentOf, type Outsider, openOutsider } from '../support/outsider.ts'
import type { RawAnswer } from '../support/raw-call.ts'

let bank: TestBank
let app: TestApp
let other: TestApp
let outsider: Outsider
let stranger: Outsider

beforeAll(async () => {
  bank = await openTestBank()
  ;[app, other] = await Promise.all([bank.app('Contas à Prova'), bank.app('Outras à Prova')])
  outsider = openOutsider(app)
  stranger = openOutsider(other)
})
afterAll(async () => {
  await Promise.all([app, other].map((one) => one?.close()))
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const now = () => Math.floor(Date.now() / 1000)

/** The address a customer who approves comes back to the app with. */
async function approved(url: string): Promise<URL> {
  const browser = openJar(app.credentials.caPem)
  const page = pageOf(await browser.logIn(url, bank.customer('ana')))
  return new URL(outsideOf(await browser.submit(page, 'approve')))
}

/** A whole journey by hand: the tokens, and the code they came from. */
async function connected(changes: Record<string, unknown> = {}) {
  const consentId = await app.consentFor('ana')
  const pushed = await outsider.pushed(consentId, changes)
  const { code = '' } = fragmentOf((await approved(pushed.url)).href)
  const { json } = await outsider.redeem(code, pushed.verifier)
  const [accessToken, refreshToken] = [String(json?.access_token), String(json?.refresh_token)]
  return { consentId, code, verifier: pushed.verifier, accessToken, refreshToken }
}

/** How many bits a random text of its alphabet may hold. */
function bits(text: string): number {
  return text.length * Math.log2(new Set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_').size)
}

describe('What nobody can guess', () => {
  // covers: 32, 35, 39
  it('codes, tokens and pushed requests hold 128 bits of chance, and no two share a beginning (RFC 6749 10.10)', async () => {
    const made = await Promise.all([connected(), connected(), connected()])
    const pushed = await Promise.all(made.map(async () => outsider.pushed(await app.consentFor('ana'))))
    const kinds = [
      made.map(({ code }) => code),
      made.map(({ accessToken }) => accessToken),
      made.map(({ refreshToken }) => refreshToken),
      pushed.map(({ requestUri }) => requestUri.slice(requestUri.lastIndexOf(':') + 1)),
    ]
    for (const values of kinds) {
      for (const value of values) {
        expect(value).toMatch(/^[\w-]+$/)
        expect(bits(value)).toBeGreaterThanOrEqual(128)
        // A value of chance repeats few of its characters.
        expect(new Set(value).size).toBeGreaterThan(12)
      }
      expect(new Set(values.map((value) => value.slice(0, 6))).size).toBe(values.length)
    }
  })
})

describe('The authorization request', () => {
  // covers: 33, 54, 91
  it.each<[string, (clientId: string, requestUri: string) => string]>([
    ['the two parameters alone', (id, uri) => `${new URLSearchParams({ client_id: id, request_uri: uri })}`],
    ['the two in the other order', (id, uri) => `${new URLSearchParams({ request_uri: uri, client_id: id })}`],
    [
      'others repeated beside them',
      (id, uri) =>
        `${new URLSearchParams({ scope: 'openid', response_type: 'code id_token', request_uri: uri, redirect_uri: app.redirectUri, client_id: id, nonce: 'beside' })}`,
    ],
  ])('may be opened with %s (RFC 9126 4)', async (_what, query) => {
    const pushed = await outsider.pushed(await app.consentFor('ana'))
    const back = await approved(`${outsider.endpoints.authorize}?${query(app.credentials.clientId, pushed.requestUri)}`)
    const { code, id_token } = fragmentOf(back.href)
    expect((await outsider.redeem(code as string, pushed.verifier)).status).toBe(200)
    const signed = await openIdToken(app.credentials, id_token as string)
    expect(decodeJwt(signed).nonce).toBe(pushed.nonce)
  })

  // covers: 34, 35
  it('is answered in the fragment alone: code, id_token, state, nothing in the query, no access token (FAPI 1.0 Advanced 5.2.2)', async () => {
    const pushed = await outsider.pushed(await app.consentFor('ana'))
    const back = await approved(pushed.url)
    expect(back.search).toBe('')
    expect(Object.keys(fragmentOf(back.href)).sort()).toEqual(['code', 'id_token', 'state'])
    expect(fragmentOf(back.href).state).toBe(pushed.state)
  })

  // covers: 31, 36, 37
  it('brings an id_token for this client with the nonce, hashes and claims of the profile and no others (OpenID Connect Core 3.3.2.11)', async () => {
    const pushed = await outsider.pushed(await app.consentFor('ana'))
    const { id_token } = fragmentOf((await approved(pushed.url)).href)
    const signed = await openIdToken(app.credentials, id_token as string)
    const claims = decodeJwt(signed)
    expect(decodeProtectedHeader(signed)).toEqual({ alg: 'PS256', kid: expect.any(String) })
    const named = ['acr', 'aud', 'c_hash', 'exp', 'iat', 'iss', 'nonce', 's_hash', 'sub']
    expect(
      Object.keys(claims)
        .filter((name) => name !== 'auth_time')
        .sort(),
    ).toEqual(named)
    expect([claims.aud, claims.iss]).toEqual([app.credentials.clientId, app.server.issuer])
    expect(Math.abs((claims.iat as number) - now())).toBeLessThan(60)
    expect(claims.exp).toBeGreaterThan(now())
  })

  // covers: 56, 57
  it.each([64, 384])(
    'a nonce and a state of %i characters come back whole (OpenID Connect Core 3.1.2.1)',
    async (length) => {
      const [nonce, state] = ['n'.repeat(length), 's'.repeat(length)]
      const pushed = await outsider.pushed(await app.consentFor('ana'), { nonce, state })
      const fragment = fragmentOf((await approved(pushed.url)).href)
      expect(fragment.state).toBe(state)
      expect(decodeJwt(await openIdToken(app.credentials, fragment.id_token as string)).nonce).toBe(nonce)
    },
  )

  // covers: 59, 50
  it.each(['scope', 'nonce', 'redirect_uri', 'response_type', 'code_challenge'])(
    'a %s that stands only outside the object is missing (FAPI 1.0 Advanced 5.2.2-10)',
    async (name) => {
      const consentId = await app.consentFor('ana')
      const { jwt } = await outsider.object(consentId, { [name]: undefined })
      const outside: Record<string, string> = {
        scope: `openid consent:${consentId}`,
        nonce: 'outside',
        redirect_uri: app.redirectUri,
        response_type: 'code id_token',
        code_challenge: 'x'.repeat(43),
      }
      const answer = await outsider.push(jwt, { [name]: outside[name] })
      expect(answer.status).toBe(400)
      expect(answer.json?.error).toMatch(/^invalid_request(_object)?$/)
    },
  )

  // covers: 64
  it('an object with one byte of its signature or of its claims changed is refused (RFC 7515 5.2)', async () => {
    const { jwt } = await outsider.object(await app.consentFor('ana'))
    const [header, claims, signature] = jwt.split('.') as [string, string, string]
    const flipped = (part: string) => part.replace(/^(.{40})(.)/, (_, start, at) => `${start}${at === 'A' ? 'B' : 'A'}`)
    for (const broken of [
      `${header}.${claims}.${flipped(signature)}`,
      `${header}.${flipped(claims)}.${signature}`,
      `${header}.${claims}.`,
    ]) {
      const answer = await outsider.push(broken)
      expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request_object'])
    }
  })

  // covers: 12/47
  it('redirect addresses that differ in their query are two addresses (RFC 6749 3.1.2)', async () => {
    const { marketplace } = bank.rooms
    const redirectUris = ['https://127.0.0.1:8443/callback', 'https://127.0.0.1:8443/callback?of=two']
    const asked = { developerId: marketplace.ownerDeveloper().id, market: 'obb', name: 'Dois endereços', redirectUris }
    const { id } = await marketplace.createApplication(asked)
    await marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
    const both = await openDataRecipient(marketplace.credentials(id))
    const { document } = bank.customer('ana')
    for (const redirect_uri of redirectUris) {
      const { body } = await both.lodge({ document })
      const { consentId } = (body as { data: { consentId: string } }).data
      const back = await approved((await both.push(consentId, { redirect_uri })).url)
      expect(`${back.origin}${back.pathname}${back.search}`).toBe(redirect_uri)
      expect(fragmentOf(back.href)).toHaveProperty('code')
    }
    await both.close()
    for (const redirect_uri of [`${app.redirectUri}?of=two`, `${app.redirectUri}/`, app.redirectUri.toUpperCase()]) {
      const answer = await outsider.push((await outsider.object(await app.consentFor('ana'), { redirect_uri })).jwt)
      expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
    }
  })

  // covers: 112
  it('a pushed request is good for what its object has left, where that is less (RFC 9126 2.2)', async () => {
    const { jwt } = await outsider.object(await app.consentFor('ana'), { exp: now() + 90 })
    const answer = await outsider.push(jwt)
    expect(answer.status).toBe(201)
    expect(answer.json?.expires_in).toBeLessThanOrEqual(90)
    expect(answer.json?.expires_in).toBeGreaterThanOrEqual(60)
  })

  // covers: 32, 60, 112
  it('an object that has ended, or ends before a pushed request would, is refused; one of a minute is good for a minute (RFC 9126 2.2)', async () => {
    const push = async (left: number) =>
      outsider.push((await outsider.object(await app.consentFor('ana'), { nbf: now() - 60, exp: now() + left })).jwt)
    for (const left of [-10, -8, 0, 30]) {
      const answer = await push(left)
      expect([answer.status, answer.json?.error], `${left}`).toEqual([400, 'invalid_request_object'])
    }
    expect(await push(60)).toMatchObject({ status: 201, json: { expires_in: 60 } })
  })

  // covers: 115
  it('a refusal brings the app what was announced and nothing more: no iss (RFC 9207 2.3, 2.4)', async () => {
    const { url, state } = await outsider.pushed(await app.consentFor('ana'), { prompt: 'none' })
    const unasked = await openJar(app.credentials.caPem).go(url)
    const asked = await outsider.pushed(await app.consentFor('ana'))
    const browser = openJar(app.credentials.caPem)
    const stop = await browser.logIn(asked.url, bank.customer('ana'))
    const cancelled = outsideOf(await browser.submit(pageOf(stop), 'cancel'))
    for (const [to, sent] of [
      [String(unasked.headers.location), state],
      [cancelled, asked.state],
    ] as const) {
      expect(Object.keys(fragmentOf(to)).sort()).toEqual(['error', 'error_description', 'state'])
      expect([fragmentOf(to).state, new URL(to).search]).toEqual([sent, ''])
    }
  })

  it('every redirect of the way is 303, and iss is neither announced nor needed (RFC 9207 2.4)', async () => {
    const metadata = (await outsider.call(`${app.server.issuer}/.well-known/openid-configuration`)).json
    expect(metadata).not.toHaveProperty('authorization_response_iss_parameter_supported')
    const { url } = await outsider.pushed(await app.consentFor('ana'))
    const browser = openJar(app.credentials.caPem)
    const first = await browser.go(url)
    expect([first.status, String(first.headers.location)]).toEqual([303, expect.stringContaining('/obb/interaction/')])
  })
})

describe('The code', () => {
  // covers: 72
  it('that comes again an hour later, after its row would have been swept, still ends what it gave (RFC 6749 4.1.2)', async () => {
    const { code, verifier, accessToken, refreshToken, consentId } = await connected()
    bank.advance(3_600_000)
    bank.rooms.identity.sweep()
    const fresh = await outsider.refresh(refreshToken)
    expect(fresh.status).toBe(200)

    const foreign = await stranger.redeem(code, verifier)
    expect([foreign.status, foreign.json?.error]).toEqual([400, 'invalid_grant'])
    expect((await outsider.refresh(refreshToken)).status).toBe(200)

    const again = await outsider.redeem(code, verifier)
    expect([again.status, again.json?.error]).toEqual([400, 'invalid_grant'])
    for (const token of [accessToken, String(fresh.json?.access_token)]) {
      expect((await outsider.accounts(token)).status).toBe(401)
    }
    const refreshed = await outsider.refresh(refreshToken)
    expect([refreshed.status, refreshed.json?.error]).toEqual([400, 'invalid_grant'])
    expect(bank.rooms.consents.find(consentId)?.state).toBe('AUTHORISED')
  })
})

describe('Two clients', () => {
  // covers: 41, 43, 46
  it('walk the whole way each, and neither reads, refreshes, revokes or redeems what is the other’s (FAPI 1.0 Advanced 5.2.2)', async () => {
    const [mine, theirs] = [await connected(), await other.connect('ana')]
    const read = await outsider.accounts(mine.accessToken)
    expect(read.status).toBe(200)
    expect(Math.abs(Date.parse(String(read.headers.date)) - Date.now())).toBeLessThan(30_000)
    expect((await stranger.accounts(theirs.accessToken)).status).toBe(200)
    expect((await stranger.accounts(mine.accessToken)).status).toBe(401)
    expect((await outsider.accounts(theirs.accessToken)).status).toBe(401)
    expect((await stranger.refresh(mine.refreshToken)).json?.error).toBe('invalid_grant')
    expect((await stranger.redeem(mine.code, mine.verifier)).json?.error).toBe('invalid_grant')
    expect((await app.readConsent(theirs.consentId)).status).toBe(403)
    expect((await outsider.accounts(mine.accessToken)).status).toBe(200)
  })

  // covers: 9.4/11
  it('an app’s own token still reads a consent that has ended (FAPI-BR 9.4)', async () => {
    const { consentId } = await connected()
    const { json } = await outsider.token({ grant_type: 'client_credentials', scope: 'consents' })
    expect((await app.removeConsent(consentId)).status).toBe(204)
    const url = await app.endpoint('consents', '/consents/{consentId}', { consentId })
    const headers = { authorization: `Bearer ${json?.access_token}`, 'x-fapi-interaction-id': randomUUID() }
    const answer = await outsider.call(url, { headers })
    expect([answer.status, (answer.json as { data: { status: string } }).data.status]).toEqual([200, 'REJECTED'])
  })
})

describe('A client’s keys', () => {
  it('are read again when the directory has others, and not for made-up names (OpenID Connect Core 10.1.1)', async () => {
    const moving = await bank.app('Chaves que mudam')
    const itself = openOutsider(moving)
    const ask = async (how?: Parameters<Outsider['assertion']>[1]) =>
      itself.token({
        grant_type: 'client_credentials',
        scope: 'consents',
        client_assertion: await itself.assertion({}, how),
      })
    expect((await ask()).status).toBe(200)

    const { directory } = bank.rooms
    const { keySet } = directory
    const uri = `${moving.credentials.organisationId}/${moving.credentials.softwareId}/application.jwks`
    let reads = 0
    directory.keySet = (asked) => {
      const found = keySet(asked)
      if (!found || !asked.endsWith(uri)) return found
      reads += 1
      return { keys: found.keys.map((key) => (key.use === 'sig' ? { ...key, kid: 'renamed' } : key)) }
    }
    try {
      expect((await ask({ header: { kid: 'renamed' } })).status).toBe(200)
      // Once to compare, once to read.
      expect(reads).toBe(2)
      for (let time = 0; time < 5; time += 1) {
        const made = await ask({ header: { kid: `made-up-${time}` } })
        expect([made.status, made.json?.error]).toEqual([401, 'invalid_client'])
      }
      expect(reads).toBe(2 + 5)
    } finally {
      directory.keySet = keySet
      await moving.close()
    }
  })
})

describe('An error', () => {
  const wrong: [string, () => Promise<RawAnswer>][] = [
    ['token: no assertion', () => outsider.form(outsider.endpoints.token, { grant_type: 'client_credentials' })],
    ['token: unknown grant', () => outsider.token({ grant_type: 'told "quoted"\r\n\\' })],
    ['token: unknown code', () => outsider.redeem('nothing\r\n', 'x'.repeat(43))],
    ['token: unknown refresh token', () => outsider.refresh('"nothing"')],
    ['token: foreign scope', () => outsider.token({ grant_type: 'client_credentials', scope: 'ação "x"\t' })],
    ['token: no certificate', () => outsider.token({ grant_type: 'client_credentials' }, { tls: {} })],
    ['token: wrong media type', () => outsider.call(outsider.endpoints.token, { method: 'POST', body: '{}' })],
    ['token: wrong method', () => outsider.call(outsider.endpoints.token)],
    ['push: no object', () => outsider.push(undefined)],
    ['push: no JWT', () => outsider.push('"broken"\n')],
    ['push: request_uri', () => outsider.push('x', { request_uri: 'urn:"x"' })],
    ['push: wrong method', () => outsider.call(outsider.endpoints.par, { method: 'PUT' })],
    ['revoke: no token', () => outsider.form(outsider.endpoints.revoke, {})],
    ['revoke: wrong method', () => outsider.call(outsider.endpoints.revoke)],
    ['userinfo: no token', () => outsider.call(outsider.endpoints.userinfo)],
    ['userinfo: unknown token', () => outsider.userinfo('nothing')],
    [
      'register: no JSON',
      () => outsider.call(outsider.endpoints.register, { method: 'POST', headers: JSON_TYPE, body: '{"a' }),
    ],
    [
      'register: no statement',
      () => outsider.call(outsider.endpoints.register, { method: 'POST', headers: JSON_TYPE, body: '{}' }),
    ],
    ['manage: no token', () => outsider.call(`${outsider.endpoints.register}/${app.credentials.clientId}`)],
    ['manage: nobody', () => outsider.call(`${outsider.endpoints.register}/"nobody"%0d%0a`)],
    ['nowhere', () => outsider.call(`${app.server.issuer}/"nowhere"`)],
  ]
  const JSON_TYPE = { 'content-type': 'application/json' }

  // covers: 76
  it.each(wrong)(
    'is JSON with a code and a text of the characters that are allowed: %s (RFC 6749 5.2)',
    async (_what, make) => {
      const { status, headers, json, text } = await make()
      expect(status, text).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(headers['content-type']).toMatch(/^application\/json/)
      expect(headers['cache-control']).toContain('no-store')
      expect(String(json?.error)).toMatch(/^[a-z_]+$/)
      expect(String(json?.error_description ?? '')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/)
      expect(json).not.toHaveProperty('error_uri')
      expect(Object.keys(json as object).every((name) => ['error', 'error_description', 'scope'].includes(name))).toBe(
        true,
      )
    },
  )
})

describe('A request that is over', () => {
  // covers: 80, 84
  it('another client can neither open nor spend a pushed request, and its own client still can (RFC 9126 4)', async () => {
    const pushed = await outsider.pushed(await app.consentFor('ana'))
    const foreign = authorizeUrl(outsider.endpoints.authorize, other.credentials.clientId, pushed.requestUri)
    expect(pageOf(await openJar(app.credentials.caPem).open(foreign)).status).toBe(400)
    expect(fragmentOf((await approved(pushed.url)).href)).toHaveProperty('code')
    expect(pageOf(await openJar(app.credentials.caPem).open(pushed.url)).status).toBe(400)
  })
})
