import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'

const SEED = process.env.BANCADA_SEED ? { seed: Number(process.env.BANCADA_SEED) } : {}
const INTERNALS =
  /node_modules|\.ts:\d|\.js:\d|SQLITE|TypeError|RangeError|ReferenceError|SyntaxError|oidc-provider|\/server\//

let bank: TestBank
let app: FdxApp

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

it('customers of FDX log in at the bank’s own provider, with a code, and come back to the same consent (OpenID Connect Core 3.1)', async () => {
  const { identity } = bank.rooms
  identity.loginSettings.set('fdx', { way: 'provider', secondFactor: true })
  const code = async () => identity.waitingCodes().find(({ login }) => login === 'avery')?.code
  const { consentId, accessToken } = await app.connect('avery', {}, { code })
  identity.loginSettings.set('fdx', { way: 'identity', secondFactor: false })
  expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 200 })
  const operations = stepsOf(bank, consentId).map(({ operation }) => operation)
  expect(operations).toEqual(
    expect.arrayContaining(['hand over to the provider', 'authorize at the provider', 'check one-time code']),
  )
})

const PATHS = [
  ...['/par', '/token', '/authorize', '/auth', '/revoke', '/userinfo', '/jwks', '/well-known', '/register', '/sharing'],
  ...['/interaction/x', '/interaction/x/confirm', '/login/return', '/.well-known/openid-configuration', '/nothing'],
]
const segment = fc.oneof(fc.json(), fc.string(), fc.base64String())
const jwt = fc
  .tuple(segment, segment, fc.string())
  .map((parts) => parts.map((part) => Buffer.from(part).toString('base64url')).join('.'))
const value = fc.oneof(jwt, fc.string({ maxLength: 300 }), fc.json(), fc.constantFrom('code', 'S256', 'refresh_token'))
const NAMES = [
  ...['request', 'client_id', 'grant_type', 'code', 'code_verifier', 'redirect_uri', 'refresh_token', 'token', 'scope'],
  ...['authorization_details', 'request_uri', 'client_assertion', 'client_assertion_type', 'response_mode', 'state'],
]
const fields = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 8 })

it('whatever is sent to the authorization server of FDX is refused in OAuth’s words: no 5xx, no internals, no consent', async () => {
  const before = bank.rooms.consents.list({ limit: 100 }).length
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS),
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      fields,
      fc.boolean(),
      async (path, method, sent, own) => {
        const form = new URLSearchParams({ ...sent, ...(own ? { client_id: app.clientId } : {}) }).toString()
        const answer = await app.call(`/fdx/auth/v1${path}${method === 'GET' ? `?${form}` : ''}`, {
          method,
          ...(method === 'GET' ? {} : { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form }),
        })
        expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(500)
        expect(answer.text).not.toMatch(INTERNALS)
      },
    ),
    { numRuns: 150, ...SEED },
  )
  expect(bank.rooms.consents.list({ limit: 100 })).toHaveLength(before)
}, 60_000)
