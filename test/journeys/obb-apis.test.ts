import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../support/bank.ts'
import {
  type ApiRequest,
  codeOf,
  json,
  MINUTE_MS,
  type ObbApp,
  type ObbBank,
  openObbBank,
  ROUTES,
} from '../support/obb.ts'
import type { WireCall } from '../support/wire.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const EXTENDS = 'consentsPostConsentsConsentIdExtends'
const SUCCESS: Record<string, number> = { POST: 201, GET: 200, DELETE: 204 }

let bank: ObbBank
let app: ObbApp
let other: ObbApp
let enzo: Connection
/** A consent with an end, which can be put off. */
let limited: Connection
let balancesOnly: Connection
let exchangeOnly: Connection
let own: string
let otherOwn: string
let waiting: string

beforeAll(async () => {
  bank = await openObbBank()
  app = await bank.obbApp('Protegida')
  other = await bank.obbApp('Alheia')
  enzo = await app.connect('enzo')
  const tomorrow = new Date(bank.rooms.world.clock.now() + 86_400_000).toISOString()
  limited = await app.connect('enzo', { expirationDateTime: `${tomorrow.slice(0, 19)}Z` })
  balancesOnly = await app.connect('enzo', {
    permissions: ['RESOURCES_READ', 'ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
  })
  exchangeOnly = await app.connectWith('enzo', { permissions: ['RESOURCES_READ', 'EXCHANGES_READ'] })
  own = await app.ownToken()
  otherOwn = await other.ownToken()
  waiting = await app.consentFor('enzo')
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

/** A request that an operation answers well, apart from its token. */
function plain(id: string): ApiRequest {
  if (id === 'consentsPostConsents') return { body: lodging() }
  if (id === EXTENDS) {
    const { loggedUser } = lodging().data
    const headers = { 'x-fapi-customer-ip-address': '192.0.2.7', 'x-customer-user-agent': 'Protegida/1.0' }
    return { params: { consentId: limited.consentId }, headers, body: { data: { loggedUser } } }
  }
  return { params: { consentId: waiting, accountId: enzo.accounts[0] as string } }
}

const lodging = (change: Record<string, unknown> = {}) => ({
  data: {
    loggedUser: { document: { identification: bank.customer('enzo').document, rel: 'CPF' } },
    permissions: ['RESOURCES_READ', 'ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
    ...change,
  },
})

const outcome = (call: WireCall) => [call.status, codeOf(call)]

// Ending the consent comes last, so that the other operations find it waiting.
const routes = [...ROUTES].sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'))

describe.each(routes.map((route) => ({ id: route.id, route })))('$id', ({ id, route }) => {
  const customer = () => (id === EXTENDS ? limited : enzo)
  const right = () => (route.token === 'client' ? own : customer().accessToken)
  const call = (more: ApiRequest) => app.api(id, { ...plain(id), ...more })

  test('without a token is 401 (status semantics)', async () => {
    const refused = await call({})
    expect(outcome(refused)).toEqual([401, 'UNAUTHORIZED'])
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
  })

  // covers: 42
  test('a token in the address is not read (conformance 12.2, 17)', async () => {
    expect((await call({ query: { access_token: right() } })).status).toBe(401)
  })

  // covers: 43
  test("with another application's certificate the token is 401 (RFC 8705 3)", async () => {
    expect((await other.api(id, { ...plain(id), token: right() })).status).toBe(401)
  })

  test('unauthenticated and malformed at once is 401 (security-layer errors win)', async () => {
    const refused = await call({ headers: { 'x-fapi-interaction-id': 'none', accept: 'text/html' }, body: undefined })
    expect(refused.status).toBe(401)
  })

  test('the token of the wrong kind is 403 (security of each operation)', async () => {
    const wrong = route.token === 'client' ? enzo.accessToken : own
    expect(outcome(await call({ token: wrong }))).toEqual([403, 'FORBIDDEN'])
  })

  if (route.token === 'customer')
    test('a consent without the permission is 403 (permissions)', async () => {
      const poor = id.endsWith('Limits') || id.includes('Transactions') ? balancesOnly : exchangeOnly
      const token = route.scope === 'resources' ? await tokenWithoutResources() : poor.accessToken
      expect(outcome(await call({ token }))).toEqual([403, 'FORBIDDEN'])
    })

  if (route.path.includes(':accountId'))
    test("another customer's account is 403 RESOURCE_FORBIDDEN", async () => {
      for (const accountId of [bank.account('ana', 0), 'no-such-account']) {
        const refused = await call({ token: right(), params: { accountId } })
        expect(outcome(refused)).toEqual([403, 'RESOURCE_FORBIDDEN'])
        expect(refused.body).not.toContain(accountId)
      }
    })

  if (route.path.includes(':consentId'))
    test("another application's consent is 403 (consents v3)", async () => {
      expect(outcome(await other.api(id, { ...plain(id), token: otherOwn }))).toEqual([403, 'FORBIDDEN'])
    })

  test('bad input is 400 and names what is wrong (status semantics)', async () => {
    const bad = await call({ token: right(), headers: { 'x-fapi-auth-date': 'yesterday' } })
    expect(bad.status).toBe(400)
    expect(bad.body).toContain('x-fapi-auth-date')
  })

  test('with the right token it answers, echoes the interaction id and says its version', async () => {
    const answered = await call({ token: right() })
    expect(answered.status, answered.body).toBe(SUCCESS[route.method])
    expect(answered.headers.get('x-fapi-interaction-id')).toBe(answered.sent.headers['x-fapi-interaction-id'])
    expect(answered.headers.get('x-v')).toBe(route.version)
    if (answered.status === 204) return expect(answered.body).toBe('')
    expect(answered.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(json<{ links: { self: string } }>(answered).links.self).toBe(answered.url)
  })
})

/** A token of a consent whose app did not ask for the scope that lists resources. */
async function tokenWithoutResources(): Promise<string> {
  return (await app.connectWith('enzo', {}, 'accounts')).accessToken
}

describe('request headers (conventions 2.1)', () => {
  const accounts = (headers: Record<string, string | undefined>, more: ApiRequest = {}) =>
    app.api('accountsGetAccounts', { token: enzo.accessToken, headers, ...more })
  const lodge = (headers: Record<string, string | undefined>, body: unknown = lodging()) =>
    app.api('consentsPostConsents', { token: own, headers, body })

  // covers: 29, 41
  test('an interaction id is echoed as it came, on refusals too', async () => {
    const id = '7B5E7F0C-8F1D-4B0A-9C55-0A1B2C3D4E5F'
    for (const more of [{}, { token: 'unknown' }, { query: { page: 0 } }, { method: 'PUT' }]) {
      const answered = await accounts({ 'x-fapi-interaction-id': id }, more)
      expect(answered.headers.get('x-fapi-interaction-id')).toBe(id)
    }
  })

  test.each([undefined, '', 'not-a-uuid', '7B5E7F0C-8F1D-4B0A-9C55-0A1B2C3D4E5', '7b5e7f0c8f1d4b0a9c550a1b2c3d4e5f'])(
    'an interaction id that is %j is 400, and the answer carries a new one',
    async (sent) => {
      const made = [await accounts({ 'x-fapi-interaction-id': sent }), await lodge({ 'x-fapi-interaction-id': sent })]
      const ids = made.map((answered) => answered.headers.get('x-fapi-interaction-id') as string)
      expect(made.map(outcome)).toEqual(Array(2).fill([400, 'INVALID_INTERACTION_ID']))
      for (const id of ids) expect(id).toMatch(UUID)
      expect(new Set(ids).size).toBe(2)
    },
  )

  // covers: 44, 52
  test.each(['bearer', 'BEARER', 'bEaReR'])('the scheme %s is Bearer (conformance 12.2, 18)', async (scheme) => {
    expect((await accounts({ authorization: `${scheme} ${enzo.accessToken}` })).status).toBe(200)
  })

  test.each(['Basic eDp5', 'Bearer', 'Bearer a b', `Bearer ${'x'.repeat(2048)}`])(
    '%.20s is no token: 401',
    async (sent) => {
      expect((await accounts({ authorization: sent })).status).toBe(401)
    },
  )

  // covers: 41
  test.each([
    undefined,
    '*/*',
    'application/*',
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'Application/JSON',
    'text/html, application/xhtml+xml, */*;q=0.8',
    'text/html;charset=iso-8859-1, application/json;q=0.5',
    'application/json, text/plain, */*',
  ])('Accept %j is served (conformance 12.2, 20)', async (accept) => {
    expect((await accounts({ accept })).status).toBe(200)
    expect((await lodge({ accept })).status).toBe(201)
  })

  test.each([
    'application/jwt',
    'text/html',
    'application/json; charset=iso-8859-1',
    'application/json;q=0',
    'application/json;q=0, */*',
    'text/*, image/png',
    'nonsense',
  ])('Accept %j is 406', async (accept) => {
    expect(outcome(await accounts({ accept }))).toEqual([406, 'NOT_ACCEPTABLE'])
    expect((await lodge({ accept })).status).toBe(406)
  })

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON',
  ])('a body of Content-Type %s is read (media types)', async (contentType) => {
    expect((await lodge({ 'content-type': contentType })).status).toBe(201)
  })

  test.each([
    undefined,
    'text/plain',
    'application/jwt',
    'application/json; charset=iso-8859-1',
    'application/x-www-form-urlencoded',
  ])('a body of Content-Type %j is 415', async (contentType) => {
    expect(outcome(await lodge({ 'content-type': contentType }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  test.each(['application/json', 'text/plain', 'application/jwt', 'nonsense'])(
    'Content-Type %s on a GET is nobody’s business (operational pages)',
    async (contentType) => {
      expect((await accounts({ 'content-type': contentType })).status).toBe(200)
    },
  )

  // covers: 12/19
  test.each(['192.0.2.17', '2001:db8::8a2e:370:7334', '::1', 'fe80::1%eth0'])(
    'the customer address %s is taken (conformance 12.2, 19)',
    async (address) => {
      expect((await accounts({ 'x-fapi-customer-ip-address': address })).status).toBe(200)
    },
  )

  test('a user agent of 255 characters is taken, one of 256 is 400', async () => {
    expect((await accounts({ 'x-customer-user-agent': 'M'.repeat(255) })).status).toBe(200)
    expect((await accounts({ 'x-customer-user-agent': 'M'.repeat(256) })).status).toBe(400)
    expect((await lodge({ 'x-customer-user-agent': 'M'.repeat(255) })).status).toBe(201)
    expect((await lodge({ 'x-customer-user-agent': 'M'.repeat(256) })).status).toBe(400)
  })

  test.each(['Sun, 10 Sep 2017 19:43:31 UTC', 'Sun, 10 Sep 2017 19:43:31 GMT'])(
    'x-fapi-auth-date %s is taken',
    async (date) => {
      expect((await accounts({ 'x-fapi-auth-date': date })).status).toBe(200)
    },
  )

  test.each([
    'Sun, 10 Sep 2017 19:43:31 BRT',
    '2017-09-10T19:43:31Z',
    'Sunday, 10-Sep-17 19:43:31 GMT',
    'Sun, 1 Sep 2017 19:43:31 UTC',
  ])('x-fapi-auth-date %s is 400', async (date) => {
    expect(outcome(await accounts({ 'x-fapi-auth-date': date }))).toEqual([400, 'INVALID_PARAMETER'])
  })
})

describe('the error envelope (conventions 2.4)', () => {
  test('names every fault of a body in one error, and no internals', async () => {
    const refused = await app.api('consentsPostConsents', {
      token: own,
      body: { data: { permissions: [], loggedUser: { document: { identification: '1', rel: 'CPF' } }, other: 1 } },
    })
    const { errors, meta } = json<{ errors: { code: string; detail: string }[]; meta: object }>(refused)
    expect(errors).toHaveLength(1)
    for (const place of ['/data/permissions', '/data/loggedUser/document/identification', '/data/other']) {
      expect(errors[0]?.detail).toContain(place)
    }
    expect(meta).toEqual({ requestDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) })
    expect(refused.body).not.toMatch(/node_modules|\.ts:|at /)
  })

  test('a parameter given twice is 400; an unknown one is not looked at', async () => {
    const twice = await app.wire.call({
      url: `${bank.urls.mutual}/open-banking/accounts/v2/accounts?page=1&page=2`,
      token: enzo.accessToken,
    })
    expect(outcome(twice)).toEqual([400, 'INVALID_PARAMETER'])
    const unknown = await app.api('accountsGetAccounts', { token: enzo.accessToken, query: { color: 'blue' } })
    expect(unknown.status).toBe(200)
  })

  test('an address that is not offered is 404, a method 405 with Allow, each with an interaction id', async () => {
    const nowhere = await app.wire.call({ url: `${bank.urls.mutual}/open-banking/loans/v2/contracts`, token: own })
    expect(outcome(nowhere)).toEqual([404, 'NOT_FOUND'])
    expect(nowhere.headers.get('x-fapi-interaction-id')).toBe(nowhere.sent.headers['x-fapi-interaction-id'])
    const wrong = await app.api('consentsGetConsentsConsentId', { ...plain(''), method: 'PUT', token: own })
    expect(outcome(wrong)).toEqual([405, 'METHOD_NOT_ALLOWED'])
    expect(wrong.headers.get('allow')).toBe('GET, DELETE')
  })
})

// Last: it moves the bank's clock past every token of this file.
test('an expired token is 401 at every operation (bank time)', async () => {
  bank.advance(16 * MINUTE_MS)
  for (const { id, token } of ROUTES) {
    const refused = await app.api(id, { ...plain(id), token: token === 'client' ? own : enzo.accessToken })
    expect([id, ...outcome(refused)]).toEqual([id, 401, 'UNAUTHORIZED'])
  }
  const renewed = await app.refresh(enzo.refreshToken)
  expect((await app.api('accountsGetAccounts', { token: renewed.access_token })).status).toBe(200)
})
