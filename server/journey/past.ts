import type { Database, Exchange } from '#kernel'
import { openArrowCounts } from './arrow-counts.ts'
import { openContexts } from './contexts.ts'
import { openJourneyNumbers } from './journey-numbers.ts'
import { openShapes } from './shapes.ts'
import { openJourneyStore } from './store.ts'

/** A call of a generated history: it has a record but no messages, which were never sent. */
export type PastCall = Pick<Exchange, 'at' | 'durationMs' | 'from' | 'to' | 'operation'> & {
  arrow: number
  market: string
  clientId: string
  consentId: string | null
  status: number
  problemType: string | null
  problemRule: string | null
}

type Growth = {
  ids: [market: string, consentId: string, clientId: string]
  startedAt: number
  lastAt: number
  exchanges: number
  arrows: number
  problem: [type: string | null, rule: string | null]
}

/** Opens the bulk writing of a generated history's records and journeys, into a traffic.db that has none of its own yet. */
export function openJourneyPast(db: Database) {
  const store = openJourneyStore(db)
  const contexts = openContexts(store)
  const shapes = openShapes(store)
  const numbers = openJourneyNumbers(store)
  const insertExchange = db.prepare(
    `INSERT INTO exchanges (seq, id, journey_no, context, loose_client, shape, at, duration_ms, status, problem_type,
       problem_rule, refused_arrow, origin)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'generated')`,
  )
  const insertJourney = db.prepare(
    `INSERT INTO journeys (seq, id, kind, market, consent_id, client_id, started_at, last_at, exchanges, arrows, last_problem,
       last_problem_rule, origin)
     VALUES (?, ?, 'consent', ?, ?, ?, ?, ?, ?, ?, ?, ?, 'generated')`,
  )

  return {
    /** Keeps calls, oldest first, and the journeys they make. Its caller holds the transaction. */
    write(calls: readonly PastCall[]): void {
      const growths = new Map<string, Growth>()
      const arrowCounts = openArrowCounts(store, 'generated')
      let seq = store.lastSeq()
      for (const call of calls) {
        seq += 1
        const { at, durationMs, arrow, from, to, operation, market, clientId, consentId, status } = call
        const journeyId = consentId === null ? null : `consent-${consentId}`
        const id = `past-${seq.toString(36)}`
        const { problemType, problemRule } = call
        const ids = consentId === null ? { market, clientId } : { market, clientId, consentId }
        const number = journeyId === null ? null : numbers.of(journeyId)
        const shape = shapes.of({ kind: 'http', arrow, from, to, operation }, []).id
        const context = contexts.idOf(ids, undefined, null, seq)
        insertExchange.run(
          ...[seq, id, number, context, journeyId === null ? clientId : null],
          ...[shape, at, durationMs, status, problemType, problemRule, problemType === null ? null : arrow],
        )
        arrowCounts.add(arrow, at, market)
        if (journeyId !== null && consentId !== null) grow(growths, journeyId, consentId, call)
      }
      contexts.touch()
      arrowCounts.write()
      for (const [id, { ids, startedAt, lastAt, exchanges, arrows, problem }] of growths) {
        insertJourney.run(numbers.of(id), id, ...ids, startedAt, lastAt, exchanges, arrows, ...problem)
      }
    },
  }
}

function grow(growths: Map<string, Growth>, id: string, consentId: string, call: PastCall): void {
  const { at, market, clientId, arrow, problemType, problemRule } = call
  const known = growths.get(id)
  const growth: Growth = known ?? {
    ...{
      ids: [market, consentId, clientId],
      startedAt: at,
      lastAt: at,
      exchanges: 0,
      arrows: 0,
      problem: [null, null],
    },
  }
  growth.lastAt = at
  growth.exchanges += 1
  growth.arrows |= 1 << arrow
  if (problemType !== null) growth.problem = [problemType, problemRule]
  if (!known) growths.set(id, growth)
}
