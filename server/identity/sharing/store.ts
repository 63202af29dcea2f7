import { hash } from 'node:crypto'
import { type Database, migrate } from '#kernel'

const MIGRATIONS = [
  `CREATE TABLE sharing_sessions (
     id TEXT PRIMARY KEY, market TEXT NOT NULL, person_id TEXT, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX sharing_sessions_ending ON sharing_sessions (expires_at);`,
]

/** A browser at the page of what is shared; somebody's once they logged in. Times are bank milliseconds. */
export type SharingSession = { personId: string | null; expiresAt: number }

export type SharingStore = ReturnType<typeof openSharingStore>

/** Sessions by their secret, of which only the hash is kept. */
export function openSharingStore(db: Database) {
  migrate(db, 'sharing', MIGRATIONS)
  const find = db.prepare<[string, string], SharingSession>(
    'SELECT person_id AS personId, expires_at AS expiresAt FROM sharing_sessions WHERE id = ? AND market = ?',
  )
  const add = db.prepare('INSERT INTO sharing_sessions (id, market, person_id, expires_at) VALUES (?, ?, ?, ?)')
  const end = db.prepare('DELETE FROM sharing_sessions WHERE id = ?')
  const sweep = db.prepare('DELETE FROM sharing_sessions WHERE expires_at <= ?')
  const kept = (secret: string) => hash('sha256', secret, 'base64url')
  return {
    find: (market: string, secret: string): SharingSession | undefined => find.get(kept(secret), market),
    add: (market: string, secret: string, { personId, expiresAt }: SharingSession): void =>
      void add.run(kept(secret), market, personId, expiresAt),
    end: (secret: string): void => void end.run(kept(secret)),
    sweep: (at: number): number => sweep.run(at).changes,
  }
}
