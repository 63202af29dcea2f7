import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openSchemas } from '#kernel'
import type { Api, Route } from '#markets'
import { eventsApi } from '../../server/markets/fdx/apis/events/routes.ts'
import { fraudApi } from '../../server/markets/fdx/apis/fraud/routes.ts'
import { metaApi } from '../../server/markets/fdx/apis/meta/routes.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'

/** The operations about the bank itself: each of them is an application's own, under every address that it has. */
const ROUTES = [metaApi, eventsApi, fraudApi].flatMap((api) =>
  api.routes.flatMap((route) =>
    [api.basePath, ...(api.aliases ?? [])].map((base): [string, Route, Api] => [
      `${route.method} ${base}${route.path}`,
      route,
      api,
    ]),
  ),
)

let bank: TestBank
let app: FdxApp
let other: FdxApp
let token: string
let customers: string

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  other = await openFdxApp(bank, 'Somebody Else')
  const scope = 'fdx:notifications:subscribe fdx:notifications:publish'
  const fields = { grant_type: 'client_credentials', client_id: app.clientId, scope }
  token = String((await app.form('/fdx/auth/v1/token', fields)).json?.access_token)
  const login = bank.rooms.bank.customers.demonstrationLogins('fdx')[0]?.login as string
  customers = (await app.connect(login)).accessToken
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

const subscriber = {
  ...{ name: 'Tidy Budget', type: 'DATA_RECIPIENT', homeUri: 'https://tidy.example', registry: 'PRIVATE' },
  ...{ registeredEntityName: 'Tidy Budget Inc', registeredEntityId: 'TB-1' },
}

/** A right body for each operation that takes one. */
const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  createNotificationSubscription: {
    ...{ type: 'CUSTOM', category: 'SECURITY', callbackUrl: 'https://tidy.example/told', subscriber },
  },
  publishNotification: {
    ...{ notificationId: 'n-1', type: 'CUSTOM', sentOn: '2026-11-22T12:00:00Z', category: 'SECURITY' },
    ...{ publisher: subscriber, notificationPayload: { id: 'x', idType: 'PARTY' } },
  },
  reportSuspectedFraudIncident: {
    ...{ type: 'ACCOUNT_TAKEOVER', incidentId: 'inc-1', reason: 'Two continents', reporter: subscriber },
  },
}

async function call(name: string, { id }: Route, of: FdxApp, by: string, body: unknown = BODIES[id]) {
  const [method, path] = name.split(' ') as [string, string]
  const known = path.replace(':subscriptionId', await subscription())
  return of.api(known, by, {
    method,
    ...(body === undefined
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
  })
}

/** A subscription of the application's own, made anew where it was taken away. */
async function subscription(): Promise<string> {
  const { notices } = bank.rooms
  const wish = { market: 'fdx', clientId: app.clientId, topic: 'SERVICE', category: 'SECURITY', subscriber }
  return notices.subscribe({ ...wish, callbackUrl: 'https://tidy.example/told', effectiveFrom: null }).id
}

/** FDX's error: three texts, the code as one, and the call's own id beside it. */
function expectError(answer: Awaited<ReturnType<typeof call>>, status: number, code: string): void {
  expect([answer.status, answer.json?.code]).toEqual([status, code])
  expect(Object.keys(answer.json ?? {})).toEqual(['code', 'message', 'debugMessage'])
  expect(answer.headers['content-type']).toContain('application/json')
  expect(answer.headers['x-fapi-interaction-id']).toBe('2398f777-9259-4e50-867e-27247a143b1f')
}

describe.each(ROUTES)('%s', (name, route, api) => {
  const unauthorized = api === eventsApi ? '1205' : '603'

  test('answers its own application, by its schema', async () => {
    const answer = await call(name, route, app, token)
    const [status, schema] = Object.entries(route.responses)[0] as [string, Record<string, unknown> | null]
    expect([answer.status, answer.text.slice(0, 200)]).toEqual([Number(status), expect.any(String)])
    if (schema) expect(openSchemas(api.components).check(schema)(answer.json)).toEqual([])
    else expect(answer.text).toBe('')
  })

  test('refuses whoever has no token, an unknown one, or another application’s certificate', async () => {
    expectError(await call(name, route, app, 'nobody-gave-it'), 401, unauthorized)
    expectError(await call(name, route, other, token), 401, unauthorized)
  })

  test('refuses a customer’s token (FDX API security model: client credentials)', async () => {
    expectError(await call(name, route, app, customers), 403, '602')
  })

  test('refuses an interaction id that is none', async () => {
    const [method, path] = name.split(' ') as [string, string]
    const known = path.replace(':subscriptionId', 'any')
    const answer = await app.api(known, token, { method, headers: { 'x-fapi-interaction-id': 'mine' } })
    expect([answer.status, answer.json?.code]).toEqual([400, '401'])
  })
})

/** Values of every kind in the place of a member's. */
const WRONG = [null, 7, true, '', 'x'.repeat(3000), [], {}, '\u0000', '💣', '2026-13-45', 'javascript:alert(1)']

test.each(ROUTES.filter(([, { id }]) => id in BODIES))(
  '%s answers any body with 400 and FDX’s error, or takes it',
  async (name, route) => {
    const right = BODIES[route.id] as Record<string, unknown>
    const bodies: unknown[] = ['', '{', '[]', '"text"', '7', '{"type":"CUSTOM","type":"RISK"']
    for (const member of Object.keys(right)) {
      bodies.push({ ...right, [member]: undefined })
      for (const value of WRONG) bodies.push({ ...right, [member]: value })
    }
    for (const body of bodies) {
      const answer = await call(name, route, app, token, body)
      const told = JSON.stringify(body)?.slice(0, 120)
      if (answer.status < 300) continue
      expect([told, answer.status, answer.json?.code]).toEqual([told, 400, '401'])
    }
  },
  60_000,
)
