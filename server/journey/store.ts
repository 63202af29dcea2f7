import type { Database, Origin } from '#kernel'
import type { Block } from './message-blocks.ts'
import type { CallShape } from './shapes.ts'
import { migrateJourneys } from './tables.ts'

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
  /** How many calls the row stands for, and their arrows (bit n set for arrow n). */
  calls: number
  arrows: number
}

/** A block of messages, as needed to trim it. */
export type OldBlock = { last_seq: number; messages: number; bytes: number }

/** What a batch adds to a journey. `arrows` has bit n set for arrow n. */
export type JourneyGrowth = {
  /** The number under which its rows name it. */
  number: number
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

const LOOSE = `SELECT e.seq, e.id, e.parent, s.arrow, e.at, c.market, c.client_id, e.problem_type, e.problem_rule,
    h.calls, h.arrows
  FROM exchanges e JOIN contexts c ON c.id = e.context JOIN shapes h ON h.id = e.shape
  JOIN shape_calls s ON s.shape = e.shape AND s.place = 0 WHERE e.journey_no IS NULL AND`

export type JourneyStore = ReturnType<typeof openJourneyStore>

/** The writing side of the recorded journeys, in traffic.db. */
export function openJourneyStore(db: Database) {
  migrateJourneys(db)
  const insertExchange = db.prepare(
    `INSERT INTO exchanges (seq, id, parent, journey_no, context, loose_client, shape, at, duration_ms, inside_times,
       method, url, status, problem_type, problem_rule, problem, refused_arrow, interaction_id, actor)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const shapeNamed = db.prepare<[string], number>('SELECT id FROM shapes WHERE name = ?').pluck()
  const insertShape = db.prepare('INSERT INTO shapes (name, calls, arrows) VALUES (?, ?, ?)')
  const insertShapeCall = db.prepare(
    `INSERT INTO shape_calls (shape, place, number, kind, arrow, from_part, to_part, operation)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addArrows = db.prepare(
    `INSERT INTO arrow_hours (arrow, hour, market, origin, count, last_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count, last_at = max(last_at, excluded.last_at)`,
  )
  const insertBlock = db.prepare<[number, number, number, number, Block['packing'], Uint8Array]>(
    'INSERT INTO message_blocks (last_seq, first_seq, messages, bytes, packing, data) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const contextNamed = db.prepare<[string], number>('SELECT id FROM contexts WHERE name = ?').pluck()
  const insertContext = db.prepare(
    `INSERT INTO contexts (name, last_seq, market, application_id, client_id, consent_id, grant_id, token_hash,
       certificate_thumbprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const touchContext = db.prepare('UPDATE contexts SET last_seq = ? WHERE id = ?')
  const deleteContextsTo = db.prepare(
    'DELETE FROM contexts WHERE id IN (SELECT id FROM contexts WHERE last_seq <= ? ORDER BY last_seq LIMIT ?)',
  )
  const journeyNumber = db.prepare<[string], number>('SELECT seq FROM journeys WHERE id = ?').pluck()
  const lastJourney = db.prepare<[], number | null>('SELECT max(seq) FROM journeys').pluck()
  const lastNamed = db
    .prepare<[], number | null>('SELECT max(journey_no) FROM exchanges WHERE journey_no IS NOT NULL')
    .pluck()
  const lastSeq = db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM exchanges')
  const looseByToken = db.prepare<[string, number], LooseRow>(
    `${LOOSE} c.token_hash IS NOT NULL AND c.token_hash = ? LIMIT ?`,
  )
  const looseByGrant = db.prepare<[string, number], LooseRow>(
    `${LOOSE} c.grant_id IS NOT NULL AND c.grant_id = ? LIMIT ?`,
  )
  const looseByClient = db.prepare<[string, number], LooseRow>(
    `${LOOSE} e.loose_client = ? ORDER BY e.seq DESC LIMIT ?`,
  )
  const looseBySeq = db.prepare<[number], LooseRow>(`${LOOSE} e.seq = ?`)
  const join = db.prepare('UPDATE exchanges SET journey_no = ?, loose_client = NULL WHERE seq = ?')
  const growJourney = db.prepare(
    `INSERT INTO journeys (seq, id, kind, market, application_id, consent_id, client_id, started_at, last_at, exchanges, arrows,
       last_problem, last_problem_rule)
     VALUES (@number, @id, @kind, @market, @applicationId, @consentId, @clientId, @startedAt, @lastAt, @exchanges, @arrows,
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
  const oldestBlocks = db.prepare<[number], OldBlock>(
    'SELECT last_seq, messages, bytes FROM message_blocks WHERE last_seq >= 0 ORDER BY last_seq LIMIT ?',
  )
  const deleteBlocksTo = db.prepare('DELETE FROM message_blocks WHERE last_seq <= ?')
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
    insertBlock,
    shapeNamed: (name: string) => shapeNamed.get(name),
    insertShape: (name: string, calls: number, arrows: number): number =>
      Number(insertShape.run(name, calls, arrows).lastInsertRowid),
    insertShapeCall: (shape: number, place: number, number: number | null, call: CallShape) =>
      void insertShapeCall.run(shape, place, number, call.kind, call.arrow, call.from, call.to, call.operation),
    /** `market` is empty for what is no market's. */
    addArrows: (arrow: number, hour: number, market: string, origin: Origin, count: number, lastAt: number) =>
      void addArrows.run(arrow, hour, market, origin, count, lastAt),
    contextNamed: (name: string) => contextNamed.get(name),
    insertContext: (name: string, fields: readonly (string | null)[], seq: number): number =>
      Number(insertContext.run(name, seq, ...fields).lastInsertRowid),
    touchContext: (id: number, seq: number) => void touchContext.run(seq, id),
    deleteContextsTo: (seq: number, count: number) => deleteContextsTo.run(seq, count).changes,
    journeyNumber: (id: string) => journeyNumber.get(id),
    /** The greatest number that a journey has, or that a row still names. */
    lastJourneyNumber: (): number => Math.max(lastJourney.get() ?? 0, lastNamed.get() ?? 0),
    lastSeq: (): number => lastSeq.get()?.seq ?? 0,
    looseByToken: (hash: string) => looseByToken.all(hash, JOIN_LIMIT),
    looseByGrant: (grantId: string) => looseByGrant.all(grantId, JOIN_LIMIT),
    looseByClient: (clientId: string) => looseByClient.all(clientId, JOIN_LIMIT),
    looseBySeq: (seq: number) => looseBySeq.get(seq),
    join: (journeyNumber: number, seq: number) => void join.run(journeyNumber, seq),
    growJourney: (growth: JourneyGrowth) => void growJourney.run(growth),
    /** The journey a key is tied to; null when it is shared by several; undefined when nothing is known. */
    tie: (key: string): string | null | undefined => findTie.get(key)?.journey_id,
    saveTie: (key: string, journeyId: string | null, at: number) => void saveTie.run(key, journeyId, at),
    insertCertificate: (thumbprint: string, der: Buffer, facts: string) =>
      void insertCertificate.run(thumbprint, der, facts),
    totals: () => totals.get() ?? { messages: 0, bytes: 0 },
    saveTotals: (messages: number, bytes: number) => void saveTotals.run(messages, bytes),
    /** Oldest first, at most so many; read no further than the caller looks. */
    oldestBlocks: (count: number) => oldestBlocks.iterate(count),
    deleteBlocksTo: (seq: number) => void deleteBlocksTo.run(seq),
    oldestExchanges: (count: number) => oldestExchanges.iterate(count),
    deleteExchangesTo: (seq: number) => void deleteExchangesTo.run(seq),
    deleteJourneysBefore: (at: number, count: number) => deleteJourneysBefore.run(at, count).changes,
    deleteTiesBefore: (at: number, count: number) => void deleteTiesBefore.run(at, count),
  }
}
