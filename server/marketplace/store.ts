import { type Database, migrate, type Origin } from '#kernel'
import type { ApplicationFilter, ApplicationRecord, Developer } from './model.ts'

const MIGRATIONS = [
  `CREATE TABLE developers (
     id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('portal', 'owner')),
     name TEXT NOT NULL, email TEXT UNIQUE, password_hash TEXT, created_at INTEGER NOT NULL) STRICT;
   CREATE UNIQUE INDEX developers_one_owner ON developers (kind) WHERE kind = 'owner';
   CREATE TABLE developer_sessions (
     token_hash TEXT PRIMARY KEY, developer_id TEXT NOT NULL REFERENCES developers (id), ends_at INTEGER NOT NULL)
     STRICT, WITHOUT ROWID;
   CREATE INDEX developer_sessions_by_end ON developer_sessions (ends_at);
   CREATE TABLE sign_in_failures (seq INTEGER PRIMARY KEY, email TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE INDEX sign_in_failures_by_email ON sign_in_failures (email, at);
   CREATE INDEX sign_in_failures_by_time ON sign_in_failures (at);
   CREATE TABLE applications (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, developer_id TEXT NOT NULL REFERENCES developers (id),
     organisation_id TEXT NOT NULL, software_id TEXT NOT NULL UNIQUE, market TEXT NOT NULL, name TEXT NOT NULL,
     redirect_uris TEXT NOT NULL, idempotency_key TEXT, content_digest TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
   CREATE INDEX applications_by_developer ON applications (developer_id, seq);
   CREATE UNIQUE INDEX applications_by_key ON applications (developer_id, idempotency_key)
     WHERE idempotency_key IS NOT NULL;`,
  `ALTER TABLE developers ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));
   ALTER TABLE applications ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));`,
]

type DeveloperRow = {
  id: string
  organisation_id: string
  name: string
  email: string | null
  password_hash: string | null
  created_at: number
}

type ApplicationRow = {
  seq: number
  id: string
  developer_id: string
  organisation_id: string
  software_id: string
  market: string
  name: string
  redirect_uris: string
  content_digest: string
  created_at: number
  origin: Origin
}

const DEVELOPER = 'id, organisation_id, name, email, password_hash, created_at'
const APPLICATION =
  'seq, id, developer_id, organisation_id, software_id, market, name, redirect_uris, content_digest, created_at, origin'

/** Developers, their sessions and failed sign-ins, in bank.db. */
export function developerStore(db: Database) {
  migrate(db, 'marketplace', MIGRATIONS)
  const addDeveloper = db.prepare(
    `INSERT INTO developers (id, organisation_id, kind, name, email, password_hash, created_at, origin)
     VALUES (@id, @organisationId, @kind, @name, @email, @passwordHash, @createdAt, @origin)`,
  )
  const byId = db.prepare<[string], DeveloperRow>(`SELECT ${DEVELOPER} FROM developers WHERE id = ?`)
  const byEmail = db.prepare<[string], DeveloperRow>(`SELECT ${DEVELOPER} FROM developers WHERE email = ?`)
  const owner = db.prepare<[], DeveloperRow>(`SELECT ${DEVELOPER} FROM developers WHERE kind = 'owner'`)
  const addSession = db.prepare('INSERT INTO developer_sessions (token_hash, developer_id, ends_at) VALUES (?, ?, ?)')
  const dropSession = db.prepare('DELETE FROM developer_sessions WHERE token_hash = ?')
  const moveSessionEnd = db.prepare('UPDATE developer_sessions SET ends_at = ? WHERE token_hash = ?')
  const sessionEnd = db.prepare<[string], number>('SELECT ends_at FROM developer_sessions WHERE token_hash = ?').pluck()
  const dropSessions = db.prepare('DELETE FROM developer_sessions WHERE ends_at <= ?')
  const bySession = db.prepare<[string, number], DeveloperRow>(
    `SELECT ${DEVELOPER.replaceAll(/\w+/g, 'd.$&')} FROM developer_sessions s JOIN developers d ON d.id = s.developer_id
      WHERE s.token_hash = ? AND s.ends_at > ?`,
  )
  const addFailure = db.prepare('INSERT INTO sign_in_failures (email, at) VALUES (?, ?)')
  const failures = db
    .prepare<[string, number, number], number>(
      'SELECT at FROM sign_in_failures WHERE email = ? AND at > ? ORDER BY at DESC LIMIT ?',
    )
    .pluck()
  const dropFailuresOf = db.prepare('DELETE FROM sign_in_failures WHERE email = ?')
  const dropFailures = db.prepare('DELETE FROM sign_in_failures WHERE at <= ?')

  return {
    add: (developer: Developer, kind: 'portal' | 'owner', passwordHash: string | null, origin: Origin = 'live') =>
      void addDeveloper.run({ ...developer, kind, passwordHash, origin }),
    find: (id: string) => developerOf(byId.get(id)),
    owner: () => developerOf(owner.get()),
    byEmail(email: string): { developer: Developer; passwordHash: string | null } | undefined {
      const row = byEmail.get(email)
      return row && { developer: developerOf(row) as Developer, passwordHash: row.password_hash }
    },
    addSession: (tokenHash: string, developerId: string, endsAt: number) =>
      void addSession.run(tokenHash, developerId, endsAt),
    moveSessionEnd: (tokenHash: string, endsAt: number) => void moveSessionEnd.run(endsAt, tokenHash),
    dropSession: (tokenHash: string) => void dropSession.run(tokenHash),
    /** When a session ends, in bank time; undefined when there is none. */
    sessionEnd: (tokenHash: string): number | undefined => sessionEnd.get(tokenHash),
    dropSessionsEnded: (at: number) => void dropSessions.run(at),
    bySession: (tokenHash: string, at: number) => developerOf(bySession.get(tokenHash, at)),
    addFailure: (email: string, at: number) => void addFailure.run(email, at),
    /** Times of the last failures after `since`, newest first. */
    failures: (email: string, since: number, limit: number) => failures.all(email, since, limit),
    dropFailuresOf: (email: string) => void dropFailuresOf.run(email),
    dropFailuresBefore: (at: number) => void dropFailures.run(at),
  }
}

/** Applications in bank.db. Opened after the developers' store, whose tables it refers to. */
export function applicationStore(db: Database) {
  migrate(db, 'marketplace', MIGRATIONS)
  const add = db.prepare(
    `INSERT INTO applications (id, developer_id, organisation_id, software_id, market, name, redirect_uris,
            idempotency_key, content_digest, created_at, origin)
     VALUES (@id, @developerId, @organisationId, @softwareId, @market, @name, @redirectUris,
            @idempotencyKey, @contentDigest, @createdAt, @origin)`,
  )
  const byId = db.prepare<[string], ApplicationRow>(`SELECT ${APPLICATION} FROM applications WHERE id = ?`)
  const byKey = db.prepare<[string, string], ApplicationRow>(
    `SELECT ${APPLICATION} FROM applications WHERE developer_id = ? AND idempotency_key = ?`,
  )
  const bySoftware = db.prepare<[string], ApplicationRow>(
    `SELECT ${APPLICATION} FROM applications WHERE software_id = ?`,
  )
  const idsOf = db.prepare<[string], string>('SELECT id FROM applications WHERE developer_id = ? ORDER BY seq').pluck()
  const page = db.prepare<[number, Origin | null, number], ApplicationRow>(
    `SELECT ${APPLICATION} FROM applications WHERE seq < ? AND origin = coalesce(?, origin) ORDER BY seq DESC LIMIT ?`,
  )
  const pageOf = db.prepare<[string, number, Origin | null, number], ApplicationRow>(
    `SELECT ${APPLICATION} FROM applications WHERE developer_id = ? AND seq < ? AND origin = coalesce(?, origin)
      ORDER BY seq DESC LIMIT ?`,
  )

  return {
    add: (application: ApplicationRecord, idempotencyKey: string | null, contentDigest: string) =>
      void add.run({
        ...application,
        redirectUris: JSON.stringify(application.redirectUris),
        idempotencyKey,
        contentDigest,
      }),
    find: (id: string) => applicationOf(byId.get(id)),
    bySoftware: (softwareId: string) => applicationOf(bySoftware.get(softwareId)),
    byKey(developerId: string, key: string): { application: ApplicationRecord; contentDigest: string } | undefined {
      const row = byKey.get(developerId, key)
      return row && { application: applicationOf(row) as ApplicationRecord, contentDigest: row.content_digest }
    },
    idsOf: (developerId: string) => idsOf.all(developerId),
    /** Newest first, from the one before `before`; of one developer or of all. */
    page(limit: number, { developerId, origin, before }: ApplicationFilter): ApplicationRecord[] {
      const seq = before === undefined ? Number.MAX_SAFE_INTEGER : (byId.get(before)?.seq ?? 0)
      const rows =
        developerId === undefined
          ? page.all(seq, origin ?? null, limit)
          : pageOf.all(developerId, seq, origin ?? null, limit)
      return rows.map((row) => applicationOf(row) as ApplicationRecord)
    },
  }
}

function developerOf(row: DeveloperRow | undefined): Developer | undefined {
  if (!row) return undefined
  const { id, organisation_id, name, email, created_at } = row
  return { id, organisationId: organisation_id, name, email, createdAt: created_at }
}

function applicationOf(row: ApplicationRow | undefined): ApplicationRecord | undefined {
  if (!row) return undefined
  return {
    id: row.id,
    developerId: row.developer_id,
    organisationId: row.organisation_id,
    softwareId: row.software_id,
    market: row.market,
    name: row.name,
    redirectUris: JSON.parse(row.redirect_uris),
    createdAt: row.created_at,
    origin: row.origin,
  }
}
