import { afterAll, beforeAll, expect, test } from 'vitest'
import { discoveryRoutes } from '#discovery'
import type { Caller, ConsoleRoute, ExchangeIds } from '#kernel'
import { type Application, marketplaceRoutes } from '#marketplace'
import { type MarketplaceBench, openMarketplaceBench } from './bench.ts'

const OWNER: Caller = { role: 'owner' }
const ANYONE: Caller = { role: 'anyone' }
const APP = { market: 'test', name: 'App', redirectUris: ['https://127.0.0.1:4303/callback'] }

let bench: MarketplaceBench
let routes: ConsoleRoute[]
let ana: Caller
let bruno: Caller

beforeAll(async () => {
  bench = await openMarketplaceBench()
  bench.discovery.start()
  routes = [...marketplaceRoutes(bench.marketplace), ...discoveryRoutes(bench.discovery)]
  ana = { role: 'developer', developerId: (await bench.marketplace.signUp(bench.newcomer())).developer.id }
  bruno = { role: 'developer', developerId: (await bench.marketplace.signUp(bench.newcomer())).developer.id }
})
afterAll(() => bench.close())

const ids: ExchangeIds = {}

/** Calls a route as the console does, once it has found it and checked the role. */
async function call(
  method: string,
  path: string,
  { caller = OWNER, id = '', query = '', body }: { caller?: Caller; id?: string; query?: string; body?: unknown } = {},
): Promise<Record<string, unknown>> {
  const route = routes.find((candidate) => candidate.method === method && candidate.path === path) as ConsoleRoute
  expect(route.roles).toContain(caller.role)
  const tie = (learned: ExchangeIds) => void Object.assign(ids, learned)
  return (await route.act({ params: { id }, query: new URLSearchParams(query), body, caller, tie })) as never
}

const createFor = async (caller: Caller) =>
  (await call('POST', '/api/marketplace/applications', { caller, body: APP })).application as Application

test('sign-up, application and credentials are exchanges of arrows 1 and 4', () => {
  const arrows = routes.flatMap(({ method, path, exchange }) => (exchange ? [[method, path, exchange.arrow]] : []))
  expect(arrows).toEqual([
    ['POST', '/api/marketplace/sign-up', 1],
    ['POST', '/api/marketplace/applications', 1],
    ['GET', '/api/marketplace/applications/:id/credentials', 4],
  ])
})

test('anyone may sign up and in; the body is checked by its schema', async () => {
  const body = bench.newcomer()
  const { organisation, developer } = JSON.parse(JSON.stringify(body))
  const signedUp = await call('POST', '/api/marketplace/sign-up', { caller: ANYONE, body: { organisation, developer } })
  expect(signedUp.sessionToken).toBeTypeOf('string')
  const { email, password } = developer
  expect(await call('POST', '/api/marketplace/sign-in', { caller: ANYONE, body: { email, password } })).toMatchObject({
    developer: { email },
  })
  const wrong = { organisation: { name: ' ' }, developer: { ...developer, email: 'no', admin: true } }
  await expect(call('POST', '/api/marketplace/sign-up', { caller: ANYONE, body: wrong })).rejects.toMatchObject({
    type: 'request-invalid',
    facts: {
      faults: expect.arrayContaining([
        expect.objectContaining({ pointer: '/organisation/registrationNumber', keyword: 'required' }),
        expect.objectContaining({ pointer: '/organisation/name', keyword: 'pattern' }),
        expect.objectContaining({ pointer: '/developer/email', keyword: 'format' }),
        expect.objectContaining({ pointer: '/developer/admin', keyword: 'additionalProperties' }),
      ]),
    },
  })
  await expect(call('POST', '/api/marketplace/sign-in', { caller: ANYONE, body: undefined })).rejects.toMatchObject({
    type: 'request-invalid',
  })
})

test('a developer creates an application, waits for it, and collects its credentials; the exchange is tied to it', async () => {
  const { id } = await createFor(ana)
  expect(ids).toMatchObject({ market: 'test', applicationId: id })
  const path = '/api/marketplace/applications/:id'
  const { application } = await call('GET', path, { caller: ana, id, query: 'waitMs=10000' })
  const { state, clientId } = application as Application
  expect(state).toBe('ready')
  expect(ids.applicationId).toBe(id)
  expect(await call('GET', `${path}/credentials`, { caller: ana, id })).toMatchObject({ credentials: { clientId } })
  expect(ids.clientId).toBe(clientId)
  expect(await call('GET', `${path}/usage`, { caller: ana, id })).toEqual({ usage: { clientId, calls: 3 } })
})

test('another developer’s application is not found, whatever is asked of it; the owner sees it', async () => {
  const { id } = await createFor(ana)
  await bench.discovery.idle()
  for (const path of ['', '/credentials', '/usage']) {
    const route = `/api/marketplace/applications/:id${path}`
    await expect(call('GET', route, { caller: bruno, id })).rejects.toMatchObject({
      type: 'application-not-found',
      facts: { applicationId: id },
    })
    await expect(call('GET', route, { caller: OWNER, id })).resolves.toBeDefined()
  }
  await expect(call('GET', '/api/marketplace/applications/:id', { id: 'none' })).rejects.toMatchObject({
    type: 'application-not-found',
  })
})

test('a list holds one’s own applications, the owner’s all of them, in pages', async () => {
  const mine = await createFor(bruno)
  const owners = await createFor(OWNER)
  expect(owners.developerId).toBe(bench.marketplace.ownerDeveloper().id)
  const list = async (caller: Caller, query = '') =>
    (await call('GET', '/api/marketplace/applications', { caller, query })) as {
      applications: Application[]
      next: unknown
    }
  expect((await list(bruno)).applications.map(({ id }) => id)).toEqual([mine.id])
  const page = await list(OWNER, 'limit=2')
  expect(page.applications.map(({ id }) => id)).toEqual([owners.id, mine.id])
  expect(page.next).toBe(mine.id)
  expect((await list(OWNER, `before=${mine.id}`)).next).toBeNull()
  await expect(list(OWNER, 'limit=0')).rejects.toMatchObject({ type: 'request-invalid' })
})

test('the queue and another try are the owner’s', async () => {
  const { id } = await createFor(ana)
  const { jobs } = (await call('GET', '/api/discovery/jobs', { query: 'limit=1' })) as { jobs: Application[] }
  expect(jobs).toMatchObject([{ applicationId: id, market: 'test' }])
  expect(routes.filter(({ path }) => path.startsWith('/api/discovery')).map(({ roles }) => roles)).toEqual([
    ['owner'],
    ['owner'],
  ])
  await bench.discovery.idle()
  await expect(call('POST', '/api/discovery/jobs/:id/retry', { id })).rejects.toMatchObject({
    type: 'provisioning-finished',
  })
  await expect(call('POST', '/api/discovery/jobs/:id/retry', { id: 'none' })).rejects.toMatchObject({
    type: 'job-not-found',
  })
})

test('what the console hands out holds no registration token', async () => {
  const { id } = await createFor(ana)
  await bench.discovery.idle()
  const shown = await call('GET', '/api/marketplace/applications/:id', { caller: ana, id })
  expect(JSON.stringify([shown, await call('GET', '/api/discovery/jobs')])).not.toContain('management-token')
})
