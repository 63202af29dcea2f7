import { type Database, migrate } from '#kernel'

const MIGRATIONS = [
  `CREATE TABLE exchanges (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL, parent TEXT, journey_id TEXT, arrow INTEGER,
     from_part TEXT NOT NULL, to_part TEXT NOT NULL, operation TEXT NOT NULL, kind TEXT NOT NULL,
     at INTEGER NOT NULL, duration_ms REAL NOT NULL, status INTEGER,
     problem_type TEXT, problem_rule TEXT, problem TEXT,
     market TEXT, application_id TEXT, client_id TEXT, consent_id TEXT, grant_id TEXT, token_hash TEXT,
     interaction_id TEXT, certificate_thumbprint TEXT) STRICT;
   CREATE INDEX exchanges_by_id ON exchanges (id);
   CREATE INDEX exchanges_by_journey ON exchanges (journey_id, seq) WHERE journey_id IS NOT NULL;
   CREATE INDEX exchanges_loose_by_client ON exchanges (client_id, seq) WHERE journey_id IS NULL;
   CREATE INDEX exchanges_loose_by_token ON exchanges (token_hash) WHERE journey_id IS NULL AND token_hash IS NOT NULL;
   CREATE INDEX exchanges_loose_by_grant ON exchanges (grant_id) WHERE journey_id IS NULL AND grant_id IS NOT NULL;
   CREATE TABLE messages (
     exchange_seq INTEGER PRIMARY KEY, bytes INTEGER NOT NULL,
     request TEXT NOT NULL, response TEXT, decoded TEXT) STRICT;
   CREATE TABLE message_totals (id INTEGER PRIMARY KEY CHECK (id = 1), messages INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT;
   INSERT INTO message_totals (id, messages, bytes) VALUES (1, 0, 0);
   CREATE TABLE journeys (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, market TEXT, application_id TEXT,
     consent_id TEXT, client_id TEXT, started_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
     exchanges INTEGER NOT NULL, arrows INTEGER NOT NULL, last_problem TEXT, last_problem_rule TEXT) STRICT;
   CREATE INDEX journeys_by_kind ON journeys (kind, seq);
   CREATE INDEX journeys_by_market ON journeys (market, seq);
   CREATE INDEX journeys_by_market_kind ON journeys (market, kind, seq);
   CREATE INDEX journeys_by_client ON journeys (client_id, seq);
   CREATE INDEX journeys_by_last_at ON journeys (last_at);
   CREATE TABLE ties (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, journey_id TEXT, at INTEGER NOT NULL) STRICT;
   CREATE INDEX ties_by_at ON ties (at);
   CREATE TABLE certificates (thumbprint TEXT PRIMARY KEY, der BLOB NOT NULL, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE INDEX exchanges_by_arrow ON exchanges (arrow, at) WHERE arrow IS NOT NULL;
   CREATE INDEX exchanges_refused_by_arrow ON exchanges (arrow, seq) WHERE arrow IS NOT NULL AND problem_type IS NOT NULL;`,
  `ALTER TABLE exchanges ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));
   ALTER TABLE journeys ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));`,
  `CREATE INDEX journeys_by_origin ON journeys (origin, seq);
   CREATE INDEX exchanges_generated_by_arrow ON exchanges (arrow, at) WHERE arrow IS NOT NULL AND origin = 'generated';`,
]

/** A loose exchange, as needed to join it to a journey later. */
export type LooseRow = {
  seq: number
  id: string
  parent: string | null
  arrow: number | null
  at: number
  market: string | null
  client_id: string | null
  problem_type: string | null
  problem_rule: string | null
}

/** What a batch adds to a journey. `arrows` has bit n set for arrow n. */
export type JourneyGrowth = {
  id: string
  kind: string
  market: string | null
  applicationId: string | null
  consentId: string | null
  clientId: string | null
  startedAt: number
  lastAt: number
  exchanges: number
  arrows: number
  problemType: string | null
  problemRule: string | null
}

/** Joining is bounded: a token or client with more loose exchanges than this leaves the rest loose. */
const JOIN_LIMIT = 1000

const LOOSE = 'SELECT seq, id, parent, arrow, at, market, client_id, problem_type, problem_rule FROM exchanges'

export type JourneyStore = ReturnType<typeof openJourneyStore>

/** Makes the room's tables, or brings them up to date. */
export function migrateJourneys(db: Database): void {
  migrate(db, 'journey', MIGRATIONS)
}

/** The writing side of the recorded journeys, in traffic.db. */
export function openJourneyStore(db: Database) {
  migrateJourneys(db)
  const insertExchange = db.prepare(
    `INSERT INTO exchanges (seq, id, parent, journey_id, arrow, from_part, to_part, operation, kind, at, duration_ms,
       status, problem_type, problem_rule, problem, market, application_id, client_id, consent_id, grant_id, token_hash,
       interaction_id, certificate_thumbprint)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertMessages = db.prepare(
    'INSERT INTO messages (exchange_seq, bytes, request, response, decoded) VALUES (?, ?, ?, ?, ?)',
  )
  const lastSeq = db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM exchanges')
  const looseByToken = db.prepare<[string, number], LooseRow>(
    `${LOOSE} WHERE journey_id IS NULL AND token_hash IS NOT NULL AND token_hash = ? LIMIT ?`,
  )
  const looseByGrant = db.prepare<[string, number], LooseRow>(
    `${LOOSE} WHERE journey_id IS NULL AND grant_id IS NOT NULL AND grant_id = ? LIMIT ?`,
  )
  const looseByClient = db.prepare<[string, number], LooseRow>(
    `${LOOSE} WHERE journey_id IS NULL AND client_id = ? ORDER BY seq DESC LIMIT ?`,
  )
  const looseBySeq = db.prepare<[number], LooseRow>(`${LOOSE} WHERE seq = ? AND journey_id IS NULL`)
  const join = db.prepare('UPDATE exchanges SET journey_id = ? WHERE seq = ?')
  const growJourney = db.prepare(
    `INSERT INTO journeys (id, kind, market, application_id, consent_id, client_id, started_at, last_at, exchanges, arrows,
       last_problem, last_problem_rule)
     VALUES (@id, @kind, @market, @applicationId, @consentId, @clientId, @startedAt, @lastAt, @exchanges, @arrows,
       @problemType, @problemRule)
     ON CONFLICT (id) DO UPDATE SET
       market = coalesce(market, excluded.market), application_id = coalesce(application_id, excluded.application_id),
       client_id = coalesce(client_id, excluded.client_id),
       started_at = min(started_at, excluded.started_at), last_at = max(last_at, excluded.last_at),
       exchanges = exchanges + excluded.exchanges, arrows = arrows | excluded.arrows,
       last_problem_rule = iif(excluded.last_problem IS NULL, last_problem_rule, excluded.last_problem_rule),
       last_problem = coalesce(excluded.last_problem, last_problem)`,
  )
  const findTie = db.prepare<[string], { journey_id: string | null }>('SELECT journey_id FROM ties WHERE key = ?')
  const saveTie = db.prepare(
    'INSERT INTO ties (key, journey_id, at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET journey_id = excluded.journey_id',
  )
  const insertCertificate = db.prepare('INSERT OR IGNORE INTO certificates (thumbprint, der, facts) VALUES (?, ?, ?)')
  const totals = db.prepare<[], { messages: number; bytes: number }>(
    'SELECT messages, bytes FROM message_totals WHERE id = 1',
  )
  const saveTotals = db.prepare('UPDATE message_totals SET messages = ?, bytes = ? WHERE id = 1')
  const oldestMessages = db.prepare<[number], { exchange_seq: number; bytes: number }>(
    'SELECT exchange_seq, bytes FROM messages WHERE exchange_seq >= 0 ORDER BY exchange_seq LIMIT ?',
  )
  const deleteMessagesTo = db.prepare('DELETE FROM messages WHERE exchange_seq <= ?')
  const oldestExchanges = db.prepare<[number], { seq: number; at: number }>(
    'SELECT seq, at FROM exchanges WHERE seq >= 0 ORDER BY seq LIMIT ?',
  )
  const deleteExchangesTo = db.prepare('DELETE FROM exchanges WHERE seq <= ?')
  const deleteJourneysBefore = db.prepare(
    'DELETE FROM journeys WHERE seq IN (SELECT seq FROM journeys WHERE last_at < ? ORDER BY last_at LIMIT ?)',
  )
  const deleteTiesBefore = db.prepare(
    'DELETE FROM ties WHERE seq IN (SELECT seq FROM ties WHERE at < ? ORDER BY at LIMIT ?)',
  )

  return {
    insertExchange,
    insertMessages,
    lastSeq: (): number => lastSeq.get()?.seq ?? 0,
    looseByToken: (hash: string) => looseByToken.all(hash, JOIN_LIMIT),
    looseByGrant: (grantId: string) => looseByGrant.all(grantId, JOIN_LIMIT),
    looseByClient: (clientId: string) => looseByClient.all(clientId, JOIN_LIMIT),
    looseBySeq: (seq: number) => looseBySeq.get(seq),
    join: (journeyId: string, seq: number) => void join.run(journeyId, seq),
    growJourney: (growth: JourneyGrowth) => void growJourney.run(growth),
    /** The journey a key is tied to; null when it is shared by several; undefined when nothing is known. */
    tie: (key: string): string | null | undefined => findTie.get(key)?.journey_id,
    saveTie: (key: string, journeyId: string | null, at: number) => void saveTie.run(key, journeyId, at),
    insertCertificate: (thumbprint: string, der: Buffer, facts: string) =>
      void insertCertificate.run(thumbprint, der, facts),
    totals: () => totals.get() ?? { messages: 0, bytes: 0 },
    saveTotals: (messages: number, bytes: number) => void saveTotals.run(messages, bytes),
    oldestMessages: (count: number) => oldestMessages.all(count),
    deleteMessagesTo: (seq: number) => void deleteMessagesTo.run(seq),
    oldestExchanges: (count: number) => oldestExchanges.all(count),
    deleteExchangesTo: (seq: number) => void deleteExchangesTo.run(seq),
    deleteJourneysBefore: (at: number, count: number) => void deleteJourneysBefore.run(at, count),
    deleteTiesBefore: (at: number, count: number) => void deleteTiesBefore.run(at, count),
  }
}
