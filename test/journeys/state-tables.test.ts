import { readFileSync } from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'

/** Every table of bank.db, and whether its rows stay on a reset. A new table belongs here, and in carry.ts if it stays. */
const STAYS: Record<string, boolean | 'in part'> = {
  ...{ directory_authority: true, directory_organisations: true, directory_software: true },
  ...{ directory_certificates: true, directory_credentials: true, directory_tokens: false },
  ...{ directory_keystores: true },
  ...{ developers: true, developer_sessions: true, applications: true, sign_in_failures: false },
  ...{ provisioning_jobs: true, handed_out: true, state_calls: true, identity_artifacts: 'in part' },
  ...{ login_settings: true, login_flows: false, login_handoffs: false, login_wrong_codes: false },
  ...{ login_artifacts: false, market_settings: true, sharing_sessions: false },
  ...{ customers: false, representatives: false, logins: false, login_failures: false },
  ...{ ledger_accounts: false, posting_sets: false, postings: false, accounts: false, account_holders: false },
  ...{ cards: false, contracts: false, investments: false, policies: false, deposit_terms: false },
  ...{ account_networks: false, customer_contacts: false, reward_programmes: false, reward_memberships: false },
  ...{ authorisations: false, automatic_payments: false, statements: false, tax_forms: false },
  ...{ payees: false, payment_orders: false, standing_orders: false, initiation_parties: false },
  ...{ payment_methods: false, payment_changes: false, payment_keys: false },
  ...{ open_lane_customers: false, maintenance_outages: true, service_settings: true },
  ...{ notice_subscriptions: true, notices: false, fraud_incidents: false },
  ...{ phone_requests: false, phone_hook: false, webhook_deliveries: false },
  ...{ seeded_books: false, seeded_from: false, consents: false, consent_extensions: false },
  ...{ events: false, event_positions: false, event_log: false, bank_clock: false, room_versions: false },
}

let bank: TestBank
beforeAll(async () => {
  bank = await openTestBank()
})
afterAll(() => bank?.close())

function rows(): Record<string, string[]> {
  const db = new BetterSqlite3(path.join(bank.dataDir, 'bank.db'), { readonly: true })
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
  const all = tables.map((table) => [
    table,
    db
      .prepare(`SELECT * FROM ${table}`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
      .sort(),
  ])
  db.close()
  return Object.fromEntries(all) as Record<string, string[]>
}

test('each table of bank.db stays on a reset or returns, as the list of rooms that stay says', async () => {
  const api = consoleApi(bank)
  await api.call('POST', '/api/reset', { idempotencyKey: 'first' })
  await api.call('POST', '/api/login/obb', { way: 'provider', secondFactor: true })
  const app = await bank.app('Fica')
  await app.connect('ana')
  await app.close()
  await bank.rooms.marketplace.signIn({ email: 'nobody@example.test', password: 'x' }).catch(() => undefined)
  const before = rows()
  expect(Object.keys(before).sort()).toEqual(Object.keys(STAYS).sort())
  expect(before.consents).toHaveLength(1)
  expect(before.login_settings).toEqual(['["obb","provider",1]'])

  await api.call('POST', '/api/reset', {})

  const after = rows()
  for (const [table, stays] of Object.entries(STAYS)) {
    if (stays === true) expect(after[table], table).toEqual(before[table])
  }
  for (const table of ['consents', 'consent_extensions', 'sign_in_failures', 'login_failures', 'login_flows']) {
    expect(after[table], table).toEqual([])
  }
  const models = (found: string[]) => [...new Set(found.map((row) => JSON.parse(row)[1] as string))].sort()
  expect(models(before.identity_artifacts ?? [])).toContain('AccessToken')
  expect(models(after.identity_artifacts ?? [])).toEqual(['Client', 'RegistrationAccessToken', 'ReplayDetection'])
  expect(after.events?.length).toBeLessThan(before.events?.length ?? 0)
})

test('a prepared file holds no keys, no applications and nothing of the directory', () => {
  const prepared = readFileSync(path.join(bank.dataDir, 'seeded.db')).toString('latin1')
  expect(prepared).toContain('CREATE TABLE customers')
  for (const word of ['PRIVATE KEY', 'CREATE TABLE applications', 'CREATE TABLE directory_software']) {
    expect(prepared).not.toContain(word)
  }
})
