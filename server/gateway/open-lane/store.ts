import { type Database, migrate } from '#kernel'

const MIGRATIONS = [
  `CREATE TABLE open_lane_customers (market TEXT PRIMARY KEY, holder_id TEXT NOT NULL, chosen_at INTEGER NOT NULL)
     STRICT, WITHOUT ROWID;`,
]

/** Whose data a market's open lane shows; `chosenAt` is bank time. */
export type Chosen = { holderId: string; chosenAt: number }

/** The open lane's one setting, by market. */
export function openLaneStore(db: Database) {
  migrate(db, 'gateway', MIGRATIONS)
  const find = db.prepare<[string], Chosen>(
    'SELECT holder_id AS holderId, chosen_at AS chosenAt FROM open_lane_customers WHERE market = ?',
  )
  const save = db.prepare('INSERT OR REPLACE INTO open_lane_customers (market, holder_id, chosen_at) VALUES (?, ?, ?)')
  const clear = db.prepare('DELETE FROM open_lane_customers WHERE market = ?')

  return {
    find: (market: string) => find.get(market),
    save: (market: string, { holderId, chosenAt }: Chosen) => void save.run(market, holderId, chosenAt),
    /** Whether there was anything to clear. */
    clear: (market: string): boolean => clear.run(market).changes > 0,
  }
}
