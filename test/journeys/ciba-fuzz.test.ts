import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { type Outsider, openOutsider } from '../support/outsider.ts'
import type { RawAnswer } from '../support/raw-call.ts'

const SEED = process.env.BANCADA_SEED ? { seed: Number(process.env.BANCADA_SEED) } : {}
const INTERNALS = /node_modules|\.ts:\d|\.js:\d|SQLITE|TypeError|RangeError|oidc-provider|\/server\//

let bank: TestBank
let app: TestApp
let outsider: Outsider

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('App de Bolso')
  outsider = openOutsider(app)
})
afterAll(async () => {
  await app?.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

/** A refusal in OAuth's words (RFC 6749 5.2), which tells nothing of the inside. */
function expectRefusal({ status, headers, json, text }: RawAnswer): void {
  expect([400, 401], text).toContain(status)
  expect(headers['content-type']).toMatch(/^application\/json/)
  expect(json?.error).toMatch(/^[a-z_]+$/)
  expect(String(json?.error_description ?? '')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/)
  expect(text).not.toMatch(INTERNALS)
}

const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(null, '', 0, -1, 1.5, 1e308, true, [], [null], {}, ['a', 'b'], '\u0000', '__proto__'),
)
const some = (names: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), anyValue), { minLength: 1, maxLength: 2 })
    .map((pairs) => Object.fromEntries(pairs))

const CLAIMS = [
  ...['iss', 'aud', 'exp', 'nbf', 'iat', 'jti', 'client_id', 'scope', 'nonce', 'claims', 'acr_values', 'max_age'],
  ...['login_hint', 'login_hint_token', 'id_token_hint', 'binding_message', 'user_code', 'requested_expiry'],
  ...['request_context', 'client_notification_token', 'request', 'request_uri', 'resource', 'registration'],
  ...['authorization_details', 'ui_locales', 'claims_locales', '__proto__', 'constructor'],
]

test('a signed request to the phone with any claims is accepted or refused in OAuth’s words', async () => {
  const consentId = await app.consentFor('ana')
  await fc.assert(
    fc.asyncProperty(some(CLAIMS), async (claims) => {
      const answer = await outsider.ask(await outsider.phoneObject(consentId, claims))
      if (answer.status !== 200) return expectRefusal(answer)
      expect(answer.json).toMatchObject({ auth_req_id: expect.any(String), expires_in: 600, interval: 5 })
    }),
    { numRuns: 100, ...SEED },
  )
  // What was accepted can be shown, and nothing else was kept.
  for (const request of bank.rooms.identity.phones.waiting()) expect(request.consentId).toBe(consentId)
}, 60_000)

test('any form at the endpoint, and at the token endpoint for a request, is refused in OAuth’s words', async () => {
  const field = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('', 'a.b.c', 'e30.e30.', 'bnVsbA.bnVsbA.', '%00'),
  )
  const fields = fc.dictionary(
    fc.constantFrom('request', 'login_hint', 'scope', 'client_id', 'auth_req_id', 'user_code', 'request_uri', 'x'),
    field,
    { maxKeys: 4 },
  )
  await fc.assert(
    fc.asyncProperty(fields, fc.boolean(), async (sent, asks) => {
      const { request, auth_req_id, ...more } = sent
      expectRefusal(await (asks ? outsider.ask(request, more) : outsider.poll(auth_req_id, more)))
    }),
    { numRuns: 80, ...SEED },
  )
}, 60_000)

test('fields given twice are refused', async () => {
  const object = await outsider.phoneObject(await app.consentFor('ana'))
  const body = new URLSearchParams([
    ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
    ['client_assertion', await outsider.assertion()],
    ['request', object],
    ['request', object],
  ])
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expectRefusal(await outsider.call(outsider.endpoints.backchannel, { method: 'POST', headers, body: body.toString() }))
})

test('any answer from the phone’s side is taken or refused by the console, never a fault', async () => {
  const paths = fc.constantFrom('approve', 'reject')
  const id = fc.oneof(fc.webSegment(), fc.constantFrom('x', '%00', '__proto__', '..%2f'))
  await fc.assert(
    fc.asyncProperty(paths, id, fc.jsonValue({ maxDepth: 2 }), async (decision, name, body) => {
      const answer = await fetch(`${bank.urls.console}/api/phone/approvals/${name}/${decision}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bank.consoleToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(await answer.text()).not.toMatch(INTERNALS)
    }),
    { numRuns: 100, ...SEED },
  )
}, 60_000)
