import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { type Keyed, openKey, registerAnew, speakFapi2 } from '../support/fdx-fapi2.ts'
import { rawCall } from '../support/raw-call.ts'

const ACCOUNTS = '/fdx/v6/accounts'

let bank: TestBank
let app: FdxApp
let asserting: FdxApp
let key: Keyed

const setProfile = (fapiProfile: string) => bank.rooms.settings.set('fdx', { fapiProfile })
const metadata = async () => (await app.call('/fdx/auth/v1/.well-known/openid-configuration')).json ?? {}

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  asserting = await openFdxApp(bank, 'Signing Budget')
  const changed = await registerAnew(bank, asserting, { token_endpoint_auth_method: 'private_key_jwt' })
  expect(changed, changed.text).toMatchObject({ status: 200 })
  key = await openKey()
  setProfile('fapi-2')
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

describe('FAPI 2.0 as a switch of FDX', () => {
  it('changes what the metadata announce, and another market’s stay as they are', async () => {
    const other = () => bank.rooms.identity.server('obb').metadata()
    const before = JSON.stringify(other())
    expect(await metadata()).toMatchObject({
      require_signed_request_object: false,
      require_pushed_authorization_requests: true,
      response_types_supported: ['code'],
      authorization_response_iss_parameter_supported: true,
      dpop_signing_alg_values_supported: ['PS256', 'ES256', 'EdDSA'],
    })
    setProfile('fapi-1-advanced')
    const first = await metadata()
    expect(first).toMatchObject({
      require_signed_request_object: true,
      response_types_supported: ['code', 'code id_token'],
    })
    expect(first).not.toHaveProperty('dpop_signing_alg_values_supported')
    expect(first).not.toHaveProperty('authorization_response_iss_parameter_supported')
    setProfile('fapi-2')
    expect(JSON.stringify(other())).toBe(before)
  })

  it('is set in the console, and the change is an event', async () => {
    const api = consoleApi(bank)
    const told = await api.call<{ settings: { id: string; value: unknown }[] }>('POST', '/api/settings/fdx', {
      settings: { fapiProfile: 'fapi-1-advanced' },
    })
    expect(told.body.settings.find(({ id }) => id === 'fapiProfile')?.value).toBe('fapi-1-advanced')
    setProfile('fapi-2')
    const refused = await api.call<{ facts: unknown }>('POST', '/api/settings/fdx', { settings: { fapiProfile: 'x' } })
    expect(refused.status).toBe(400)
  })

  // covers: fdx.6/1, fdx.6/2
  it('takes a plain pushed request, and answers with the code in clear beside its issuer (FAPI 2.0 5.3.2.2; RFC 9207)', async () => {
    const fapi2 = speakFapi2(app)
    const { verifier, url } = await fapi2.authorise('avery')
    expect([...url.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state'])
    expect(url.searchParams.get('iss')).toBe(fapi2.issuer)
    const tokens = await fapi2.redeem(url.searchParams.get('code') ?? '', verifier)
    expect(tokens, tokens.text).toMatchObject({ status: 200, json: { token_type: 'Bearer', expires_in: 300 } })
    expect((await app.api(ACCOUNTS, String(tokens.json?.access_token))).status).toBe(200)
  })

  it('registers applications as before, and they answer for either profile', async () => {
    const late = await openFdxApp(bank, 'Late Budget')
    expect((await speakFapi2(late).push()).answer.status).toBe(201)
    setProfile('fapi-1-advanced')
    expect((await late.push()).answer.status).toBe(201)
    setProfile('fapi-2')
  })

  // covers: fdx.6/4
  it('does not rotate refresh tokens (FAPI 2.0 5.3.2.1)', async () => {
    const fapi2 = speakFapi2(app)
    const { verifier, url } = await fapi2.authorise('avery')
    const { refresh_token: given } = (await fapi2.redeem(url.searchParams.get('code') ?? '', verifier)).json as never
    for (const _ of [1, 2]) {
      const again = await fapi2.refresh(given)
      expect(again, again.text).toMatchObject({ status: 200 })
      expect(again.json?.refresh_token ?? given).toBe(given)
    }
  })

  // covers: fdx.6/1
  it.each<[string, Record<string, string | undefined>, string]>([
    ['without redirect_uri', { redirect_uri: undefined }, 'invalid_request'],
    ['with a redirect_uri that is not registered', { redirect_uri: 'https://evil.example/cb' }, 'invalid_request'],
    ['to be answered by form_post', { response_mode: 'form_post' }, 'response_mode must be query'],
    ['for the hybrid flow', { response_type: 'code id_token', nonce: 'n' }, 'response_type'],
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['without authorization_details', { authorization_details: undefined }, 'invalid_authorization_details'],
    ['with a scope that says something else than the details', { scope: 'fdx:tax:read' }, 'invalid_scope'],
    ['with details that are no JSON', { authorization_details: '[' }, 'invalid'],
    ['that wants its answer in the fragment', { response_mode: 'fragment' }, 'response_mode must be query'],
    ['that wants its answer in a form', { response_mode: 'form_post.jwt' }, 'response_mode must be query'],
  ])('refuses a pushed request %s', async (_what, changes, error) => {
    const { answer } = await speakFapi2(app).push(changes)
    expect([answer.status, answer.text]).toEqual([400, expect.stringMatching(new RegExp(error))])
  })

  it('takes every response_mode that its metadata list (RFC 8414 2)', async () => {
    const modes = (await metadata()).response_modes_supported as string[]
    for (const response_mode of modes) {
      const { answer } = await speakFapi2(app).push({ response_mode })
      expect([answer.status, answer.text], response_mode).toEqual([201, expect.anything()])
    }
  })

  // covers: fdx.6/3
  it('takes an assertion for the issuer alone (FAPI 2.0 5.3.2.1)', async () => {
    const fapi2 = speakFapi2(asserting, { asserting: true })
    expect((await fapi2.push()).answer.status).toBe(201)
    for (const aud of [`${fapi2.issuer}/par`, [fapi2.issuer, `${fapi2.issuer}/par`]]) {
      expect(await fapi2.push(await fapi2.assertion(aud)).then(({ answer }) => answer)).toMatchObject({ status: 401 })
    }
  })
})

// covers: fdx.6/5
describe('A token bound to a key (RFC 9449)', () => {
  it('opens data with a proof of the key and no certificate, and is answered as DPoP', async () => {
    const fapi2 = speakFapi2(asserting, { asserting: true })
    const tokens = await fapi2.connectWithKey('avery', key)
    expect(tokens.token_type).toBe('DPoP')
    expect(await fapi2.api(ACCOUNTS, tokens.access_token, key)).toMatchObject({ status: 200 })
    const proof = await key.proof({ htm: 'POST', htu: `${fapi2.issuer}/token` })
    const renewed = await fapi2.refresh(tokens.refresh_token, { dpop: proof })
    expect(renewed, renewed.text).toMatchObject({ status: 200, json: { token_type: 'DPoP' } })
  })

  it('is given to a client with a certificate too, where it proves a key', async () => {
    const fapi2 = speakFapi2(app)
    const tokens = await fapi2.connectWithKey('avery', key)
    expect(await fapi2.api(ACCOUNTS, tokens.access_token, key)).toMatchObject({ status: 200 })
  })

  it('is not given without a certificate or a proof', async () => {
    const fapi2 = speakFapi2(asserting, { asserting: true })
    const { verifier, url } = await fapi2.authorise('avery')
    const answer = await fapi2.redeem(url.searchParams.get('code') ?? '', verifier)
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
  })

  // covers: fdx.6/6
  describe('is refused', () => {
    let token: string
    const fapi2 = () => speakFapi2(asserting, { asserting: true })
    beforeAll(async () => {
      token = (await fapi2().connectWithKey('avery', key)).access_token
    })
    const refused = { status: 401, json: { code: '603' } }

    it.each<[string, Record<string, unknown>]>([
      ['for another method', { htm: 'POST' }],
      ['for another address', { htu: 'https://example.test/fdx/v6/accounts' }],
      ['for no address', { htu: undefined }],
      ['for another token', { ath: createHash('sha256').update('other').digest('base64url') }],
      ['without the hash of the token', { ath: undefined }],
      ['dated two minutes ago', { iat: Math.floor(Date.now() / 1000) - 120 }],
      ['dated two minutes ahead', { iat: Math.floor(Date.now() / 1000) + 120 }],
      ['without a jti', { jti: undefined }],
    ])('with a proof %s', async (_what, changes) => {
      expect(await fapi2().api(ACCOUNTS, token, key, changes)).toMatchObject(refused)
    })

    it('with a proof of another key', async () => {
      expect(await fapi2().api(ACCOUNTS, token, await openKey('PS256'))).toMatchObject(refused)
    })

    it('with a proof that was sent before', async () => {
      const jti = randomUUID()
      expect(await fapi2().api(ACCOUNTS, token, key, { jti })).toMatchObject({ status: 200 })
      expect(await fapi2().api(ACCOUNTS, token, key, { jti })).toMatchObject(refused)
    })

    it('as a bearer token, with its client’s certificate or without', async () => {
      expect(await asserting.api(ACCOUNTS, token)).toMatchObject(refused)
    })

    it('without a proof, which the answer names (RFC 9449 7.1)', async () => {
      const { caPem } = asserting.credentials
      for (const proof of [{}, { dpop: '' }] as Record<string, string>[]) {
        const headers = { authorization: `DPoP ${token}`, ...proof }
        const answer = await rawCall(asserting.baseUrl + ACCOUNTS, caPem, { headers })
        expect(answer).toMatchObject({ ...refused, headers: { 'www-authenticate': 'DPoP error="invalid_dpop_proof"' } })
        expect(String(answer.json?.debugMessage)).toContain('The proof of the key is missing')
      }
    })

    it('in a market without proofs, as no token that was sent', async () => {
      const headers = { authorization: `DPoP ${token}` }
      const answer = await asserting.call('/open-banking/accounts/v2/accounts', { headers })
      expect([answer.status, answer.text]).toEqual([401, expect.stringContaining('Authorization: Bearer')])
    })

    it('with a proof that is no JWT, and one of the wrong type', async () => {
      const headers = { authorization: `DPoP ${token}`, dpop: 'x.y.z' }
      expect(await rawCall(asserting.baseUrl + ACCOUNTS, asserting.credentials.caPem, { headers })).toMatchObject(
        refused,
      )
      const ath = createHash('sha256').update(token).digest('base64url')
      const dpop = await key.proof({ htm: 'GET', htu: asserting.baseUrl + ACCOUNTS, ath }, { typ: 'JWT' })
      expect(
        await rawCall(asserting.baseUrl + ACCOUNTS, asserting.credentials.caPem, { headers: { ...headers, dpop } }),
      ).toMatchObject(refused)
    })
  })
})

// covers: fdx.6/7
describe('After the switch', () => {
  it('a token of either profile goes on as it was bound, until its end', async () => {
    const bound = await speakFapi2(asserting, { asserting: true }).connectWithKey('avery', key)
    setProfile('fapi-1-advanced')
    const certified = await app.connect('avery')
    expect(await speakFapi2(asserting, { asserting: true }).api(ACCOUNTS, bound.access_token, key)).toMatchObject({
      status: 200,
    })
    setProfile('fapi-2')
    expect(await app.api(ACCOUNTS, certified.accessToken)).toMatchObject({ status: 200 })
    const renewed = await speakFapi2(app).refresh(certified.refreshToken)
    expect(renewed, renewed.text).toMatchObject({ status: 200, json: { grant_id: certified.consentId } })
  })

  it('FAPI 1.0 Advanced asks for signed requests again, and takes no proofs of keys', async () => {
    setProfile('fapi-1-advanced')
    const { answer } = await speakFapi2(app).push()
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
    const signed = await app.push()
    expect(signed.answer.status).toBe(201)
    setProfile('fapi-2')
  })
})
