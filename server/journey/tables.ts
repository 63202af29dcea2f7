import { type Database, migrate } from '#kernel'
import { HOUR_MS } from './arrow-counts.ts'

/** The first shape: everything an exchange knows stood in its own row, and its messages in another beside it. */
const WIDE = `CREATE TABLE exchanges (
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
   CREATE TABLE certificates (thumbprint TEXT PRIMARY KEY, der BLOB NOT NULL, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;`

const ARROWS = `CREATE INDEX exchanges_by_arrow ON exchanges (arrow, at) WHERE arrow IS NOT NULL;
   CREATE INDEX exchanges_refused_by_arrow ON exchanges (arrow, seq) WHERE arrow IS NOT NULL AND problem_type IS NOT NULL;`

const ORIGIN = `ALTER TABLE exchanges ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));
   ALTER TABLE journeys ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));`

/** The name of a context, as contexts.ts makes it. */
const CONTEXT_NAME = ['market', 'application_id', 'client_id', 'consent_id', 'grant_id', 'token_hash']
  .map((column) => `ifnull(w.${column}, '')`)
  .concat("ifnull(w.certificate_thumbprint, '')")
  .join(' || char(10) || ')

/**
 * Narrow rows: whom an exchange is about stands once for all that share it, its journey is a number, and messages stand
 * packed, a batch's together. Writing a secured call costs half of what it did.
 */
const NARROW = `ALTER TABLE exchanges RENAME TO wide_exchanges;
   DROP INDEX exchanges_by_id; DROP INDEX exchanges_by_journey; DROP INDEX exchanges_loose_by_client;
   DROP INDEX exchanges_loose_by_token; DROP INDEX exchanges_loose_by_grant; DROP INDEX exchanges_by_arrow;
   DROP INDEX exchanges_refused_by_arrow;
   CREATE TABLE contexts (
     id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, market TEXT, application_id TEXT, client_id TEXT,
     consent_id TEXT, grant_id TEXT, token_hash TEXT, certificate_thumbprint TEXT, last_seq INTEGER NOT NULL) STRICT;
   CREATE INDEX contexts_by_token ON contexts (token_hash) WHERE token_hash IS NOT NULL;
   CREATE INDEX contexts_by_grant ON contexts (grant_id) WHERE grant_id IS NOT NULL;
   CREATE INDEX contexts_by_last_seq ON contexts (last_seq);
   CREATE TABLE exchanges (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL, parent TEXT, journey_no INTEGER, context INTEGER NOT NULL,
     loose_client TEXT, arrow INTEGER, from_part TEXT NOT NULL, to_part TEXT NOT NULL, operation TEXT NOT NULL,
     kind TEXT NOT NULL, at INTEGER NOT NULL, duration_ms REAL NOT NULL, method TEXT, url TEXT, status INTEGER,
     problem_type TEXT, problem_rule TEXT, problem TEXT, interaction_id TEXT,
     origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'))) STRICT;
   INSERT INTO contexts (name, market, application_id, client_id, consent_id, grant_id, token_hash,
       certificate_thumbprint, last_seq)
     SELECT ${CONTEXT_NAME} AS name, w.market, w.application_id, w.client_id, w.consent_id, w.grant_id, w.token_hash,
       w.certificate_thumbprint, max(w.seq) FROM wide_exchanges w GROUP BY 1;
   INSERT INTO exchanges (seq, id, parent, journey_no, context, loose_client, arrow, from_part, to_part, operation, kind,
       at, duration_ms, method, url, status, problem_type, problem_rule, problem, interaction_id, origin)
     SELECT w.seq, w.id, w.parent, j.seq, c.id, iif(j.seq IS NULL, w.client_id, NULL), w.arrow, w.from_part, w.to_part,
       w.operation, w.kind, w.at, w.duration_ms, m.request ->> '$.method', m.request ->> '$.url', w.status,
       w.problem_type, w.problem_rule, w.problem, w.interaction_id, w.origin
     FROM wide_exchanges w JOIN contexts c ON c.name = ${CONTEXT_NAME}
     LEFT JOIN journeys j ON j.id = w.journey_id LEFT JOIN messages m ON m.exchange_seq = w.seq;
   DROP TABLE wide_exchanges;
   CREATE INDEX exchanges_by_id ON exchanges (id);
   CREATE INDEX exchanges_by_journey ON exchanges (journey_no, seq) WHERE journey_no IS NOT NULL;
   CREATE INDEX exchanges_loose ON exchanges (context) WHERE journey_no IS NULL;
   CREATE INDEX exchanges_loose_by_client ON exchanges (loose_client, seq) WHERE journey_no IS NULL;
   CREATE INDEX exchanges_by_arrow ON exchanges (arrow, at) WHERE arrow IS NOT NULL;
   CREATE INDEX exchanges_refused_by_arrow ON exchanges (arrow, seq) WHERE arrow IS NOT NULL AND problem_type IS NOT NULL;
   CREATE TABLE message_blocks (
     last_seq INTEGER PRIMARY KEY, first_seq INTEGER NOT NULL, messages INTEGER NOT NULL, bytes INTEGER NOT NULL,
     packing TEXT NOT NULL CHECK (packing IN ('none', 'zstd')), data BLOB NOT NULL) STRICT;
   INSERT INTO message_blocks (last_seq, first_seq, messages, bytes, packing, data)
     SELECT exchange_seq, exchange_seq, 1, bytes, 'none', CAST('[' || exchange_seq || ',' || request || ',' ||
       ifnull(response, 'null') || ',' || ifnull(decoded, '[]') || ']' AS BLOB) FROM messages;
   DROP TABLE messages;`

/** Lists of what was generated, and of what was not, page by key like all others. */
const BY_ORIGIN = `CREATE INDEX journeys_by_origin ON journeys (origin, seq);
   CREATE INDEX exchanges_generated_by_arrow ON exchanges (arrow, at) WHERE arrow IS NOT NULL AND origin = 'generated';`

/** The name of a shape, as shapes.ts makes it. */
const SHAPE_NAME =
  "w.kind || ' ' || ifnull(w.arrow, '-') || ' ' || w.from_part || ' ' || w.to_part || ' ' || w.operation"

/**
 * One row for a call and the calls inside the bank that it caused. What kind of calls they are stands once for all rows
 * that are alike (`shapes`), so that a row says of a call inside only when it was. A shape's call at place 0 is the
 * row's own; the one at place n was written n exchanges before it. What went along an arrow is added up by the hour.
 */
const SHAPED = `ALTER TABLE exchanges RENAME TO single_exchanges;
   DROP INDEX exchanges_by_id; DROP INDEX exchanges_by_journey; DROP INDEX exchanges_loose;
   DROP INDEX exchanges_loose_by_client; DROP INDEX exchanges_by_arrow; DROP INDEX exchanges_refused_by_arrow;
   DROP INDEX exchanges_generated_by_arrow;
   CREATE TABLE shapes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, calls INTEGER NOT NULL, arrows INTEGER NOT NULL) STRICT;
   CREATE TABLE shape_calls (
     shape INTEGER NOT NULL, place INTEGER NOT NULL, number INTEGER, kind TEXT NOT NULL, arrow INTEGER,
     from_part TEXT NOT NULL, to_part TEXT NOT NULL, operation TEXT NOT NULL, PRIMARY KEY (shape, place)) STRICT, WITHOUT ROWID;
   CREATE TABLE exchanges (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL, parent TEXT, journey_no INTEGER, context INTEGER NOT NULL,
     loose_client TEXT, shape INTEGER NOT NULL, at INTEGER NOT NULL, duration_ms REAL NOT NULL, inside_times TEXT,
     method TEXT, url TEXT, status INTEGER, problem_type TEXT, problem_rule TEXT, problem TEXT, refused_arrow INTEGER,
     interaction_id TEXT, origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'))) STRICT;
   INSERT INTO shapes (name, calls, arrows)
     SELECT DISTINCT ${SHAPE_NAME}, 1, iif(w.arrow IS NULL, 0, 1 << w.arrow) FROM single_exchanges w ORDER BY 1;
   INSERT INTO shape_calls (shape, place, kind, arrow, from_part, to_part, operation)
     SELECT DISTINCT s.id, 0, w.kind, w.arrow, w.from_part, w.to_part, w.operation
     FROM single_exchanges w JOIN shapes s ON s.name = ${SHAPE_NAME};
   INSERT INTO exchanges (seq, id, parent, journey_no, context, loose_client, shape, at, duration_ms, method, url, status,
       problem_type, problem_rule, problem, refused_arrow, interaction_id, origin)
     SELECT w.seq, w.id, w.parent, w.journey_no, w.context, w.loose_client, s.id, w.at, w.duration_ms, w.method, w.url,
       w.status, w.problem_type, w.problem_rule, w.problem, iif(w.problem_type IS NULL, NULL, w.arrow), w.interaction_id,
       w.origin
     FROM single_exchanges w JOIN shapes s ON s.name = ${SHAPE_NAME};
   CREATE TABLE arrow_hours (
     arrow INTEGER NOT NULL, hour INTEGER NOT NULL, market TEXT NOT NULL,
     origin TEXT NOT NULL CHECK (origin IN ('live', 'generated')),
     count INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (arrow, hour, market, origin)) STRICT, WITHOUT ROWID;
   INSERT INTO arrow_hours (arrow, hour, market, origin, count, last_at)
     SELECT e.arrow, e.at / ${HOUR_MS} * ${HOUR_MS}, coalesce(c.market, ''), e.origin, count(*), max(e.at)
     FROM single_exchanges e JOIN contexts c ON c.id = e.context
     WHERE e.arrow IS NOT NULL GROUP BY 1, 2, 3, 4;
   DROP TABLE single_exchanges;
   CREATE INDEX exchanges_by_id ON exchanges (id);
   CREATE INDEX exchanges_by_journey ON exchanges (journey_no, seq) WHERE journey_no IS NOT NULL;
   CREATE INDEX exchanges_loose ON exchanges (context) WHERE journey_no IS NULL;
   CREATE INDEX exchanges_loose_by_client ON exchanges (loose_client, seq) WHERE journey_no IS NULL;
   CREATE INDEX exchanges_refused_by_arrow ON exchanges (refused_arrow, seq) WHERE refused_arrow IS NOT NULL;`

/** Who a call said is behind it, where it did; of what was recorded before, its messages alone know. */
const ACTOR = 'ALTER TABLE exchanges ADD COLUMN actor TEXT'

/** The room's tables, step by step. */
export const STEPS: readonly string[] = [WIDE, ARROWS, ORIGIN, NARROW, BY_ORIGIN, SHAPED, ACTOR]

/** Makes the room's tables, or brings them up to date. */
export function migrateJourneys(db: Database): void {
  migrate(db, 'journey', STEPS)
}
