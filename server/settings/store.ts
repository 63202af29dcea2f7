import { type Database, migrate } from '#kernel'
import type { SettingValue } from '#markets'

const MIGRATIONS = [
  `CREATE TABLE market_settings (
     market TEXT NOT NULL, setting TEXT NOT NULL, value TEXT NOT NULL,
     PRIMARY KEY (market, setting)) STRICT, WITHOUT ROWID;`,
]

/** What was set, market by market; what never was has no row. */
export function openSettingsStore(db: Database) {
  migrate(db, 'settings', MIGRATIONS)
  const ofMarket = db.prepare<[string], { setting: string; value: string }>(
    'SELECT setting, value FROM market_settings WHERE market = ?',
  )
  const set = db.prepare(
    `INSERT INTO market_settings (market, setting, value) VALUES (?, ?, ?)
     ON CONFLICT (market, setting) DO UPDATE SET value = excluded.value`,
  )
  return {
    of: (market: string): Record<string, SettingValue> =>
      Object.fromEntries(ofMarket.all(market).map(({ setting, value }) => [setting, JSON.parse(value)])),
    set: (market: string, setting: string, value: SettingValue): void =>
      void set.run(market, setting, JSON.stringify(value)),
  }
}
