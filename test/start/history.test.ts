import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { openBank } from '#bank'
import { openConsents } from '#consent'
import { type Database, openDatabase, openEvents, openExchanges, openWorld } from '#kernel'
import { type Market, markets } from '#markets'
import { generate, lastDayAt, personas } from '../../mock-data/index.ts'
import { type Generation, openHistory } from '../../server/start/history.ts'
import { openSeededFile } from '../../server/start/seeded.ts'

/** A Wednesday afternoon in Brasília. */
const NOW = Date.parse('2026-11-18T17:20:00Z')
const DAY_MS = 86_400_000
const ASKED = { seed: 'test', customers: 8, days: 20 }
/** Some write several histories. */
const SLOWLY = { timeout: 60_000 }

/** A bank.db with its history, and the traffic.db beside it. */
function written(more: Partial<Omit<Generation, 'lastDay'>> = {}, of: readonly Market[] = markets) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-history-'))
  const file = path.join(folder, 'seeded.db')
  const trafficFile = path.join(folder, 'traffic.db')
  let generations = 0
  const history = openHistory({
    markets: of,
    generate(generation) {
      generations += 1
      return generate(generation)
    },
    generationAt: (at) => ({ ...ASKED, ...more, lastDay: lastDayAt(at) }),
  })
  const world = { wire: () => NOW, token: () => 'salt' }
  const made = openSeededFile({ file, books: (at) => personas(lastDayAt(at)), world, history }).make()
  const bank = openDatabase(file, { keep: 'everything' })
  history.writeTraffic(bank, trafficFile)
  const traffic = openDatabase(trafficFile, { keep: 'most' })
  onTestFinished(() => {
    bank.close()
    traffic.close()
    rmSync(folder, { recursive: true })
  })
  return { made, bank, traffic, trafficFile, history, generations: () => generations }
}

function count(db: Database, sql: string, ...values: unknown[]): number {
  return db
    .prepare<unknown[], number>(sql)
    .pluck()
    .get(...values) as number
}

function tablesWithOrigin(db: Database): string[] {
  return db
    .prepare<[], string>(
      `SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
        WHERE s.type = 'table' AND c.name = 'origin' ORDER BY s.name`,
    )
    .pluck()
    .all()
}

describe('a generated history', () => {
  test('leaves a ledger that adds up, and no account below what it may', () => {
    const { bank: db } = written()
    const world = openWorld({ db, wire: () => NOW })
    const events = openEvents({ db, world, onListenerError: () => undefined })
    expect(openBank({ db, world, events }).ledger.verify()).toEqual({ ok: true, faults: [] })
    const overdrawn = db
      .prepare(
        `SELECT a.id FROM accounts a JOIN ledger_accounts l ON l.id = a.id
          WHERE a.origin = 'generated' AND a.kind <> 'card'
            AND l.available_minor < -coalesce(a.overdraft_limit_minor, 0)`,
      )
      .all()
    expect(overdrawn).toEqual([])
  })

  test('is marked in every table that tells one from the other, events and records included', () => {
    const { bank, traffic } = written()
    expect(tablesWithOrigin(bank)).toEqual([
      ...['accounts', 'applications', 'authorisations', 'consents', 'customers', 'developers'],
      ...['directory_organisations'],
      ...['directory_software', 'events', 'posting_sets', 'postings', 'provisioning_jobs'],
    ])
    for (const table of tablesWithOrigin(bank)) {
      expect([table, count(bank, `SELECT count(*) FROM ${table} WHERE origin = 'generated'`) > 0]).toEqual([
        table,
        true,
      ])
    }
    for (const table of ['exchanges', 'journeys', 'traffic_series']) {
      expect([table, count(traffic, `SELECT count(*) FROM ${table} WHERE origin <> 'generated'`)]).toEqual([table, 0])
      expect(count(traffic, `SELECT count(*) FROM ${table}`)).toBeGreaterThan(0)
    }
    const unmarked = `SELECT count(*) FROM events WHERE origin = 'live' AND type <> 'bank.seeded'`
    expect(count(bank, unmarked)).toBe(0)
  })

  test('is the same bytes each time, but for the salt of passwords', SLOWLY, () => {
    const [one, other] = [written(), written()].map(({ bank, traffic }) => [contentsOf(bank), contentsOf(traffic)])
    expect(one).toEqual(other)
    expect(contentsOf(written({ seed: 'else' }).bank)).not.toEqual(one?.[0])
  })

  test('has nothing dated after the moment it was made', () => {
    const { bank, traffic } = written()
    for (const [db, sql] of [
      [bank, 'SELECT max(booked_at) FROM postings'],
      [bank, 'SELECT max(at) FROM events'],
      [bank, 'SELECT max(state_since) FROM consents'],
      [traffic, 'SELECT max(at) FROM exchanges'],
    ] as const) {
      expect(count(db, sql)).toBeLessThanOrEqual(NOW)
      expect(count(db, sql)).toBeGreaterThan(NOW - 2 * DAY_MS)
    }
  })

  test('leads consents through their market’s states and endings, and leaves the rest to their timers', SLOWLY, () => {
    const { bank: db } = written({ customers: 30, days: 90 })
    const states = (market: string) =>
      db
        .prepare<[string], string>('SELECT DISTINCT state FROM consents WHERE market = ? ORDER BY state')
        .pluck()
        .all(market)
    expect(states('obb')).toEqual(['AUTHORISED', 'AWAITING_AUTHORISATION', 'REJECTED'])
    expect(states('fdx')).toEqual(['ACTIVE', 'EXPIRED', 'REJECTED', 'REVOKED'])
    const reasons = db
      .prepare<[], string>('SELECT DISTINCT ended_reason FROM consents WHERE ended_reason NOT NULL')
      .pluck()
      .all()
    expect(reasons).toEqual(
      expect.arrayContaining([
        ...['CONSENT_EXPIRED', 'CUSTOMER_MANUALLY_REJECTED', 'CUSTOMER_MANUALLY_REVOKED', 'CONSENT_MAX_DATE_REACHED'],
        'CONSENT_TECHNICAL_ISSUE',
      ]),
    )
    const world = openWorld({ db, wire: () => NOW + 2 * 3_600_000 })
    const events = openEvents({ db, world, onListenerError: () => undefined })
    const lives = Object.fromEntries(markets.map((market) => [market.id, market.consent.life]))
    const before = count(db, 'SELECT count(*) FROM events')
    const ended = openConsents({ db, world, events, lives }).sweep()
    expect(ended).toBeGreaterThan(0)
    const after = db.prepare('SELECT DISTINCT origin, type FROM events WHERE seq > ?').all(before)
    expect(after).toEqual([{ origin: 'generated', type: 'consent.rejected' }])
  })

  test('is told apart by analytics, which can leave it out', () => {
    const { bank: db, traffic, made } = written()
    const world = openWorld({ db, wire: () => NOW })
    const events = openEvents({ db, world, onListenerError: () => undefined })
    const analytics = openAnalytics({ db: traffic, world, exchanges: openExchanges({ now: world.clock.now }) })
    events.listen(analytics.listener)
    analytics.trafficListener([
      {
        ...{ at: NOW - 1_000, kind: 'http', arrow: 9, from: 'app', to: 'gateway', operation: 'accountsGetAccounts' },
        ...{ market: 'obb', clientId: 'live', status: 200, problemType: null, problemRule: null, durationMs: 3 },
      },
    ])
    const period = { from: NOW - 60 * DAY_MS, to: NOW }
    const sum = (origin?: 'live' | 'generated') =>
      analytics.overview({ ...period, origin }).traffic.reduce((total, one) => total + one.count, 0)
    expect(sum('live')).toBe(1)
    expect(sum('generated')).toBe(made?.calls)
    expect(sum()).toBe(1 + (made?.calls ?? 0))
    expect(analytics.overview(period).generated.calls).toBe(made?.calls)
    expect(analytics.overview({ ...period, origin: 'live' }).funnel).toMatchObject({ lodged: 0, authorised: 0 })
    expect(analytics.overview(period).funnel.lodged).toBe(made?.consents)
  })

  test('is written once; its traffic again when traffic.db was lost', SLOWLY, () => {
    const { bank, trafficFile, history, generations, traffic } = written()
    expect(generations()).toBe(1)
    history.writeTraffic(bank, trafficFile)
    expect(generations()).toBe(1)
    const again = `${trafficFile}.again`
    history.writeTraffic(bank, again)
    const other = openDatabase(again, { keep: 'most' })
    expect(contentsOf(other)).toEqual(contentsOf(traffic))
    other.close()
  })

  test('may be of nobody, of no time, and of no market that is open', SLOWLY, () => {
    expect(written({ customers: 0 }).made?.consents).toBeGreaterThan(0)
    expect(written({ customers: 0, days: 0 }).made).toMatchObject({ customers: 0, transactions: 0, calls: 0 })
    expect(written({ days: 0 }).made).toMatchObject({ customers: 8, transactions: 0, consents: 0 })
    expect(written({}, []).made).toMatchObject({ customers: 0, consents: 0 })
  })
})

/** A digest of each table's rows. */
function contentsOf(db: Database): Record<string, string> {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all()
    .filter((table) => table !== 'event_log')
  return Object.fromEntries(
    tables.map((table) => [
      table,
      createHash('sha256')
        .update(JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()))
        .digest('hex'),
    ]),
  )
}
