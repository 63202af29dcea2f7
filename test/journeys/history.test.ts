import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, type Problem } from '../../server/kernel/index.ts'
import { seedBank } from '../../server/main.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { command } from '../support/command-line.ts'
import { openWire } from '../support/wire.ts'

const ASKED = { seed: 'journey', customers: 6, days: 12 }

let dataDir: string
let said: string[]
let bank: TestBank
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'bancada-past-'))
  said = []
  bank = await openTestBank({ dataDir, history: ASKED, say: (line) => void said.push(line) })
})
afterAll(async () => {
  await bank?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const generated = () => bank.rooms.marketplace.applications().filter(({ origin }) => origin === 'generated')

async function refused(act: () => unknown): Promise<string> {
  try {
    await act()
  } catch (error) {
    return (error as Problem).type
  }
  return 'not refused'
}

describe('a bank with a generated history', () => {
  test('says at its first start how that goes on, and shows calls and consents at once', () => {
    expect(said).toEqual([
      'making 6 customers and 12 days of history …',
      'writing their accounts, ledger and consents …',
      'writing the calls of that time …',
    ])
    const { clock } = bank.rooms.world
    const overview = bank.rooms.analytics.overview({ from: clock.now() - 12 * 86_400_000 })
    expect(overview.funnel.lodged).toBeGreaterThan(5)
    expect(overview.timeline.length).toBeGreaterThan(10)
    expect(overview.generated.calls).toBe(overview.traffic.reduce((sum, { count }) => sum + count, 0))
    const { journeys } = bank.rooms.journey.list({ kind: 'consent', limit: 100 })
    expect(journeys.length).toBeGreaterThan(5)
    expect(journeys.every(({ origin }) => origin === 'generated')).toBe(true)
    expect(bank.rooms.bank.ledger.verify().ok).toBe(true)
    expect(bank.log.errors).toEqual([])
  })

  test('knows its applications, of which none was ever given a key or can get one', async () => {
    const { directory, discovery, identity, marketplace } = bank.rooms
    expect(generated().length).toBeGreaterThan(5)
    for (const { id, softwareId, state } of generated()) {
      expect(await identity.registrationOf('obb', softwareId)).toBeUndefined()
      expect(directory.credentials(softwareId)).toBeUndefined()
      expect(await refused(() => directory.issueCredentials(softwareId))).toBe('software-generated')
      expect(await refused(() => directory.softwareStatement(softwareId))).toBe('software-generated')
      expect(await refused(() => discovery.retry(id))).toBe('application-generated')
      const asked = await refused(() => marketplace.credentials(id))
      expect(asked).toBe(state === 'ready' ? 'application-generated' : 'application-not-ready')
    }
  })

  test('gives no token to the client id of one of them, whoever shows it', async () => {
    const app = await bank.app('Alguém')
    const { transport, caPem } = app.credentials
    const { token_endpoint: url } = bank.rooms.identity.server('obb').metadata()
    const wire = openWire({ caPem, transport })
    for (const { clientId } of generated()) {
      if (clientId === null) continue
      const form = new URLSearchParams({
        ...{ grant_type: 'client_credentials', scope: 'consents', client_id: clientId },
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'e30.e30.e30',
      })
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const { status, body } = await wire.call({ method: 'POST', url, headers, body: form.toString() })
      expect([status, JSON.parse(body).error]).toEqual([401, 'invalid_client'])
    }
    wire.close()
    await app.close()
  })

  test('signs nobody in as one of their developers, and lists none of them among participants', async () => {
    const { marketplace, directory } = bank.rooms
    const db = openDatabase(path.join(dataDir, 'bank.db'), { keep: 'everything' })
    const emails = db.prepare<[], string>("SELECT email FROM developers WHERE origin = 'generated'").pluck().all()
    db.close()
    for (const email of emails.slice(0, 3)) {
      expect(await refused(() => marketplace.signIn({ email, password: '' }))).toBe('sign-in-refused')
    }
    const organisations = new Set(generated().map(({ organisationId }) => organisationId))
    expect(directory.recipients().filter(({ organisationId }) => organisations.has(organisationId))).toEqual([])
  })

  test('lets a real journey happen beside it, which is counted apart', async () => {
    const app: TestApp = await bank.app('Ao Vivo')
    await app.connect('ana')
    await app.close()
    bank.rooms.events.flush()
    bank.rooms.journey.flush()
    const live = bank.rooms.analytics.overview({ origin: 'live' })
    expect(live.funnel).toMatchObject({ lodged: 1, authorised: 1, used: 1 })
    expect(live.traffic.map(({ operation }) => operation)).toContain('token authorization_code')
  })

  test('starts again without making anything, and writes its calls again when traffic.db was lost', async () => {
    const calls = () => bank.rooms.analytics.overview({ from: 1, origin: 'generated' }).generated.calls
    const before = calls()
    await bank.close()
    for (const end of ['', '-wal', '-shm']) rmSync(path.join(dataDir, `traffic.db${end}`), { force: true })
    said.length = 0
    bank = await openTestBank({ dataDir, history: ASKED, say: (line) => void said.push(line) })
    expect(said).toEqual(['writing the calls of that time …'])
    expect(calls()).toBe(before)
    said.length = 0
    await bank.close()
    bank = await openTestBank({ dataDir, history: ASKED, say: (line) => void said.push(line) })
    expect(said).toEqual([])
  })
})

describe('`bancada seed`', () => {
  test('gives a stopped bank other customers and another history; its own applications stay and work', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bancada-seed-'))
    let one = await openTestBank({ dataDir: folder })
    const app = await one.app('Fica')
    const { clientId } = app.credentials
    await app.connect('ana')
    await app.close()
    await one.close()

    const args = ['seed', '--customers', '4', '--days', '8', '--seed', 'other', '--data', folder, '--json']
    const { code, out } = await command(...args)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ customers: 4, days: 8, seed: 'other', transactions: expect.any(Number) })

    one = await openTestBank({ dataDir: folder })
    expect(one.rooms.marketplace.applicationOfClient(clientId)).toMatchObject({ name: 'Fica', state: 'ready' })
    const made = one.rooms.marketplace.applications().filter(({ origin }) => origin === 'generated')
    expect(made.length).toBeGreaterThan(5)
    expect(one.rooms.analytics.overview({ from: 1 }).funnel.lodged).toBeGreaterThan(0)
    expect(one.rooms.analytics.overview({ from: 1, origin: 'live' }).funnel.lodged).toBe(0)
    expect(one.rooms.bank.ledger.verify().ok).toBe(true)
    const again = await one.app('Depois')
    expect((await again.connect('bruno')).accounts.length).toBeGreaterThan(0)
    await again.close()
    expect(one.log.errors).toEqual([])
    await one.close()

    seedBank(folder, { seed: 'third', customers: 1, days: 2 }, () => undefined)
    one = await openTestBank({ dataDir: folder })
    expect(one.rooms.marketplace.applications().filter(({ origin }) => origin === 'generated').length).toBe(made.length)
    expect(one.rooms.marketplace.applications().some(({ id }) => id === made[0]?.id)).toBe(false)
    await one.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('refuses what is no count, and makes a bank without a history too', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bancada-seed-'))
    const bad = await command('seed', '--customers', 'many', '--days', '8', '--data', folder, '--json')
    expect([bad.code, JSON.parse(bad.err).error.type]).toEqual([2, 'count-invalid'])
    const seeded = await command('seed', '--customers', '0', '--days', '0', '--data', folder, '--json')
    expect([seeded.code, JSON.parse(seeded.out).calls]).toEqual([0, 0])
    rmSync(folder, { recursive: true, force: true })
  })
})
