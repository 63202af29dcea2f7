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

/** Narrows exchanges to some markets; what is no market's stays. */
const OF_MARKETS = `AND (SELECT market IS NULL OR market IN (SELECT value FROM json_each(?)) FROM contexts
        WHERE contexts.id = e.context)`

function statements(db: Database, narrowed: { hours: string; refusals: string }) {
  return {
    counts: db.prepare<(number | string)[], Counts>(
      `SELECT coalesce(sum(count), 0) AS count, coalesce(sum(iif(origin = 'generated', count, 0)), 0) AS generated,
         max(last_at) AS lastAt
       FROM arrow_hours WHERE arrow = ? AND hour >= ? ${narrowed.hours}`,
    ),
    // Refusals come newest first and stop at the moment: few, whatever is kept.
    refusals: db.prepare<(number | string)[], Refusal>(
      `SELECT e.id, e.at, s.operation, e.problem_type, e.problem_rule, e.origin
       FROM exchanges e JOIN shape_calls s ON s.shape = e.shape AND s.place = 0
       WHERE e.refused_arrow = ? ${narrowed.refusals} ORDER BY e.seq DESC`,
    ),
  }
}

/** Opens the telling of what went along an arrow since the hour of a moment, in some markets or in all. */
export function openArrowTraffic(db: Database) {
  const all = statements(db, { hours: '', refusals: '' })
  const some = statements(db, {
    hours: "AND (market = '' OR market IN (SELECT value FROM json_each(?)))",
    refusals: OF_MARKETS,
  })

  return (arrow: number, since: number, markets?: readonly string[]): ArrowTraffic => {
    const { counts, refusals } = markets ? some : all
    const named = markets ? [JSON.stringify(markets)] : []
    const { count, generated, lastAt } = counts.get(arrow, since - (since % HOUR_MS), ...named) as Counts
    let refused = 0
    let last: Refusal | undefined
    for (const refusal of refusals.iterate(arrow, ...named)) {
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
