import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { visitBank } from '../../server/cli/customer.ts'
import { type DataRecipient, openDataRecipient } from '../../server/cli/data-recipient.ts'
import { openBancada } from '../../server/main.ts'
import { keptLog } from '../support/bank.ts'
import { seededChance } from '../support/chance.ts'
import { createApplication, type RunningBank, runBank } from '../support/run-bank.ts'

const ROUNDS = 3
const LOGIN = 'ana'
const REDIRECT = 'https://127.0.0.1:8443/callback'

/** What the bank said yes to: none of it may be gone after a kill. */
type Acknowledged = {
  lodged: Set<string>
  authorised: Map<string, string>
  revoked: Set<string>
  applications: Set<string>
}

type Customer = { login: string; password: string; document: string }
type Info = { markets: { id: string; customers: Customer[] }[] }
type Application = { id: string; clientId: string | null; provisioning: { state: string } }

test('kill -9 at any moment loses nothing that was acknowledged, and the next start serves at once (house: durability)', async () => {
  const seed = Number(process.env.BANCADA_SEED ?? Date.now() % 1_000_000)
  console.info(`BANCADA_SEED=${seed}`)
  const chance = seededChance(seed)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bancada-kill-'))
  const acknowledged: Acknowledged = {
    lodged: new Set(),
    authorised: new Map(),
    revoked: new Set(),
    applications: new Set(),
  }
  let bank = await runBank(dataDir, { port: 0 })
  onTestFinished(async () => {
    await bank.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const { customers } = (await bank.api<Info>('GET', '/api/info')).markets.find(({ id }) => id === 'obb') ?? {
    customers: [],
  }
  const customer = customers.find(({ login }) => login === LOGIN) as Customer
  const credentials = await createApplication(bank, { name: 'App do ensaio', redirectUris: [REDIRECT] })

  for (let round = 0; round < ROUNDS; round += 1) {
    const app = await openDataRecipient(credentials)
    await untilKilled(bank, { app, customer, caPem: credentials.caPem }, acknowledged, 500 + chance() * 2_000)
    await app.close()
    bank = await runBank(dataDir)
    expect(bank.said()).not.toMatch(/ error /)
    const after = await openDataRecipient(credentials)
    const { consentId, refreshToken } = await journey(after, customer, credentials)
    acknowledged.authorised.set(consentId, refreshToken)
    await expectKept(bank, after, acknowledged)
    await after.close()
  }
  expect(acknowledged.lodged.size).toBeGreaterThan(ROUNDS)
  expect(acknowledged.authorised.size).toBeGreaterThan(0)
  expect(acknowledged.applications.size).toBeGreaterThan(0)
  await bank.stop()
  expectOneClientEach(dataDir)
  await expectSoundLedger(dataDir)
})

/** Keeps the bank busy from all sides until the moment comes, and kills it in the middle of it. */
async function untilKilled(
  bank: RunningBank,
  { app, customer, caPem }: { app: DataRecipient; customer: Customer; caPem: string },
  acknowledged: Acknowledged,
  afterMs: number,
): Promise<void> {
  let running = true
  const stream = async (work: () => Promise<unknown>) => {
    while (running) await work().catch(() => undefined)
  }
  const streams = [
    stream(async () => acknowledged.lodged.add(await lodge(app, customer))),
    stream(async () => {
      const { consentId, refreshToken } = await journey(app, customer, { caPem })
      acknowledged.authorised.set(consentId, refreshToken)
    }),
    stream(async () => {
      const [, refreshToken] = [...acknowledged.authorised].at(-1) ?? []
      if (refreshToken === undefined) await app.clientToken()
      else await app.refresh(refreshToken)
    }),
    stream(async () => {
      const [consentId] = [...acknowledged.authorised].at(0) ?? []
      if (consentId === undefined || acknowledged.authorised.size < 3) return void (await app.clientToken())
      // Asked for from now on: whether or not the answer still comes, nobody may count on it any more.
      acknowledged.authorised.delete(consentId)
      if ((await app.removeConsent(consentId)).status === 204) acknowledged.revoked.add(consentId)
    }),
    stream(async () => {
      const asked = { market: 'obb', name: 'App em construção', redirectUris: [REDIRECT] }
      const { application } = await bank.api<{ application: Application }>(
        'POST',
        '/api/marketplace/applications',
        asked,
      )
      acknowledged.applications.add(application.id)
      await bank.api('GET', `/api/marketplace/applications/${application.id}?waitMs=5000`)
    }),
  ]
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  await bank.kill()
  running = false
  await Promise.all(streams)
}

async function expectKept(bank: RunningBank, app: DataRecipient, acknowledged: Acknowledged): Promise<void> {
  const stateOf = async (consentId: string) => {
    const { status, body } = await app.readConsent(consentId)
    return status === 200 ? (body as { data: { status: string } }).data.status : status
  }
  for (const consentId of acknowledged.lodged) expect(await stateOf(consentId)).toBe('AWAITING_AUTHORISATION')
  for (const consentId of acknowledged.revoked) expect(await stateOf(consentId)).toBe('REJECTED')
  const accounts = await app.endpoint('accounts', '/accounts')
  for (const [consentId, refreshToken] of acknowledged.authorised) {
    expect(await stateOf(consentId)).toBe('AUTHORISED')
    const { access_token } = await app.refresh(refreshToken)
    expect((await app.request('GET', accounts, access_token)).status).toBe(200)
  }
  for (const id of acknowledged.applications) {
    const { application } = await bank.api<{ application: Application }>(
      'GET',
      `/api/marketplace/applications/${id}?waitMs=15000`,
    )
    expect(application).toMatchObject({ id, clientId: expect.any(String) })
  }
}

async function lodge(app: DataRecipient, { document }: Customer): Promise<string> {
  const { status, body } = await app.lodge({ document })
  if (status !== 201) throw new Error(`consent refused: ${JSON.stringify(body)}`)
  return (body as { data: { consentId: string } }).data.consentId
}

/** A whole journey: consent, customer, code, token. */
async function journey(app: DataRecipient, { document, login, password }: Customer, { caPem }: { caPem: string }) {
  const consentId = await lodge(app, { document, login, password })
  const pending = await app.push(consentId)
  const end = await visitBank({ url: pending.url, caPem, login, password, decision: 'approve' })
  if (end.kind !== 'redirected') throw new Error(end.reason)
  const tokens = await app.redeem(end.url, pending)
  return { consentId, refreshToken: tokens.refresh_token as string }
}

/** No software has two clients, and no application two software (house: never provisions twice). */
function expectOneClientEach(dataDir: string): void {
  const db = new BetterSqlite3(path.join(dataDir, 'bank.db'), { readonly: true })
  const count = (sql: string) => (db.prepare(sql).get() as { n: number }).n
  const clients = count("SELECT count(*) AS n FROM identity_artifacts WHERE model = 'Client'")
  const software = count(
    "SELECT count(DISTINCT json_extract(payload, '$.software_id')) AS n FROM identity_artifacts WHERE model = 'Client'",
  )
  expect(software).toBe(clients)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
}

async function expectSoundLedger(dataDir: string): Promise<void> {
  const log = keptLog()
  const bank = await openBancada({ dataDir, sampleApp: false, log })
  expect(bank.rooms.bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  await bank.close()
  expect(log.errors).toEqual([])
}
