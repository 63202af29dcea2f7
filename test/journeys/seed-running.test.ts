import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase } from '#kernel'
import type { SeedingFacts } from '../../server/start/index.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { command, startBank } from '../support/command-line.ts'
import { consoleApi } from '../support/console-api.ts'
import { runBank } from '../support/run-bank.ts'

const FIRST = { seed: 'first', customers: 2, days: 4 }
/** Another process makes each history, on a machine that may be busy. */
const SLOWLY = { timeout: 120_000, interval: 50 }

let bank: TestBank
let app: TestApp
let api: ReturnType<typeof consoleApi>
let accountsUrl: string
beforeAll(async () => {
  bank = await openTestBank({ history: FIRST })
  api = consoleApi(bank)
  app = await bank.app('Fica')
  accountsUrl = await app.endpoint('accounts', '/accounts')
})
afterAll(async () => {
  await app?.close()
  await bank?.close()
})

const facts = async () => (await api.call<SeedingFacts>('GET', '/api/seed')).body
const generated = () => bank.rooms.marketplace.applications().filter(({ origin }) => origin === 'generated')
const ended = (id: string | undefined) =>
  vi.waitFor(async () => {
    const { last } = await facts()
    expect(last?.id).toBe(id)
    return last
  }, SLOWLY)

describe('`seed` on a running bank', () => {
  test('goes on answering while another history is made, and refuses other changes meanwhile', async () => {
    const { accessToken, consentId } = await app.connect('ana')
    await api.call('POST', '/api/snapshots', { name: 'before' })
    const before = generated().map(({ id }) => id)
    expect((await facts()).kept).toMatchObject(FIRST)

    const told: unknown[] = []
    const listening = api.live(({ type, seeding }) => {
      if (type === 'seeding') told.push((seeding as SeedingFacts).underWay?.phase ?? 'ended')
      return told.at(-1) === 'ended'
    })
    const asked = { seed: 'other', customers: 3, days: 6 }
    const begun = await api.call<SeedingFacts>('POST', '/api/seed', { ...asked, idempotencyKey: 'once' })
    expect(begun).toMatchObject({ status: 202, body: { underWay: { asked, phase: 'generating' } } })
    expect((await app.request('GET', accountsUrl, accessToken)).status).toBe(200)
    for (const [address, body] of [
      ['/api/seed', { customers: 1, days: 1 }],
      ['/api/reset', {}],
      ['/api/reset', { all: true }],
      ['/api/snapshots/before/restore', {}],
    ] as const) {
      const refused = await api.call('POST', address, body)
      expect(refused, address).toMatchObject({ status: 409, body: { error: { type: 'state-change-under-way' } } })
    }
    const again = await api.call<SeedingFacts>('POST', '/api/seed', { ...asked, idempotencyKey: 'once' })
    expect(again.body.underWay?.id).toBe(begun.body.underWay?.id)

    const last = await ended(begun.body.underWay?.id)
    expect(last).toMatchObject({ asked, made: { ...asked, customers: expect.any(Number), calls: expect.any(Number) } })
    await listening
    expect(told.filter((phase, i) => phase !== told[i - 1])).toEqual([
      'generating',
      'ledger',
      'calls',
      'placing',
      'ended',
    ])
    expect((await facts()).kept).toMatchObject(asked)
    expect((await app.request('GET', accountsUrl, accessToken)).status).toBe(401)
    expect((await app.readConsent(consentId)).status).toBe(404)
    expect(generated().some(({ id }) => before.includes(id))).toBe(false)
    const overview = bank.rooms.analytics.overview({ from: 1, origin: 'generated' })
    expect(overview.generated.calls).toBeGreaterThan(0)
    expect(overview.generated.calls).toBe(overview.traffic.reduce((sum, { count }) => sum + count, 0))
    expect(bank.rooms.bank.ledger.verify().ok).toBe(true)
    expect(readdirSync(bank.dataDir).filter((name) => /made|seeding|next|before/.test(name))).toEqual([])
    expect(bank.log.errors).toEqual([])
  })

  test('keeps applications and their credentials, and a later reset returns to what it made', async () => {
    expect((await app.connect('bruno')).accounts.length).toBeGreaterThan(0)
    const ids = generated().map(({ id }) => id)
    expect((await api.call('POST', '/api/reset', {})).status).toBe(200)
    expect(generated().map(({ id }) => id)).toEqual(ids)
    expect((await facts()).kept).toMatchObject({ seed: 'other', customers: 3, days: 6 })
    expect((await app.connect('bruno')).accounts.length).toBeGreaterThan(0)
  })

  test('takes effect once a key, and refuses what is no count', async () => {
    const asked = { seed: 'other', customers: 3, days: 6, idempotencyKey: 'once' }
    expect((await api.call<SeedingFacts>('POST', '/api/seed', asked)).body.underWay).toBeNull()
    expect(await api.call('POST', '/api/seed', { ...asked, days: 7 })).toMatchObject({ status: 409 })
    for (const body of [{}, { customers: -1, days: 1 }, { customers: 1, days: 1e6 }, { customers: '1', days: 1 }])
      expect(await api.call('POST', '/api/seed', body)).toMatchObject({ status: 400 })
  })

  test('leaves the bank as it was where what was made can not take its place', async () => {
    const { accessToken } = await app.connect('ana')
    const begun = await api.call<SeedingFacts>('POST', '/api/seed', { customers: 1, days: 1 })
    // Somebody looks at the file with another program meanwhile.
    const other = openDatabase(path.join(bank.dataDir, 'traffic.db'), { keep: 'most' })
    other.exec('BEGIN; SELECT count(*) FROM exchanges')
    const last = await ended(begun.body.underWay?.id)
    other.close()
    expect(last).toMatchObject({ refusal: { type: 'database-in-use' } })
    expect((await facts()).kept).toMatchObject({ seed: 'other' })
    expect((await app.request('GET', accountsUrl, accessToken)).status).toBe(200)
    expect(bank.rooms.analytics.overview({ from: 1 }).generated.calls).toBeGreaterThan(0)
    expect(readdirSync(bank.dataDir).filter((name) => /seeding|next|before/.test(name))).toEqual([])
  })
})

test('`bancada seed` on a running bank says how it goes on, and what was made', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const running = await startBank(folder, '--port', '0')
  const { code, out, err } = await command('seed', '--customers', '1', '--days', '2', '--data', folder)
  expect([code, out]).toEqual([0, expect.stringMatching(/^1 customers, \d+ transactions, .* over 2 days to /)])
  expect(err).toMatch(/^making 1 customers and 2 days/)
  running.child.kill('SIGTERM')
  await running.ended
}, 120_000)

test('kill -9 in the middle leaves a whole bank: the old one, or the new one with all that belongs to it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  let running = await runBank(folder, { port: 0 })
  onTestFinished(() => running.kill())
  type Traffic = { generated: { calls: number } }
  const state = async () => {
    const { kept } = await running.api<SeedingFacts>('GET', '/api/seed')
    const { generated } = await running.api<Traffic>('GET', '/api/analytics/overview?from=1')
    return { seed: kept?.seed, calls: generated.calls }
  }
  const before = await state()
  for (const until of ['generating', 'calls', 'placing'] as const) {
    await running.api('POST', '/api/seed', { seed: until, customers: 2, days: 3 })
    await vi.waitFor(async () => {
      const facts = await running.api<SeedingFacts>('GET', '/api/seed').catch(() => undefined)
      expect(facts?.underWay?.phase ?? 'placing').toBe(until)
    }, SLOWLY)
    await running.kill()
    running = await runBank(folder)
    const after = await state()
    if (after.seed === before.seed) expect(after).toEqual(before)
    else expect(after).toEqual({ seed: until, calls: expect.any(Number) })
    expect(after.calls).toBeGreaterThan(0)
    expect(running.said()).not.toMatch(/ error /)
    await vi.waitFor(() => expect(readdirSync(folder).filter((name) => /seeding|made/.test(name))).toEqual([]), SLOWLY)
    Object.assign(before, after)
  }
  expect(existsSync(path.join(folder, 'seeded.db'))).toBe(true)
}, 240_000)
