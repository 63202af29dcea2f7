import { hash } from 'node:crypto'
import { bothWays, type Database, migrate, openRowMemory } from '#kernel'
import type { ClientPage } from '#markets'

/** One table holds whatever the OpenID provider keeps, by market and model. Times are seconds, see times.ts. */
const MIGRATIONS = [
  `CREATE TABLE identity_artifacts (
     market TEXT NOT NULL, model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL,
     client_id TEXT, grant_id TEXT, consent_id TEXT, software_id TEXT,
     subject TEXT, scope TEXT, thumbprint TEXT, consumed_at INTEGER, expires_at INTEGER,
     PRIMARY KEY (market, model, id)) STRICT, WITHOUT ROWID;
   CREATE INDEX identity_by_grant ON identity_artifacts (grant_id) WHERE grant_id IS NOT NULL;
   CREATE INDEX identity_by_client ON identity_artifacts (client_id, model) WHERE client_id IS NOT NULL;
   CREATE INDEX identity_by_consent ON identity_artifacts (consent_id) WHERE consent_id IS NOT NULL;
   CREATE INDEX identity_expiring ON identity_artifacts (expires_at) WHERE expires_at IS NOT NULL;
   CREATE UNIQUE INDEX identity_by_software ON identity_artifacts (market, software_id) WHERE software_id IS NOT NULL;`,
  `ALTER TABLE identity_artifacts ADD COLUMN key_thumbprint TEXT;`,
]

/** Models whose id is a bearer's secret: only its hash is kept, so a copy of the file opens nothing. */
const SECRET_IDS = new Set([
  'AccessToken',
  'ClientCredentials',
  'RefreshToken',
  'AuthorizationCode',
  'RegistrationAccessToken',
  'Session',
  'Interaction',
])

/** What is kept of an artefact beside its payload. */
export type ArtifactFacts = {
  clientId: string | null
  grantId: string | null
  consentId: string | null
  softwareId: string | null
  subject: string | null
  scope: string | null
  thumbprint: string | null
  /** Of the key that a token is bound to (RFC 9449). */
  keyThumbprint: string | null
  expiresAt: number | null
}

export type TokenRow = {
  client_id: string
  grant_id: string | null
  subject: string | null
  scope: string | null
  thumbprint: string | null
  key_thumbprint: string | null
  expires_at: number
}

type ArtifactRow = {
  payload: string
  grant_id: string | null
  consumed_at: number | null
  expires_at: number | null
}

export type IdentityStore = ReturnType<typeof openIdentityStore>

/** Comes after every client's id. */
const AFTER_EVERY_ID = '\uffff'

/** The id an artefact is kept under. */
export function keptId(model: string, id: string): string {
  return SECRET_IDS.has(model) ? hash('sha256', id, 'base64url') : id
}

/** Statements over the artefacts of all markets. */
export function openIdentityStore(db: Database) {
  migrate(db, 'identity', MIGRATIONS)
  const upsert = db.prepare(
    `INSERT INTO identity_artifacts (market, model, id, payload, client_id, grant_id, consent_id, software_id,
       subject, scope, thumbprint, key_thumbprint, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (market, model, id) DO UPDATE SET payload = excluded.payload, client_id = excluded.client_id,
       grant_id = excluded.grant_id, consent_id = excluded.consent_id, software_id = excluded.software_id,
       subject = excluded.subject, scope = excluded.scope, thumbprint = excluded.thumbprint,
       key_thumbprint = excluded.key_thumbprint,       expires_at = excluded.expires_at`,
  )
  const find = db.prepare<[string, string, string], ArtifactRow>(
    'SELECT payload, grant_id, consumed_at, expires_at FROM identity_artifacts WHERE market = ? AND model = ? AND id = ?',
  )
  const token = db.prepare<[string, string, string], TokenRow>(
    `SELECT client_id, grant_id, subject, scope, thumbprint, key_thumbprint, expires_at
       FROM identity_artifacts WHERE market = ? AND model = ? AND id = ?`,
  )
  const exists = db.prepare<[string, string, string], { one: number }>(
    'SELECT 1 AS one FROM identity_artifacts WHERE market = ? AND model = ? AND id = ?',
  )
  const consume = db.prepare('UPDATE identity_artifacts SET consumed_at = ? WHERE market = ? AND model = ? AND id = ?')
  const consumeOnce = db.prepare(
    `UPDATE identity_artifacts SET consumed_at = ? WHERE market = ? AND model = ? AND id = ? AND consumed_at IS NULL`,
  )
  const destroy = db.prepare('DELETE FROM identity_artifacts WHERE market = ? AND model = ? AND id = ?')
  const destroyGrant = db.prepare('DELETE FROM identity_artifacts WHERE grant_id = ?')
  const destroyTokensOfClient = db.prepare("DELETE FROM identity_artifacts WHERE client_id = ? AND model <> 'Client'")
  const bySoftware = db.prepare<[string, string], { payload: string }>(
    'SELECT payload FROM identity_artifacts WHERE market = ? AND software_id = ?',
  )
  const clients = bothWays(({ past, way }) =>
    db.prepare<[string, string, number], { id: string; payload: string }>(
      `SELECT id, payload FROM identity_artifacts
        WHERE market = ? AND model = 'Client' AND id ${past} ? ORDER BY id ${way} LIMIT ?`,
    ),
  )
  const countClients = db
    .prepare<[string], number>("SELECT count(*) FROM identity_artifacts WHERE market = ? AND model = 'Client'")
    .pluck()
  const pushedFor = db.prepare<[string, number], { id: string; client_id: string }>(
    `SELECT id, client_id FROM identity_artifacts WHERE consent_id = ? AND model = 'PushedAuthorizationRequest'
       AND consumed_at IS NULL AND expires_at > ? ORDER BY expires_at DESC LIMIT 1`,
  )
  const change = db.prepare(
    `UPDATE identity_artifacts SET payload = json_patch(payload, ?), grant_id = ?
      WHERE market = ? AND model = ? AND id = ?`,
  )
  const nameConsent = db.prepare(
    'UPDATE identity_artifacts SET consent_id = ? WHERE market = ? AND model = ? AND id = ?',
  )
  const consentOfPushed = db
    .prepare<[string, string], string | null>(
      `SELECT consent_id FROM identity_artifacts
        WHERE market = ? AND model = 'PushedAuthorizationRequest' AND id = ?`,
    )
    .pluck()
  const endGrant = db.prepare(
    "DELETE FROM identity_artifacts WHERE grant_id = ? AND model NOT IN ('AccessToken', 'RefreshToken')",
  )
  const endRefreshing = db.prepare(
    `UPDATE identity_artifacts SET expires_at = min(expires_at, ?) WHERE grant_id = ? AND model = 'RefreshToken'`,
  )
  const keepGrant = db.prepare("UPDATE identity_artifacts SET expires_at = NULL WHERE grant_id = ? AND model = 'Grant'")
  const remember = db.prepare(
    `INSERT OR IGNORE INTO identity_artifacts (market, model, id, payload, expires_at)
     VALUES (?, 'ReplayDetection', ?, '{}', ?)`,
  )
  const sweep = db.prepare(
    `DELETE FROM identity_artifacts WHERE (market, model, id) IN (
       SELECT market, model, id FROM identity_artifacts
        WHERE expires_at IS NOT NULL AND expires_at < ? AND (model = 'ReplayDetection') = ? LIMIT 500)`,
  )

  // What each call to an API asks: is this token known, and are its client and its grant still there.
  const tokens = openRowMemory<TokenRow>(db)
  const existing = openRowMemory<{ one: number }>(db)
  const keyOf = (market: string, model: string, kept: string) => `${market} ${model} ${kept}`
  function forget(market: string, model: string, kept: string): void {
    const key = keyOf(market, model, kept)
    tokens.forget(key)
    existing.forget(key)
  }
  /** After a delete of many rows: returns how many. */
  function forgetAll({ changes }: { changes: number }): number {
    if (changes > 0) {
      tokens.forgetAll()
      existing.forgetAll()
    }
    return changes
  }

  return {
    upsert(market: string, model: string, id: string, payload: string, facts: ArtifactFacts): void {
      const kept = keptId(model, id)
      forget(market, model, kept)
      upsert.run(
        market,
        model,
        kept,
        payload,
        facts.clientId,
        facts.grantId,
        facts.consentId,
        facts.softwareId,
        facts.subject,
        facts.scope,
        facts.thumbprint,
        facts.keyThumbprint,
        facts.expiresAt,
      )
    },
    find: (market: string, model: string, id: string) => find.get(market, model, keptId(model, id)),
    token: (market: string, model: string, id: string) =>
      tokens.read(keyOf(market, model, id), () => token.get(market, model, id)),
    exists(market: string, model: string, id: string): boolean {
      const kept = keptId(model, id)
      return existing.read(keyOf(market, model, kept), () => exists.get(market, model, kept)) !== undefined
    },
    consume: (market: string, model: string, id: string, at: number) =>
      void consume.run(at, market, model, keptId(model, id)),
    /** Marks an artefact used; false if it was already. */
    consumeOnce: (market: string, model: string, id: string, at: number): boolean =>
      consumeOnce.run(at, market, model, keptId(model, id)).changes === 1,
    destroy(market: string, model: string, id: string): void {
      const kept = keptId(model, id)
      forget(market, model, kept)
      destroy.run(market, model, kept)
    },
    /** To be called with a write of a token's row by token-rows.ts, with its kept id. */
    forgetToken: forget,
    /** Names the consent that an artefact is about. */
    nameConsent: (market: string, model: string, id: string, consentId: string) =>
      void nameConsent.run(consentId, market, model, keptId(model, id)),
    consentOfPushed: (market: string, id: string): string | undefined => consentOfPushed.get(market, id) ?? undefined,
    /**
     * Deletes what a grant gave but for its tokens: they open nothing once its consent has ended, and stay, so that a use
     * of them is told from an unknown one; access tokens to their own end, refresh tokens to a moment of bank time.
     */
    endGrant(grantId: string, refreshUntilSeconds: number): void {
      forgetAll(endGrant.run(grantId))
      endRefreshing.run(refreshUntilSeconds, grantId)
    },
    destroyGrant: (grantId: string) => forgetAll(destroyGrant.run(grantId)),
    destroyTokensOfClient: (clientId: string) => forgetAll(destroyTokensOfClient.run(clientId)),
    clientOfSoftware: (market: string, softwareId: string): Record<string, unknown> | undefined => {
      const row = bySoftware.get(market, softwareId)
      return row && JSON.parse(row.payload)
    },
    /** A page of a market's clients. */
    clients: (market: string, { limit, after, backwards }: ClientPage) =>
      backwards
        ? clients.falling.all(market, after ?? AFTER_EVERY_ID, limit)
        : clients.rising.all(market, after ?? '', limit),
    countClients: (market: string): number => countClients.get(market) ?? 0,
    /** The newest pushed request that names a consent, was not used yet and has not ended by a moment of bank time. */
    pushedFor: (consentId: string, nowSeconds: number) => pushedFor.get(consentId, nowSeconds),
    /** Adds to what is kept of an artefact, and names its grant. */
    change: (market: string, model: string, id: string, more: Record<string, unknown>, grantId: string | null) =>
      void change.run(JSON.stringify(more), grantId, market, model, keptId(model, id)),
    /** Remembers what may come once, until a moment of wire time; false where it came before. */
    comesFirst: (market: string, id: string, untilSeconds: number): boolean =>
      remember.run(market, id, untilSeconds).changes === 1,
    /** A grant whose consent was authorised is no longer swept: it lives as long as the consent. */
    keepGrant: (grantId: string) => void keepGrant.run(grantId),
    /** Deletes up to 500 artefacts past their end in bank time, and 500 replay marks past theirs in wire time. */
    sweep: (bankSeconds: number, wireSeconds: number) =>
      forgetAll(sweep.run(bankSeconds, 0)) + sweep.run(wireSeconds, 1).changes,
  }
}
