import type { Database, Exchange, Origin, Part } from '#kernel'
import { AFTER, BEFORE, COLUMNS, EVERY_CALL, JOURNEY_OF, NEVER, NEWEST_FIRST, OLDEST_FIRST, OWN } from './columns.ts'
import { type Block, type KeptMessages, messagesIn } from './message-blocks.ts'
import type { ExchangeSummary, JourneyKind, JourneySummary, ProblemSummary, RecordedExchange } from './recorded.ts'

const JOURNEY = `SELECT seq, id, kind, market, application_id, consent_id, client_id, started_at, last_at, exchanges,
  arrows, last_problem, last_problem_rule, origin FROM journeys`
const EXCHANGE = `SELECT ${COLUMNS} ${EVERY_CALL} ${JOURNEY_OF}`

type JourneyRow = {
  seq: number
  id: string
  kind: JourneyKind
  market: string | null
  application_id: string | null
  consent_id: string | null
  client_id: string | null
  started_at: number
  last_at: number
  exchanges: number
  arrows: number
  last_problem: string | null
  last_problem_rule: string | null
  origin: Origin
}

export type ExchangeRow = {
  seq: number
  id: string
  parent: string | null
  journey_id: string | null
  arrow: number | null
  from_part: Part
  to_part: Part
  operation: string
  kind: Exchange['kind']
  at: number
  duration_ms: number
  status: number | null
  problem_type: string | null
  problem_rule: string | null
  origin: Origin
}

type WholeRow = ExchangeRow & {
  problem: string | null
  market: string | null
  application_id: string | null
  client_id: string | null
  consent_id: string | null
  grant_id: string | null
  interaction_id: string | null
  certificate: string | null
}

/** Which journeys a list shows. `before` is the key that the page before gave. */
export type JourneyFilter = {
  kind?: JourneyKind | undefined
  market?: string | undefined
  clientId?: string | undefined
  /** What happened alone, or what was generated alone; both where left out. */
  origin?: Origin | undefined
  before?: number | undefined
  limit: number
}

export type Keyed<T> = T & { seq: number }

/** The reading side of the recorded journeys. Lists come newest first, by key; each has an index of its own. */
export function openJourneyReader(db: Database) {
  const page = (where: string) =>
    db.prepare<unknown[], JourneyRow>(`${JOURNEY} WHERE ${where} seq < ? ORDER BY seq DESC LIMIT ?`)
  const pages = {
    all: page(''),
    kind: page('kind = ? AND'),
    market: page('market = ? AND'),
    marketKind: page('market = ? AND kind = ? AND'),
    client: page(
      'client_id = ? AND (? IS NULL OR market = ?) AND (? IS NULL OR kind = ?) AND (? IS NULL OR origin = ?) AND',
    ),
    origin: page('origin = ? AND (? IS NULL OR market = ?) AND (? IS NULL OR kind = ?) AND'),
  }
  const journey = db.prepare<[string], JourneyRow>(`${JOURNEY} WHERE id = ?`)
  const steps = db.prepare<[{ journeyId: string; after: number; limit: number }], ExchangeRow>(
    `${EXCHANGE} WHERE e.journey_no = (SELECT seq FROM journeys WHERE id = @journeyId) AND ${AFTER} ${OLDEST_FIRST} LIMIT @limit`,
  )
  const loose = db.prepare<[{ clientId: string | null; before: number; limit: number }], ExchangeRow>(
    `${EXCHANGE} WHERE e.journey_no IS NULL AND e.loose_client IS @clientId AND ${BEFORE} ${NEWEST_FIRST} LIMIT @limit`,
  )
  // An id can come again when bank time was moved back: the newest is meant.
  const whole = db.prepare<[string, number | null], WholeRow>(
    `SELECT ${COLUMNS}, ${OWN('e.problem')} AS problem, e.interaction_id, x.market, x.application_id, x.client_id, x.consent_id, x.grant_id,
       c.facts AS certificate
     ${EVERY_CALL} ${JOURNEY_OF}
     JOIN contexts x ON x.id = e.context
     LEFT JOIN certificates c ON c.thumbprint = x.certificate_thumbprint
     WHERE e.id = ? AND s.number IS ? ORDER BY e.seq DESC LIMIT 1`,
  )

  // A block holds the messages of neighbours: the first that ends at an exchange or after it holds its own, if any does.
  const block = db.prepare<[number], Block & { first_seq: number }>(
    'SELECT first_seq, packing, data FROM message_blocks WHERE last_seq >= ? ORDER BY last_seq LIMIT 1',
  )

  function messagesOf(seq: number): KeptMessages | undefined {
    const found = block.get(seq)
    return found && found.first_seq <= seq ? messagesIn(found, seq) : undefined
  }

  /** A call that stands in the row of the one that caused it. */
  function insideRow(id: string): WholeRow | undefined {
    const dot = id.lastIndexOf('.')
    return dot < 0 ? undefined : whole.get(id.slice(0, dot), Number(id.slice(dot + 1)))
  }

  function rows({ kind, market, clientId, origin, before, limit }: JourneyFilter): JourneyRow[] {
    const from = before ?? NEVER
    const [ofMarket, ofKind, ofOrigin] = [market ?? null, kind ?? null, origin ?? null]
    if (clientId !== undefined) {
      return pages.client.all(clientId, ofMarket, ofMarket, ofKind, ofKind, ofOrigin, ofOrigin, from, limit)
    }
    if (origin !== undefined) return pages.origin.all(origin, ofMarket, ofMarket, ofKind, ofKind, from, limit)
    if (market !== undefined && kind !== undefined) return pages.marketKind.all(market, kind, from, limit)
    if (market !== undefined) return pages.market.all(market, from, limit)
    if (kind !== undefined) return pages.kind.all(kind, from, limit)
    return pages.all.all(from, limit)
  }

  return {
    journeys: (filter: JourneyFilter): Keyed<JourneySummary>[] => rows(filter).map(journeyOf),
    journey(id: string): JourneySummary | undefined {
      const row = journey.get(id)
      return row && withoutSeq(journeyOf(row))
    },
    /** Exchanges of a journey after a key, in the order they ended. */
    steps: (journeyId: string, after: number, limit: number): Keyed<ExchangeSummary>[] =>
      steps.all({ journeyId, after, limit }).map(exchangeOf),
    /** Exchanges that belong to no journey, of a client; null for those that name none. */
    loose: (clientId: string | null, before: number | undefined, limit: number): Keyed<ExchangeSummary>[] =>
      loose.all({ clientId, before: before ?? NEVER, limit }).map(exchangeOf),
    exchange(id: string): RecordedExchange | undefined {
      const row = whole.get(id, null) ?? insideRow(id)
      return row && wholeOf(row, messagesOf(row.seq))
    },
  }
}

/** A row as others see it: its key stays inside. */
export function withoutSeq<T extends { seq: number }>({ seq: _, ...rest }: T): Omit<T, 'seq'> {
  return rest
}

function journeyOf(row: JourneyRow): Keyed<JourneySummary> {
  return {
    seq: row.seq,
    id: row.id,
    kind: row.kind,
    market: row.market,
    applicationId: row.application_id,
    consentId: row.consent_id,
    clientId: row.client_id,
    startedAt: row.started_at,
    lastAt: row.last_at,
    exchanges: row.exchanges,
    arrows: arrowsOf(row.arrows),
    lastProblem: problemOf(row.last_problem, row.last_problem_rule),
    origin: row.origin,
  }
}

export function exchangeOf(row: ExchangeRow): Keyed<ExchangeSummary> {
  return {
    seq: row.seq,
    id: row.id,
    parent: row.parent,
    journeyId: row.journey_id,
    arrow: row.arrow,
    from: row.from_part,
    to: row.to_part,
    operation: row.operation,
    kind: row.kind,
    at: row.at,
    durationMs: row.duration_ms,
    status: row.status,
    problem: problemOf(row.problem_type, row.problem_rule),
    origin: row.origin,
  }
}

function wholeOf(row: WholeRow, messages: KeptMessages | undefined): RecordedExchange {
  return {
    ...withoutSeq(exchangeOf(row)),
    market: row.market,
    applicationId: row.application_id,
    clientId: row.client_id,
    consentId: row.consent_id,
    grantId: row.grant_id,
    interactionId: row.interaction_id,
    messagesKept: messages !== undefined,
    request: (messages?.request ?? null) as RecordedExchange['request'],
    response: (messages?.response ?? null) as RecordedExchange['response'],
    decoded: (messages?.decoded ?? []) as RecordedExchange['decoded'],
    certificate: row.certificate === null ? null : JSON.parse(row.certificate),
    refusal: row.problem_type === null ? null : refusalOf(row.problem_type, row),
  }
}

function refusalOf(type: string, { problem_rule, problem }: WholeRow): RecordedExchange['refusal'] {
  return { type, rule: problem_rule, facts: problem === null ? {} : JSON.parse(problem) }
}

function problemOf(type: string | null, rule: string | null): ProblemSummary | null {
  return type === null ? null : { type, rule }
}

/** Bit n stands for arrow n. */
function arrowsOf(bits: number): number[] {
  const arrows: number[] = []
  for (let arrow = 0; arrow < 31; arrow += 1) if (bits & (1 << arrow)) arrows.push(arrow)
  return arrows
}
