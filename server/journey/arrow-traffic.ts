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

/** Opens the telling of what went along an arrow since the hour of a moment. */
export function openArrowTraffic(db: Database) {
  const counts = db.prepare<[number, number], Counts>(
    `SELECT coalesce(sum(count), 0) AS count, coalesce(sum(iif(origin = 'generated', count, 0)), 0) AS generated,
       max(last_at) AS lastAt
     FROM arrow_hours WHERE arrow = ? AND hour >= ?`,
  )
  // Refusals come newest first and stop at the moment: few, whatever is kept.
  const refusals = db.prepare<[number], Refusal>(
    `SELECT e.id, e.at, s.operation, e.problem_type, e.problem_rule, e.origin
     FROM exchanges e JOIN shape_calls s ON s.shape = e.shape AND s.place = 0
     WHERE e.refused_arrow = ? ORDER BY e.seq DESC`,
  )

  return (arrow: number, since: number): ArrowTraffic => {
    const { count, generated, lastAt } = counts.get(arrow, since - (since % HOUR_MS)) as Counts
    let refused = 0
    let last: Refusal | undefined
    for (const refusal of refusals.iterate(arrow)) {
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
