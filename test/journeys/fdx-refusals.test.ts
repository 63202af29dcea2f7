import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { CLUSTERS } from '../../server/markets/fdx/clusters.ts'
import type { FdxConnection } from '../support/fdx.ts'
import {
  callFdx,
  EVERYTHING,
  FDX_CASES,
  FDX_ROUTES,
  type FdxCall,
  type FdxCase,
  type FdxSetting,
  openFdxSetting,
  UNKNOWN_CODES,
  wishFor,
} from '../support/fdx-cases.ts'
import type { RawAnswer } from '../support/raw-call.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

let s: FdxSetting
/** Consents of the same customer that share too little, that the bank holds back, and that were revoked. */
let contactOnly: FdxConnection
let basicOnly: FdxConnection
let withoutAccounts: FdxConnection
let held: FdxConnection
let revoked: FdxConnection

beforeAll(async () => {
  s = await openFdxSetting()
  const { bank, app } = s
  contactOnly = await app.connect('grace', wishFor(['CUSTOMER_CONTACT', 'ACCOUNT_BASIC']))
  basicOnly = await app.connect('grace', wishFor(['ACCOUNT_BASIC']))
  withoutAccounts = await app.connect('grace', wishFor(['CUSTOMER_CONTACT', 'TRANSACTIONS']))
  held = await app.connect('grace', EVERYTHING)
  bank.rooms.consents.hold(held.consentId)
  revoked = await app.connect('grace', EVERYTHING)
  bank.rooms.consents.end(revoked.consentId, { by: 'INDIVIDUAL', reason: 'USER_ACTION' })
})
afterAll(() => s?.bank.close())
afterEach(() => expect(s.bank.log.errors.splice(0)).toEqual([]))

/** Every refusal: status and code, the three members of the error, JSON, and the interaction id of the call or a new one. */
function expectRefused(
  answer: RawAnswer,
  status: number,
  code: string,
  id = '47fc8e84-79f0-4003-8f25-73e9be74281c',
): void {
  expect([answer.status, answer.json?.code], answer.text).toEqual([status, code])
  expect(Object.keys(answer.json ?? {})).toEqual(['code', 'message', 'debugMessage'])
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.headers['x-fapi-interaction-id']).toBe(id)
}

/** Whatever came of a call: no failure, a whole error where it was refused, and an interaction id. */
function expectSound(answer: RawAnswer): void {
  expect(answer.status, answer.text).toBeLessThan(500)
  if (answer.status >= 400) expect(Object.keys(answer.json ?? {})).toEqual(['code', 'message', 'debugMessage'])
  expect(answer.headers['x-fapi-interaction-id']).toMatch(UUID)
}

test('every operation of the market has its row, and every row an operation', () => {
  expect(Object.keys(FDX_CASES).sort()).toEqual(FDX_ROUTES.map(({ route }) => route.id).sort())
})

// What ends the consent comes last, so that the other operations find it standing.
const endOf = (id: string): number => FDX_CASES[id]?.ends ?? 0
const rows = [...FDX_ROUTES].sort((a, b) => endOf(a.route.id) - endOf(b.route.id))

/** The methods that are offered at a path. */
const offered = (path: string) => rows.filter(({ route }) => route.path === path).map(({ route }) => route.method)

describe.each(rows.map((row) => ({ id: row.route.id, ...row })))('$id', ({ id, api, route }) => {
  const row: FdxCase = FDX_CASES[id] ?? {}
  const right = () => (route.token === 'client' ? s.own : s.all.accessToken)
  const call = (more: FdxCall = {}) => callFdx(s, id, { token: right(), ...more })
  /** An API may have codes of its own for what every API refuses. */
  const refusedAs = (answer: RawAnswer, status: number, code: string, interactionId?: string) =>
    expectRefused(answer, status, api.codes?.[code] ?? code, interactionId)
  const inPath = (name: string) => route.path.includes(`:${name}`)

  test('without a token, or with an unknown one, is 401 with 603', async () => {
    const refused = await call({ token: undefined })
    refusedAs(refused, 401, '603')
    expect(refused.headers['www-authenticate']).toBe('Bearer')
    refusedAs(await call({ token: 'x'.repeat(43) }), 401, '603')
    refusedAs(await call({ token: undefined, query: `access_token=${right()}` }), 401, '603')
  })

  test("with another application's certificate is 401 with 603 (RFC 8705 3)", async () => {
    refusedAs(await call({ by: s.other }), 401, '603')
  })

  test('unauthenticated and malformed at once is 401: nobody learns of a fault by asking badly', async () => {
    refusedAs(await call({ token: undefined, headers: { accept: 'text/html' }, query: 'limit=x' }), 401, '603')
  })

  if (route.token !== 'either')
    test('with the wrong kind of token is 403 with 602', async () => {
      const wrong = route.token === 'client' ? s.all.accessToken : s.own
      refusedAs(await call({ token: wrong }), 403, '602')
    })

  if (route.permissions.length > 0)
    test('with a consent outside its clusters is 403 with 602', async () => {
      const poor = [contactOnly, basicOnly, withoutAccounts].find(({ consentId }) => {
        const shared = s.bank.rooms.consents.find(consentId)?.permissions ?? []
        return !route.permissions.some((permission) => shared.includes(permission))
      })
      refusedAs(await call({ token: poor?.accessToken }), 403, '602')
    })

  if (route.token === 'customer')
    test('with a consent that was revoked or is held back is 403 with 602', async () => {
      refusedAs(await call({ token: revoked.accessToken }), 403, '602')
      refusedAs(await call({ token: held.accessToken }), 403, '602')
    })

  if (row.ofConsent)
    test("with another application's consent is 404 (FDX consent API)", async () => {
      refusedAs(await call({ params: { consentId: basicOnly.consentId } }), 404, '404')
      refusedAs(await call({ params: { consentId: '0'.repeat(24) } }), 404, '404')
    })

  if (inPath('accountId'))
    test("another customer's account is as unknown as none: 404 with 701, never 602", async () => {
      for (const accountId of [s.foreign, 'no-such-account', '../../etc', '%00', 'a'.repeat(256)]) {
        const refused = await call({ params: { accountId } })
        refusedAs(refused, 404, '701')
        if (accountId.length > 4) expect(refused.text).not.toContain(accountId)
      }
    })

  for (const [name, code] of Object.entries(UNKNOWN_CODES)) {
    if (!inPath(name)) continue
    test(`a ${name} that isn't the customer's is 404 with ${code}`, async () => {
      refusedAs(await call({ params: { [name]: 'no-such-thing' } }), 404, code)
    })
  }

  test('an interaction id that is no UUID is 400 with 401, and the answer carries a new one', async () => {
    for (const sent of ['none', '47fc8e84-79f0-4003-8f25-73e9be74281', '']) {
      const refused = await call({ headers: { 'x-fapi-interaction-id': sent } })
      refusedAs(refused, 400, '401', String(refused.headers['x-fapi-interaction-id']))
      expect(refused.headers['x-fapi-interaction-id']).toMatch(UUID)
    }
  })

  test('an Accept that leaves out what it answers with is 406 with 1203', async () => {
    refusedAs(await call({ headers: { accept: 'application/xml, image/gif' } }), 406, '1203')
    refusedAs(await call({ headers: { accept: `${route.produces?.[0] ?? 'application/json'};q=0` } }), 406, '1203')
  })

  test('a method that is not offered is 405 with 1206, a path below it 404', async () => {
    const method = ['DELETE', 'PUT', 'PATCH'].find((each) => !offered(route.path).includes(each as never)) as string
    refusedAs(await call({ method, body: undefined }), 405, '1206')
    const below = await s.app.api(`${api.basePath}${route.path.replaceAll(/:\w+/g, 'x')}/and/more`, right())
    expect(below).toMatchObject({ status: 404, json: { code: '404' } })
  })

  for (const [query, why] of [
    ['limit=0', 'no limit'],
    ['limit=-1', 'a limit below one'],
    ['limit=1.5', 'half an item'],
    ['limit=ten', 'a word'],
    ['limit=1&limit=2', 'two limits'],
    ['pageKey=tampered.key', 'a key that nobody sealed'],
    ['offset=10', 'a number for a cursor'],
    ['offset=Page1&pageKey=Page2', 'two cursors that differ'],
  ] as const) {
    if (!route.parameters.some(({ name }) => name === 'pageKey')) continue
    test(`${why} is 400 with 401`, async () => refusedAs(await call({ query }), 400, '401'))
  }

  if (route.parameters.some(({ name }) => name === 'startDate'))
    test('dates that are none are 400 with 702, and those that make no range 703', async () => {
      refusedAs(await call({ query: 'startDate=2026-02-30&endDate=2026-03-01' }), 400, '702')
      refusedAs(await call({ query: 'startTime=yesterday' }), 400, '702')
      for (const query of ['startDate=2026-11-01', 'endDate=2026-11-01', 'startDate=2019-01-01&endDate=2026-11-01'])
        refusedAs(await call({ query }), 400, '703')
    })

  if (route.parameters.some(({ name }) => name === 'resultType'))
    test('a resultType that there is not is 400 with 401', async () => {
      refusedAs(await call({ query: 'resultType=everything' }), 400, '401')
    })

  if (route.method === 'GET')
    test('whatever is sent in the query, it is answered or refused, and never fails', async () => {
      const names = route.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
      const odd = ['', ' ', '%00', '%F0%9F%92%A5', '9'.repeat(400), '-0', 'null', '[]', '../..', "' OR 1=1 --", 'Page1']
      for (const [index, value] of odd.entries()) {
        const query = names.map((name, at) => `${name}=${(at + index) % 2 ? value : encodeURIComponent(value)}`)
        expectSound(await call({ query: `${query.join('&')}&unknown=${value}` }))
      }
    })

  if (route.body)
    test('a body that is none of its own is 400 with 401, another Content-Type 415 with 1203', async () => {
      for (const body of ['{"amount":', '', '[]', '"x"', 'null']) {
        const refused = await call({ body })
        expectSound(refused)
        expect([400, 404, 415], refused.text).toContain(refused.status)
      }
      expectSound(await call({ body: '{"amount":1e400,"__proto__":{"polluted":true}}' }))
      refusedAs(await call({ headers: { 'content-type': 'text/plain' } }), 415, '1203')
    })

  if (route.parameters.some(({ name, required }) => name === 'idempotency-key' && required))
    test('without an idempotency-key, or with one that is too long, is 400 with 401', async () => {
      refusedAs(await call({ headers: { 'idempotency-key': undefined } }), 400, '401')
      refusedAs(await call({ headers: { 'idempotency-key': 'k'.repeat(257) } }), 400, '401')
    })

  test('with the right token it answers at each of its addresses, and echoes the interaction id', async () => {
    for (const base of row.ends ? [api.basePath] : [api.basePath, ...(api.aliases ?? [])]) {
      await row.fresh?.(s)
      const answer = await call({ base })
      expect(answer.status, answer.text.slice(0, 400)).toBe(row.status ?? 200)
      expect(answer.headers['x-fapi-interaction-id']).toBe('47fc8e84-79f0-4003-8f25-73e9be74281c')
      if (answer.status === 204) {
        expect(answer.text).toBe('')
        if (!row.ofConsent) continue
        // Another operation may end it in its own row.
        s.all = await s.app.connect('grace', EVERYTHING)
        s.known.consentId = s.all.consentId
        continue
      }
      const [type = 'application/json'] = route.produces ?? []
      if (answer.text !== '') expect(answer.headers['content-type']).toContain(type)
      const hrefs = [...answer.text.matchAll(/"href":"(\/[^"]*)"/g)].map(([, href]) => href as string)
      for (const href of hrefs) expect(href.startsWith(`${base}/`), href).toBe(true)
    }
  })
})

test('every cluster that the market has data for opens an operation or adds to one', () => {
  const opened = new Set(FDX_ROUTES.flatMap(({ route }) => route.permissions))
  // They add members to accounts and customers.
  const adding = ['BALANCES', 'INVESTMENTS', 'BILLS', 'SCHEDULED_PAYMENTS', 'SOCIAL_SECURITY_NUMBER']
  const without = CLUSTERS.map(({ id }) => id).filter((id) => !opened.has(id) && !adding.includes(id))
  expect(without).toEqual(['TRANSFERS'].filter((id) => !opened.has(id)))
})
