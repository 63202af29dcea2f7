import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACCOUNT_PERMISSIONS } from '../../server/cli/data-recipient.ts'
import { type ApiRequest, addressed, DAY_MS, json, MINUTE_MS, openObbBank, ROUTES } from '../support/obb.ts'
import type { WireCall } from '../support/wire.ts'
import { CASES, type Case, type OperationCases, type Setting } from './cases.ts'
import { officialDocuments, officialOperations, operationAt } from './official.ts'
import { type Json, type Operation, readOpenApi } from './open-api.ts'

const folder = officialDocuments()
const ERROR_FLOOR = 400

/** Statuses of overload and monthly limits, and the list that is still being assembled: nothing here makes them yet. */
const NEVER = [202, 423, 429, 504, 529]

let s: Setting
const served = new Map<string, Operation>()
const official = new Map<string, Operation>()

beforeAll(async () => {
  s = await openSetting()
  for (const api of new Set(ROUTES.map((route) => route.api))) {
    const answer = await s.app.wire.call({ url: `${s.bank.urls.public}/openapi/obb/${api}.json` })
    for (const operation of readOpenApi(json<Json>(answer))) served.set(operation.operationId as string, operation)
  }
  if (folder === undefined) return
  for (const route of ROUTES) {
    const file = readdirSync(folder).find((name) => name === `${route.api}-${route.version}.yml`) as string
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    official.set(route.id, operationAt(officialOperations(folder, file), route.method, path))
  }
})
afterAll(() => s?.bank.close())

async function openSetting(): Promise<Setting> {
  const bank = await openObbBank()
  const [app, other] = [await bank.obbApp('Contrato Um'), await bank.obbApp('Contrato Dois')]
  const enzo = (position: number) => bank.account('enzo', position)
  const accounts = { statement: enzo(0), overdraft: enzo(1), savings: enzo(2), hidden: enzo(4), closed: enzo(6) }
  const all = await app.connect('enzo')
  // An account closed more than twelve months ago under a consent that still stands.
  bank.rooms.bank.accounts.close(accounts.closed)
  bank.rooms.bank.accounts.block(accounts.hidden, { hidden: true })
  bank.advance(400 * DAY_MS)
  for (let i = 0; i < 40; i += 1) {
    bank.book(accounts.statement, i % 4 === 0 ? -12_34 : 1_000_00, { bookedAt: bank.now() - i * 200 * MINUTE_MS })
  }
  bank.book(accounts.overdraft, -650_00)
  const only = async (permission: string) =>
    (await app.connect('enzo', { permissions: ['RESOURCES_READ', 'ACCOUNTS_READ', permission] })).accessToken
  const exchange = await app.connectWith('enzo', { permissions: ['RESOURCES_READ', 'EXCHANGES_READ'] })
  const inThirtyDays = `${new Date(bank.now() + 30 * DAY_MS).toISOString().slice(0, 19)}Z`
  const dated = await app.connect('enzo', { expirationDateTime: inThirtyDays })
  const ended = await app.consentFor('enzo')
  await app.removeConsent(ended)
  return {
    bank,
    app,
    other,
    token: (await app.refresh(all.refreshToken)).access_token,
    exchangeOnly: exchange.accessToken,
    withoutResources: (await app.connectWith('enzo', { permissions: ACCOUNT_PERMISSIONS }, 'accounts')).accessToken,
    balancesOnly: await only('ACCOUNTS_BALANCES_READ'),
    limitsOnly: await only('ACCOUNTS_OVERDRAFT_LIMITS_READ'),
    own: await app.ownToken(),
    accounts,
    dated: { consentId: dated.consentId, token: dated.accessToken },
    foreign: bank.account('ana', 0),
    consents: { waiting: await app.consentFor('enzo'), authorised: all.consentId, ended },
  }
}

test('every served operation has contract cases, and every case an operation', () => {
  expect(Object.keys(CASES).sort()).toEqual(ROUTES.map((route) => route.id).sort())
})

describe.each(ROUTES.map((route) => ({ id: route.id, route })))('$id', ({ id, route }) => {
  const cases = CASES[id] ?? ({ plain: NO_CASE, sabotage: () => () => undefined } as OperationCases)
  const seen = new Set<number>()

  /** Compares a call with the official document and with the bank's own, and its headers with the standard. */
  function hold(call: WireCall, { status, breaks }: { status: number; breaks?: boolean | undefined }): void {
    seen.add(call.status)
    expect(call.status, call.body).toBe(status)
    expect(served.get(id)?.answerFaults(call), "the bank's own document").toEqual([])
    expect(call.headers.get('x-fapi-interaction-id')).toMatch(/^[0-9a-f-]{36}$/)
    if (status < ERROR_FLOOR || status === 422) expect(call.headers.get('x-v')).toBe(route.version)
    if (status >= ERROR_FLOOR) holdEnvelope(call, route.api)
    const document = official.get(id)
    if (!document) return
    expect(document.answerFaults(call), 'the official document').toEqual([])
    if (breaks === undefined) return
    const faults = document.requestFaults(call)
    if (breaks) expect(faults, 'the request should break the official document').not.toEqual([])
    else expect(faults, 'the request, by the official document').toEqual([])
  }

  const plain = (more: ApiRequest = {}): ApiRequest => {
    const request = cases.plain.request(s)
    return { ...request, ...more, headers: { ...request.headers, ...more.headers } }
  }
  const run = async ({ request, status, breaks }: Case) =>
    hold(await s.app.api(id, request(s)), { status, breaks: breaks ?? false })

  // Refusals first: an operation that ends things would leave nothing to be refused.
  test.each(cases.more ?? [])('$title', run)

  test('401 without a token, with an unknown one, and with one in the address', async () => {
    const { token, ...anonymous } = plain()
    hold(await s.app.api(id, anonymous), { status: 401, breaks: true })
    hold(await s.app.api(id, plain({ token: 'x'.repeat(43) })), { status: 401, breaks: false })
    const inAddress = { ...anonymous, query: { ...anonymous.query, access_token: token as string } }
    hold(await s.app.api(id, inAddress), { status: 401, breaks: true })
  })

  test("401 with another application's certificate", async () => {
    hold(await s.other.api(id, plain()), { status: 401, breaks: false })
  })

  test('400 without an interaction id, and with one that is no UUID', async () => {
    for (const sent of [undefined, 'not-a-uuid']) {
      const call = await s.app.api(id, plain({ headers: { 'x-fapi-interaction-id': sent } }))
      hold(call, { status: 400, breaks: true })
    }
  })

  test('400 for an x-fapi-auth-date that is no HTTP date', async () => {
    hold(await s.app.api(id, plain({ headers: { 'x-fapi-auth-date': '2026-11-22' } })), { status: 400, breaks: true })
  })

  test('403 for the wrong kind of token, and for one that lacks the scope or permission', async () => {
    const wrongKind = route.token === 'client' ? s.token : s.own
    hold(await s.app.api(id, plain({ token: wrongKind })), { status: 403, breaks: false })
    if (route.token === 'customer') expect(cases.poorToken, 'a case for a token that lacks something').toBeDefined()
    if (!cases.poorToken) return
    hold(await s.app.api(id, plain({ token: cases.poorToken(s) })), { status: 403, breaks: false })
  })

  test('404 for an address below it that is not offered, 405 for a method that is not', async () => {
    const { url, ...rest } = addressed(s.bank.urls.mutual, id, plain())
    hold(await s.app.wire.call({ ...rest, url: `${url.split('?')[0]}/nothing/here` }), { status: 404 })
    const wrong = await s.app.api(id, plain({ method: 'PATCH' }))
    hold(wrong, { status: 405 })
    expect(wrong.headers.get('allow')).toContain(route.method)
  })

  test('406 for an Accept that leaves JSON out', async () => {
    hold(await s.app.api(id, plain({ headers: { accept: 'application/xml' } })), { status: 406, breaks: false })
  })

  if (route.body)
    test('415 for another Content-Type, 400 for a body that is not the operation’s', async () => {
      hold(await s.app.api(id, plain({ headers: { 'content-type': 'text/plain' } })), { status: 415, breaks: true })
      for (const body of ['{"data":', '[]', { data: {} }]) {
        hold(await s.app.api(id, { ...plain(), body }), { status: 400, breaks: true })
      }
    })

  if (route.parameters.some(({ name }) => name === 'page'))
    test('400 for pages that are none', async () => {
      for (const [name, value] of [
        ['page', 0],
        ['page', 'one'],
        ['page-size', 1001],
      ] as const) {
        const call = await s.app.api(id, plain({ query: { ...plain().query, [name]: value } }))
        hold(call, { status: 400, breaks: true })
      }
    })

  test('500 when the bank itself fails, with nothing of why', async () => {
    const mend = cases.sabotage(s)
    try {
      const call = await s.app.api(id, plain())
      hold(call, { status: 500, breaks: false })
      expect(call.body).not.toContain('sabotaged')
    } finally {
      mend()
    }
  })

  if (route.scope === 'consents' && cases.plain.status !== 201)
    test('403 for a consent of another app', async () => {
      const token = await s.other.ownToken()
      hold(await s.other.api(id, plain({ token })), { status: 403, breaks: false })
    })

  test(cases.plain.title, () => run(cases.plain))

  test.skipIf(folder === undefined)('every status of the official document that can be made was made', () => {
    const documented = (official.get(id) as Operation).statuses.filter((status) => status !== 'default').map(Number)
    const never = [...NEVER, ...(cases.never ?? [])]
    expect(documented.filter((status) => !seen.has(status) && !never.includes(status))).toEqual([])
  })
})

const NO_CASE: Case = { title: 'a case that succeeds', status: 200, request: () => ({}) }

/** The error envelope: errors and meta, no links; totals only where the document demands them (ResponseError). */
function holdEnvelope(call: WireCall, api: string): void {
  const { errors, meta, ...rest } = json<{ errors: Json[]; meta: Json }>(call)
  expect(rest).toEqual({})
  const totals = api === 'accounts' ? ['totalRecords', 'totalPages'] : []
  expect(Object.keys(meta)).toEqual([...totals, 'requestDateTime'])
  expect(errors.length).toBeGreaterThan(0)
  for (const error of errors) expect(Object.keys(error).sort()).toEqual(['code', 'detail', 'title'])
  expect(call.headers.get('content-type')).toBe('application/json; charset=utf-8')
  if (call.status === 401) expect(call.headers.get('www-authenticate')).toBe('Bearer')
}
