import { existsSync } from 'node:fs'
import BetterSqlite3, { type Database } from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'

/** Statements the whole bank prepared while it started, registered an app and served a journey, by database file. */
const prepared = new Map<string, Set<string>>()
const { prepare } = BetterSqlite3.prototype
let bank: TestBank

beforeAll(async () => {
  BetterSqlite3.prototype.prepare = function spying(this: Database, sql: string) {
    const kept = prepared.get(this.name) ?? new Set()
    prepared.set(this.name, kept.add(sql))
    return prepare.call(this, sql)
  } as typeof prepare
  bank = await openTestBank({ sampleApp: true })
  const app = await bank.app('Planos')
  const { accessToken, refreshToken, consentId } = await app.connect('ana')
  await app.request('GET', await app.endpoint('accounts', '/accounts'), accessToken)
  await app.refresh(refreshToken)
  await app.removeConsent(consentId)
  bank.rooms.events.flush()
  bank.rooms.journey.flush()
  await app.close()
})
afterAll(async () => {
  BetterSqlite3.prototype.prepare = prepare
  await bank.close()
})

/** Tables that hold a handful of rows for ever, so that reading one whole costs nothing. */
const SMALL = new Set(['bank_clock', 'room_versions', 'event_positions', 'event_log', 'json_each', 'sqlite_schema'])

/**
 * Statements that read a table whole on purpose: the participants list is, by its standard, every organisation, and
 * the ledger's verification is asked for by hand and never by a call.
 */
const ON_PURPOSE = [/FROM directory_organisations WHERE is_bank = 0/, /'set-incomplete' AS fault/, /^\s*WITH sums AS/]

test('no statement of the running bank scans a growing table (house: bounded by key or page)', () => {
  const faults: string[] = []
  for (const [file, statements] of prepared) {
    // The file that a bank begins with is made beside its place and is gone from there.
    if (!existsSync(file)) continue
    const db = new BetterSqlite3(file, { readonly: true })
    for (const sql of statements) {
      if (!/^\s*(SELECT|UPDATE|DELETE|WITH|INSERT)/i.test(sql) || ON_PURPOSE.some((pattern) => pattern.test(sql)))
        continue
      for (const table of scans(db, sql)) if (!SMALL.has(table)) faults.push(`${table}: ${sql.replaceAll(/\s+/g, ' ')}`)
    }
    db.close()
  }
  expect(prepared.size).toBeGreaterThanOrEqual(2)
  expect(faults).toEqual([])
})

/** Tables that a statement reads without any index. */
function scans(db: Database, sql: string): string[] {
  const parameters = sql.match(/[@:$][A-Za-z_]\w*/g)?.map((name) => [name.slice(1), null]) ?? []
  const positional = (sql.match(/\?/g) ?? []).map(() => null)
  const explain = prepare.call(db, `EXPLAIN QUERY PLAN ${sql}`) as BetterSqlite3.Statement
  const rows = (parameters.length > 0 ? explain.all(Object.fromEntries(parameters)) : explain.all(...positional)) as {
    detail: string
  }[]
  return rows.flatMap(({ detail }) => {
    const match = /^SCAN (\S+)(?! USING)/.exec(detail)
    return match && !detail.includes('USING') ? [match[1] as string] : []
  })
}
