import { type Database, migrate } from '#kernel'

const MIGRATIONS = [
  `CREATE TABLE phone_requests (
     id TEXT PRIMARY KEY, market TEXT NOT NULL, client_id TEXT NOT NULL, consent_id TEXT NOT NULL,
     person_id TEXT NOT NULL, binding_message TEXT, sealed_token TEXT,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected', 'ended')),
     poll_seconds INTEGER NOT NULL, polled_at INTEGER, requested_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)
     STRICT, WITHOUT ROWID;
   CREATE INDEX phone_requests_by_consent ON phone_requests (consent_id);
   CREATE INDEX phone_requests_waiting ON phone_requests (requested_at) WHERE state = 'waiting';
   CREATE INDEX phone_requests_by_end ON phone_requests (expires_at);
   CREATE TABLE phone_hook (one INTEGER PRIMARY KEY CHECK (one = 1), key_hash TEXT NOT NULL) STRICT;`,
]

const COLUMNS = `id, market, client_id, consent_id, person_id, binding_message, sealed_token, state, poll_seconds,
  polled_at, requested_at, expires_at`

export type PhoneRequestState = 'waiting' | 'approved' | 'rejected' | 'ended'

/** A request on its way to an account holder's phone. Times are bank ms, but `polledAt`, which is the caller's time. */
export type PhoneRequest = {
  /** The auth_req_id. It opens nothing without its client's key and certificate. */
  id: string
  market: string
  clientId: string
  consentId: string
  personId: string
  bindingMessage: string | null
  /** The bearer token for the app's notification, while one is to be sent. */
  sealedToken: string | null
  state: PhoneRequestState
  pollSeconds: number
  polledAt: number | null
  requestedAt: number
  expiresAt: number
}

type Row = {
  id: string
  market: string
  client_id: string
  consent_id: string
  person_id: string
  binding_message: string | null
  sealed_token: string | null
  state: PhoneRequestState
  poll_seconds: number
  polled_at: number | null
  requested_at: number
  expires_at: number
}

export type PhoneStore = ReturnType<typeof openPhoneStore>

/** The requests to phones, and the key of the approval address for test suites. */
export function openPhoneStore(db: Database) {
  migrate(db, 'phone', MIGRATIONS)
  const insert = db.prepare(
    `INSERT INTO phone_requests (id, market, client_id, consent_id, person_id, binding_message, sealed_token, state,
       poll_seconds, requested_at, expires_at)
     VALUES (@id, @market, @clientId, @consentId, @personId, @bindingMessage, @sealedToken, 'waiting', @pollSeconds,
       @requestedAt, @expiresAt)`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM phone_requests WHERE id = ?`)
  const ofConsent = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM phone_requests WHERE consent_id = ? AND state = 'waiting' ORDER BY requested_at DESC`,
  )
  const waiting = db.prepare<[number, number], Row>(
    `SELECT ${COLUMNS} FROM phone_requests WHERE state = 'waiting' AND expires_at > ? ORDER BY requested_at DESC LIMIT ?`,
  )
  const settle = db.prepare(
    "UPDATE phone_requests SET state = ?, sealed_token = NULL WHERE id = ? AND state = 'waiting'",
  )
  const poll = db.prepare('UPDATE phone_requests SET polled_at = ?, poll_seconds = ? WHERE id = ?')
  const sweep = db.prepare(
    'DELETE FROM phone_requests WHERE id IN (SELECT id FROM phone_requests WHERE expires_at < ? LIMIT 500)',
  )
  const hook = db.prepare<[], { key_hash: string }>('SELECT key_hash FROM phone_hook WHERE one = 1')
  const openHook = db.prepare(
    'INSERT INTO phone_hook (one, key_hash) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET key_hash = excluded.key_hash',
  )
  const closeHook = db.prepare('DELETE FROM phone_hook')

  return {
    add: (request: Omit<PhoneRequest, 'state' | 'polledAt'>) => void insert.run(request),
    find(id: string): PhoneRequest | undefined {
      const row = find.get(id)
      return row && requestOf(row)
    },
    /** Those of a consent that nobody answered, newest first. */
    waitingFor: (consentId: string): PhoneRequest[] => ofConsent.all(consentId).map(requestOf),
    /** All that nobody answered and that have not ended by a moment, newest first. */
    waiting: (now: number, limit: number): PhoneRequest[] => waiting.all(now, limit).map(requestOf),
    /** Answers a request; false where it was answered already. Its token goes. */
    settle: (id: string, state: PhoneRequestState): boolean => settle.run(state, id).changes === 1,
    setPolled: (id: string, at: number, pollSeconds: number) => void poll.run(at, pollSeconds, id),
    /** Deletes up to 500 requests that ended before a moment. Returns how many. */
    sweep: (before: number): number => sweep.run(before).changes,
    hookKeyHash: (): string | undefined => hook.get()?.key_hash,
    setHook: (keyHash: string | undefined) => void (keyHash === undefined ? closeHook.run() : openHook.run(keyHash)),
  }
}

function requestOf(row: Row): PhoneRequest {
  return {
    id: row.id,
    market: row.market,
    clientId: row.client_id,
    consentId: row.consent_id,
    personId: row.person_id,
    bindingMessage: row.binding_message,
    sealedToken: row.sealed_token,
    state: row.state,
    pollSeconds: row.poll_seconds,
    polledAt: row.polled_at,
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
  }
}
