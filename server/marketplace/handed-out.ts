import { type Database, migrate } from '#kernel'

const MIGRATIONS = [
  `CREATE TABLE handed_out (software_id TEXT PRIMARY KEY, market TEXT NOT NULL, issuer TEXT NOT NULL)
     STRICT, WITHOUT ROWID;
   CREATE INDEX handed_out_by_market ON handed_out (market, issuer);`,
]

/** How many are named at once: the list is for people to work through. */
const LIMIT = 100

/** Which addresses stand in the files that a software's developer collected last, in bank.db. */
export function openHandedOut(db: Database) {
  migrate(db, 'handed-out', MIGRATIONS)
  const note = db.prepare(
    `INSERT INTO handed_out (software_id, market, issuer) VALUES (?, ?, ?)
     ON CONFLICT (software_id) DO UPDATE SET issuer = excluded.issuer WHERE issuer <> excluded.issuer`,
  )
  const naming = db
    .prepare<[string, string, number], string>(
      'SELECT software_id FROM handed_out WHERE market = ? AND issuer <> ? ORDER BY software_id LIMIT ?',
    )
    .pluck()
  return {
    note: (softwareId: string, market: string, issuer: string) => void note.run(softwareId, market, issuer),
    /** Software of a market whose files name another issuer than this one. */
    namingOthers: (market: string, issuer: string): string[] => naming.all(market, issuer, LIMIT),
  }
}
