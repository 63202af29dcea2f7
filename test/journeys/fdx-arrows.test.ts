import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { openFdxApp } from '../support/fdx.ts'
import { fdxRegistration } from '../support/fdx-registration.ts'
import { runBank } from '../support/run-bank.ts'

const REDIRECT = 'https://tidy.example/callback'

type Application = { id: string; state: string; clientId: string | null; lastError: unknown }
type Step = { arrow: number | null; from: string; to: string; operation: string; problem: unknown }

describe('The eleven arrows of FDX', () => {
  let bank: TestBank

  beforeAll(async () => {
    bank = await openTestBank()
  })
  afterAll(async () => {
    await bank.close()
    expect(bank.log.errors).toEqual([])
  })

  function registrationOf(applicationId: string): Step[] {
    bank.rooms.events.flush()
    bank.rooms.journey.flush()
    return bank.rooms.journey.find(`registration-${applicationId}`).steps
  }
  const ways = (steps: Step[]) =>
    steps.filter(({ arrow }) => arrow !== 11).map(({ arrow, from, to, operation }) => [arrow, from, to, operation])

  test('the Marketplace provisions at the gateway, which registers in Identity Management, and waits for both', async () => {
    const { call } = consoleApi(bank)
    const created = await call<{ application: Application }>('POST', '/api/marketplace/applications', {
      ...{ market: 'fdx', name: 'Tidy Budget', redirectUris: [REDIRECT] },
    })
    expect(created).toMatchObject({
      status: 201,
      body: { application: { state: 'ready', clientId: expect.any(String) } },
    })
    const { id } = created.body.application
    expect((await call('GET', `/api/marketplace/applications/${id}/credentials`)).status).toBe(200)
    const steps = registrationOf(id)
    expect(ways(steps)).toEqual([
      [1, 'developer', 'marketplace', 'create application'],
      [2, 'marketplace', 'gateway', 'register recipient'],
      [3, 'gateway', 'identity', 'register client'],
      [4, 'developer', 'marketplace', 'collect credentials'],
    ])
    expect(steps.every(({ problem }) => problem === null)).toBe(true)
    expect(steps.some(({ arrow }) => arrow === 11)).toBe(true)
    const [call2] = steps.filter(({ arrow }) => arrow === 2) as unknown as { id: string }[]
    const recorded = bank.rooms.journey.exchange(call2?.id as string)
    expect(recorded).toMatchObject({
      ...{ kind: 'http', certificate: { thumbprint: expect.any(String) } },
      request: { method: 'POST', url: '/fdx/v6/register', body: { client_name: 'Tidy Budget' } },
    })
    const secret = bank.rooms.discovery.registration(id)?.registrationAccessToken as string
    expect(secret).toBeTruthy()
    const all = steps.map((step) => bank.rooms.journey.exchange((step as unknown as { id: string }).id))
    expect(JSON.stringify(all)).not.toContain(secret)
  })

  test('one consent travels arrows 5 to 11, each between its own two parts', async () => {
    const app = await openFdxApp(bank, 'Traveller')
    const { consentId, accessToken } = await app.connect('avery')
    expect((await app.api('/fdx/v6/accounts', accessToken)).status).toBe(200)
    const steps = stepsOf(bank, consentId)
    expect([...new Set(steps.map(({ arrow }) => arrow))].sort((a, b) => Number(a) - Number(b))).toEqual([
      5, 6, 7, 8, 9, 10, 11,
    ])
    const parties = Object.fromEntries(
      steps.filter(({ arrow }) => arrow !== 11).map(({ arrow, from, to, operation }) => [operation, [arrow, from, to]]),
    )
    expect(parties).toMatchObject({
      'push authorization request': [5, 'app', 'gateway'],
      'verify the app': [9, 'gateway', 'identity'],
      'begin authorization': [7, 'consumer', 'identity'],
      'confirm consent': [8, 'consumer', 'identity'],
      'token authorization_code': [9, 'app', 'gateway'],
      'introspect customer token': [9, 'gateway', 'identity'],
    })
    expect(steps).toContainEqual(expect.objectContaining({ arrow: 6, from: 'gateway', to: 'identity' }))
    expect(steps).toContainEqual(expect.objectContaining({ arrow: 10, from: 'gateway', to: 'bank' }))
  })

  test('a refusal of the gateway is the developer’s answer, and shows on the registration’s journey', async () => {
    const { call } = consoleApi(bank)
    const asked = { market: 'fdx', name: 'Long name', redirectUris: [REDIRECT], idempotencyKey: 'once' }
    const details = { entityName: 'x'.repeat(600), entityId: '1' }
    const refused = await call('POST', '/api/marketplace/applications', { ...asked, details })
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { type: 'provisioning-failed', detail: expect.stringContaining('registered_entity_name') } },
    })
    expect(await call('POST', '/api/marketplace/applications', { ...asked, details })).toEqual(refused)
    const [failed] = bank.rooms.marketplace.applications({ limit: 1 })
    expect(failed).toMatchObject({ name: 'Long name', state: 'failed', clientId: null })
    const steps = registrationOf(failed?.id as string)
    expect(ways(steps)).toContainEqual([2, 'marketplace', 'gateway', 'register recipient'])
    expect(steps.find(({ arrow }) => arrow === 2)).toMatchObject({ problem: { rule: 'registration-metadata' } })
  })

  test('an application’s own calls about its registration are the app’s, on arrow 2', async () => {
    const app = await openFdxApp(bank, 'Self-managed')
    const { applicationId } = app.credentials
    const token = bank.rooms.discovery.registration(applicationId)?.registrationAccessToken ?? ''
    const read = await fdxRegistration(bank, 'GET', `/${app.clientId}`, { tls: app.tls, token })
    expect(read.status).toBe(200)
    expect(ways(registrationOf(applicationId)).slice(-2)).toEqual([
      [2, 'app', 'gateway', 'read recipient'],
      [3, 'gateway', 'identity', 'read client'],
    ])
  })
})

test('a bank killed while it provisions registers each application once at its next start (house: durability)', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bancada-fdx-kill-'))
  let bank = await runBank(dataDir, { port: 0 })
  onTestFinished(async () => {
    await bank.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })
  for (const afterMs of [40, 160]) {
    const creating = ['one', 'two', 'three'].map((name) =>
      bank
        .api('POST', '/api/marketplace/applications', { market: 'fdx', name, redirectUris: [REDIRECT] })
        .catch(() => undefined),
    )
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    await bank.kill()
    await Promise.all(creating)
    bank = await runBank(dataDir)
  }
  const { applications } = await bank.api<{ applications: (Application & { market: string })[] }>(
    'GET',
    '/api/marketplace/applications?limit=100&origin=live',
  )
  const mine = applications.filter(({ market }) => market === 'fdx')
  for (const { id } of mine) {
    const { application } = await bank.api<{ application: Application }>(
      'GET',
      `/api/marketplace/applications/${id}?waitMs=30000`,
    )
    expect(application).toMatchObject({ state: 'ready', clientId: expect.any(String) })
  }
  await bank.stop()
  const db = new BetterSqlite3(path.join(dataDir, 'bank.db'), { readonly: true })
  const clients = db
    .prepare("SELECT count(*) AS n FROM identity_artifacts WHERE market = 'fdx' AND model = 'Client'")
    .get()
  db.close()
  expect(clients).toEqual({ n: mine.length })
})
