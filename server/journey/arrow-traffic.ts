import type { Database, Origin } from '#kernel'
import { HOUR_MS } from './arrow-counts.ts'
import type { ArrowTraffic } from './recorded.ts'

type Refusal = {
  id: string
  at: number
  operation: string
  problem_type: string
  problem_rule: string | null
  origin: Origin
}

type Counts = { count: number; generated: number; lastAt: number | null }

/** Markets as JSON; all of them where null. What is no market's stays. */
type Named = string | null

/** Opens the telling of what went along an arrow since the hour of a moment. */
export function openArrowTraffic(db: Database) {
  const counts = db.prepare<[number, number, Named, Named], Counts>(
    `SELECT coalesce(sum(count), 0) AS count, coalesce(sum(iif(origin = 'generated', count, 0)), 0) AS generated,
       max(last_at) AS lastAt
     FROM arrow_hours
     WHERE arrow = ? AND hour >= ? AND (? IS NULL OR market = '' OR market IN (SELECT value FROM json_each(?)))`,
  )
  // Refusals come newest first and stop at the moment: few, whatever is kept.
  const refusals = db.prepare<[number, Named, Named], Refusal>(
    `SELECT e.id, e.at, s.operation, e.problem_type, e.problem_rule, e.origin
     FROM exchanges e JOIN shape_calls s ON s.shape = e.shape AND s.place = 0
     WHERE e.refused_arrow = ? AND (? IS NULL OR EXISTS (SELECT 1 FROM contexts c WHERE c.id = e.context
        AND (c.market IS NULL OR c.market IN (SELECT value FROM json_each(?)))))
     ORDER BY e.seq DESC`,
  )

  return (arrow: number, since: number, markets?: readonly string[]): ArrowTraffic => {
    const named: Named = markets ? JSON.stringify(markets) : null
    const { count, generated, lastAt } = counts.get(arrow, since - (since % HOUR_MS), named, named) as Counts
    let refused = 0
    let last: Refusal | undefined
    for (const refusal of refusals.iterate(arrow, named, named)) {
      last ??= refusal
      if (refusal.at < since) break
      refused += 1
    }
    return {
      ...{ arrow, count, refused, lastAt, generated },
      lastRefusal: last
        ? {
            ...{ exchangeId: last.id, at: last.at, operation: last.operation },
            ...{ type: last.problem_type, rule: last.problem_rule, origin: last.origin },
          }
        : null,
    }
  }
}
