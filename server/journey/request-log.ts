import type { Database, Origin } from '#kernel'
import type { Actor } from '#markets'
import { AT, BEFORE, CALL_ALONE, COLUMNS, EVERY_CALL, ID, JOURNEY_OF, NEWEST_FIRST, OWN } from './columns.ts'
import { MOST_INSIDE } from './families.ts'
import { type ExchangeRow, exchangeOf, withoutSeq } from './reader.ts'
import type { LoggedExchange, LogPage } from './recorded.ts'

/** How the answers of a log are told apart: the first digit of the status, or that there was none. */
export const STATUS_CLASSES = ['2', '3', '4', '5', 'none'] as const
export type StatusClass = (typeof STATUS_CLASSES)[number]

/** How calls are told apart by who is behind them, or that they don't say. */
export const ACTORS = ['user', 'batch', 'none'] as const
export type ActorClass = (typeof ACTORS)[number]

/** What the request log is narrowed to. Times are bank milliseconds; `before` is the `next` of the page before. */
export type LogFilter = {
  /** HTTP exchanges only, unless told. */
  kind?: 'http' | 'any' | undefined
  arrow?: number | undefined
  clientId?: string | undefined
  /** Of these markets, or of none. */
  markets?: readonly string[] | undefined
  /** Any of these: one by its name, or those of one API. */
  operations?: readonly string[] | undefined
  /** What happened alone, or what was generated alone; both where left out. */
  origin?: Origin | undefined
  status?: StatusClass | undefined
  actor?: ActorClass | undefined
  /** The rule that refused, or the problem's type where no rule has a name. */
  rule?: string | undefined
  /** Found in the operation, the ids or the problem; letters' case does not matter. */
  text?: string | undefined
  from?: number | undefined
  to?: number | undefined
  before?: number | undefined
  limit: number
}

/** One look covers so many exchanges, and one page takes so many looks: the cost of a rare search is bounded. */
const LOOK = 20_000
const LOOKS = 5

type Row = ExchangeRow & {
  market: string | null
  application_id: string | null
  client_id: string | null
  consent_id: string | null
  interaction_id: string | null
  actor: Actor | null
  method: string | null
  url: string | null
}

/** Opens the request log over the kept exchanges. */
export function openRequestLog(db: Database) {
  const newest = db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM exchanges')
  const oldest = db.prepare<[], { seq: number | null }>('SELECT min(seq) AS seq FROM exchanges')
  const looks = { http: prepareLook(db, `${CALL_ALONE} AND s.kind = 'http'`), any: prepareLook(db, EVERY_CALL) }

  /** The oldest exchange there may be; null where there is none. Its row may stand for some before it. */
  function firstSeq(): number | null {
    const seq = oldest.get()?.seq ?? null
    return seq === null ? null : seq - MOST_INSIDE
  }

  return {
    page(filter: LogFilter): LogPage {
      const { before, limit } = filter
      const first = firstSeq()
      const look = looks[filter.kind ?? 'http']
      const found: Row[] = []
      let end = before ?? (newest.get()?.seq ?? 0) + 1
      for (let turn = 0; turn < LOOKS && first !== null && end > first; turn += 1) {
        const floor = end - LOOK
        const rows = look.all({ ...valuesOf(filter), before: end, floor, limit: limit - found.length })
        found.push(...rows)
        if (found.length >= limit) return { exchanges: found.map(loggedOf), next: found.at(-1)?.seq ?? null }
        end = floor
      }
      return { exchanges: found.map(loggedOf), next: first !== null && end > first ? end : null }
    },
  }
}

/** The exchanges of one look that a filter lets through, newest first. `calls` gives the rows and what they stand for. */
function prepareLook(db: Database, calls: string) {
  return db.prepare<unknown[], Row>(
    `SELECT ${COLUMNS}, c.market, c.application_id, c.client_id, c.consent_id, e.interaction_id,
       ${OWN('e.method')} AS method, ${OWN('e.url')} AS url, ${OWN('e.actor')} AS actor
     ${calls} ${JOURNEY_OF} JOIN contexts c ON c.id = e.context
     WHERE ${BEFORE} AND e.seq >= @floor AND e.seq - s.place >= @floor
       AND (@arrow IS NULL OR s.arrow = @arrow)
       AND (@clientId IS NULL OR c.client_id = @clientId)
       AND (@markets IS NULL OR c.market IS NULL OR c.market IN (SELECT value FROM json_each(@markets)))
       AND (@operations IS NULL OR s.operation IN (SELECT value FROM json_each(@operations)))
       AND (@origin IS NULL OR e.origin = @origin)
       AND (@status IS NULL OR ${OWN('e.status')} / 100 = @status) AND (@unanswered = 0 OR ${OWN('e.status')} IS NULL)
       AND (@actor IS NULL OR ${OWN('e.actor')} = @actor) AND (@unsaid = 0 OR ${OWN('e.actor')} IS NULL)
       AND (@rule IS NULL OR ${OWN('coalesce(e.problem_rule, e.problem_type)')} = @rule)
       AND (@from IS NULL OR ${AT} >= @from) AND (@to IS NULL OR ${AT} < @to)
       AND (@text IS NULL OR instr(lower(concat_ws(' ', s.operation, ${ID}, c.client_id, c.consent_id, c.application_id,
         e.interaction_id, ${OWN('e.problem_type')}, ${OWN('e.problem_rule')})), @text) > 0)
     ${NEWEST_FIRST} LIMIT @limit`,
  )
}

function valuesOf(filter: LogFilter) {
  const { arrow, clientId, markets, operations, origin, status, actor, rule, text, from, to } = filter
  return {
    arrow: arrow ?? null,
    clientId: clientId ?? null,
    markets: markets ? JSON.stringify(markets) : null,
    operations: operations ? JSON.stringify(operations) : null,
    origin: origin ?? null,
    status: status === undefined || status === 'none' ? null : Number(status),
    unanswered: status === 'none' ? 1 : 0,
    actor: actor === undefined || actor === 'none' ? null : actor,
    unsaid: actor === 'none' ? 1 : 0,
    rule: rule ?? null,
    text: text?.toLowerCase() ?? null,
    from: from ?? null,
    to: to ?? null,
  }
}

function loggedOf(row: Row): LoggedExchange {
  return {
    ...withoutSeq(exchangeOf(row)),
    market: row.market,
    applicationId: row.application_id,
    clientId: row.client_id,
    consentId: row.consent_id,
    interactionId: row.interaction_id,
    actor: row.actor,
    method: row.method,
    url: row.url,
  }
}
