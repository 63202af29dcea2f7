import { type Database, migrate } from '#kernel'

/** A new term for a consent: asked for at `at`, until `until`, null for indefinite. */
export type Renewal = { at: number; until: number | null }

/** A connection to a bank: one consent, its tokens, and what was last read with them. Times in bank milliseconds. */
export type Connection = {
  id: string
  market: string
  /** The bank's brand, as the participants list has it. */
  bank: string
  customer: string
  document: string
  businessDocument: string | null
  permissions: string[]
  consentId: string
  consentStatus: string
  rejectedBy: string | null
  rejectionCode: string | null
  /** When the consent ends; null for an indefinite one. */
  expiresAt: number | null
  createdAt: number
  /** When the app first held tokens of it; null before. */
  connectedAt: number | null
  /** When the app learned that it is over; null while it is not. */
  endedAt: number | null
  /** The renewals that the bank keeps of it, newest first. */
  renewals: Renewal[]
  subject: string | null
  accessToken: string | null
  tokenExpiresAt: number | null
  refreshToken: string | null
  /** What the bank last told, in the market's own shape. */
  data: unknown
  dataAt: number | null
}

export type NewConnection = Pick<
  Connection,
  | 'id'
  | 'market'
  | 'bank'
  | 'customer'
  | 'document'
  | 'businessDocument'
  | 'permissions'
  | 'consentId'
  | 'consentStatus'
  | 'expiresAt'
  | 'createdAt'
>

/** A consent as the bank tells of it once it is there. */
export type Grant = { consentId: string; permissions: string[]; expiresAt: number | null }

export type ConsentFacts = { status: string; rejectedBy: string | null; rejectionCode: string | null }

export type Tokens = {
  subject: string | null
  accessToken: string
  tokenExpiresAt: number
  refreshToken: string | null
}

/** An authorisation that a browser was sent away for; it is used once. */
export type Attempt = {
  state: string
  connectionId: string
  nonce: string
  codeVerifier: string
  authorizationUrl: string
}

const MIGRATIONS = [
  `CREATE TABLE connections (
     id TEXT PRIMARY KEY, session TEXT NOT NULL, market TEXT NOT NULL, customer TEXT NOT NULL, document TEXT NOT NULL,
     business_document TEXT, permissions TEXT NOT NULL, consent_id TEXT NOT NULL, consent_status TEXT NOT NULL,
     rejected_by TEXT, rejection_code TEXT, expires_at INTEGER, created_at INTEGER NOT NULL,
     subject TEXT, access_token TEXT, token_expires_at INTEGER, refresh_token TEXT,
     data TEXT, data_at INTEGER) STRICT, WITHOUT ROWID;
   CREATE INDEX connections_by_session ON connections (session, market, created_at DESC);
   CREATE TABLE attempts (
     state TEXT PRIMARY KEY, session TEXT NOT NULL,
     connection_id TEXT NOT NULL REFERENCES connections (id), nonce TEXT NOT NULL,
     code_verifier TEXT NOT NULL, authorization_url TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX attempts_by_connection ON attempts (connection_id);`,
  `ALTER TABLE connections ADD COLUMN bank TEXT NOT NULL DEFAULT '';
   ALTER TABLE connections ADD COLUMN connected_at INTEGER;
   ALTER TABLE connections ADD COLUMN ended_at INTEGER;
   ALTER TABLE connections ADD COLUMN renewals TEXT NOT NULL DEFAULT '[]';`,
]

const COLUMNS = `id, market, bank, customer, document, business_document, permissions, consent_id, consent_status, rejected_by,
  rejection_code, expires_at, created_at, connected_at, ended_at, renewals, subject, access_token, token_expires_at, refresh_token, data, data_at`

type Row = {
  id: string
  market: string
  bank: string
  customer: string
  document: string
  business_document: string | null
  permissions: string
  consent_id: string
  consent_status: string
  rejected_by: string | null
  rejection_code: string | null
  expires_at: number | null
  created_at: number
  connected_at: number | null
  ended_at: number | null
  renewals: string
  subject: string | null
  access_token: string | null
  token_expires_at: number | null
  refresh_token: string | null
  data: string | null
  data_at: number | null
}

type AttemptRow = {
  state: string
  connection_id: string
  nonce: string
  code_verifier: string
  authorization_url: string
}

/** A browser session sees at most this many of its connections, the newest. */
const LISTED = 50

/** The app's own store. Every read is bound to the browser session that owns the row. */
export function connectionStore(db: Database) {
  migrate(db, 'recipient', MIGRATIONS)
  const insert = db.prepare(`INSERT INTO connections
    (id, session, market, bank, customer, document, business_document, permissions, consent_id, consent_status,
     expires_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const findOne = db.prepare<[string, string], Row>(`SELECT ${COLUMNS} FROM connections WHERE id = ? AND session = ?`)
  const findLatest = db.prepare<[string, string, number], Row>(
    `SELECT ${COLUMNS} FROM connections WHERE session = ? AND market = ? ORDER BY created_at DESC LIMIT ?`,
  )
  const updateConsent = db.prepare(
    `UPDATE connections SET consent_status = ?, rejected_by = ?, rejection_code = ?, ended_at = coalesce(ended_at, ?)
     WHERE id = ?`,
  )
  const updateTokens = db.prepare(
    `UPDATE connections SET subject = ?, access_token = ?, token_expires_at = ?, refresh_token = ?,
       connected_at = coalesce(connected_at, ?) WHERE id = ?`,
  )
  const clearTokens = db.prepare(
    'UPDATE connections SET access_token = NULL, token_expires_at = NULL, refresh_token = NULL WHERE id = ?',
  )
  const updateGrant = db.prepare('UPDATE connections SET consent_id = ?, permissions = ?, expires_at = ? WHERE id = ?')
  const updateCustomer = db.prepare('UPDATE connections SET customer = ? WHERE id = ?')
  const updateTerm = db.prepare('UPDATE connections SET expires_at = ?, renewals = ? WHERE id = ?')
  const updateData = db.prepare('UPDATE connections SET data = ?, data_at = ? WHERE id = ?')
  const insertAttempt = db.prepare(`INSERT INTO attempts
    (state, session, connection_id, nonce, code_verifier, authorization_url) VALUES (?, ?, ?, ?, ?, ?)`)
  const findAttempt = db.prepare<[string, string], { authorization_url: string }>(
    'SELECT authorization_url FROM attempts WHERE connection_id = ? AND session = ?',
  )
  const takeAttempt = db.prepare<[string, string], AttemptRow>(
    `DELETE FROM attempts WHERE state = ? AND session = ?
     RETURNING state, connection_id, nonce, code_verifier, authorization_url`,
  )

  return {
    /** Keeps a new connection and the authorisation it waits for. */
    begin: db.transaction((session: string, connection: NewConnection, attempt: Attempt) => {
      insert.run(
        connection.id,
        session,
        connection.market,
        connection.bank,
        connection.customer,
        connection.document,
        connection.businessDocument,
        JSON.stringify(connection.permissions),
        connection.consentId,
        connection.consentStatus,
        connection.expiresAt,
        connection.createdAt,
      )
      insertAttempt.run(
        attempt.state,
        session,
        attempt.connectionId,
        attempt.nonce,
        attempt.codeVerifier,
        attempt.authorizationUrl,
      )
    }),
    /** A connection of this session, or undefined: another session's is as if it were not there. */
    find(session: string, id: string): Connection | undefined {
      const row = findOne.get(id, session)
      return row && connectionOf(row)
    },
    /** The session's newest connections of a market. */
    list: (session: string, market: string): Connection[] => findLatest.all(session, market, LISTED).map(connectionOf),
    /** Keeps what the bank says of the consent; `endedAt` is when it was learned that it is over, else null. */
    saveConsent: (id: string, { status, rejectedBy, rejectionCode }: ConsentFacts, endedAt: number | null): void =>
      void updateConsent.run(status, rejectedBy, rejectionCode, endedAt, id),
    saveTokens: (id: string, { subject, accessToken, tokenExpiresAt, refreshToken }: Tokens, at: number): void =>
      void updateTokens.run(subject, accessToken, tokenExpiresAt, refreshToken, at, id),
    /** Keeps the end of a renewed consent, null for an indefinite one, and its renewals. */
    saveTerm: (id: string, expiresAt: number | null, renewals: Renewal[]): void =>
      void updateTerm.run(expiresAt, JSON.stringify(renewals), id),
    /** Keeps the consent that the bank made, for a connection that was begun without one. */
    saveGrant: (id: string, grant: Grant): void =>
      void updateGrant.run(grant.consentId, JSON.stringify(grant.permissions), grant.expiresAt, id),
    saveCustomer: (id: string, customer: string): void => void updateCustomer.run(customer, id),
    forgetTokens: (id: string): void => void clearTokens.run(id),
    saveData: (id: string, data: unknown, at: number): void => void updateData.run(JSON.stringify(data), at, id),
    /** Where a waiting connection's browser is to be sent; undefined once it came back. */
    authorizationUrl: (session: string, connectionId: string): string | undefined =>
      findAttempt.get(connectionId, session)?.authorization_url,
    /** Takes the session's attempt of that state away and returns it: a state answers once, and only to its browser. */
    takeAttempt(session: string, state: string): Attempt | undefined {
      const row = takeAttempt.get(state, session)
      return (
        row && {
          state: row.state,
          connectionId: row.connection_id,
          nonce: row.nonce,
          codeVerifier: row.code_verifier,
          authorizationUrl: row.authorization_url,
        }
      )
    },
  }
}

export type ConnectionStore = ReturnType<typeof connectionStore>

function connectionOf(row: Row): Connection {
  return {
    id: row.id,
    market: row.market,
    bank: row.bank,
    customer: row.customer,
    document: row.document,
    businessDocument: row.business_document,
    permissions: JSON.parse(row.permissions),
    consentId: row.consent_id,
    consentStatus: row.consent_status,
    rejectedBy: row.rejected_by,
    rejectionCode: row.rejection_code,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    connectedAt: row.connected_at,
    endedAt: row.ended_at,
    renewals: JSON.parse(row.renewals),
    subject: row.subject,
    accessToken: row.access_token,
    tokenExpiresAt: row.token_expires_at,
    refreshToken: row.refresh_token,
    data: row.data === null ? null : JSON.parse(row.data),
    dataAt: row.data_at,
  }
}
