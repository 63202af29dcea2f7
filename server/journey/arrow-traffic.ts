import type { Database, Origin } from '#kernel'
import type { ArrowTraffic } from './recorded.ts'

type Refusal = {
  id: string
  at: number
  operation: string
  problem_type: string
  problem_rule: string | null
  origin: Origin
}

/** Narrows exchanges to some markets; what is no market's stays. */
const OF_MARKETS = `AND (SELECT market IS NULL OR market IN (SELECT value FROM json_each(?)) FROM contexts
        WHERE contexts.id = exchanges.context)`

function statements(db: Database, narrowed: string) {
  return {
    counts: db.prepare<(number | string)[], { count: number; lastAt: number | null }>(
      `SELECT count(*) AS count, max(at) AS lastAt FROM exchanges WHERE arrow = ? AND at >= ? ${narrowed}`,
    ),
    // Spelled as in its partial index, or SQLite would not use it.
    generated: db
      .prepare<(number | string)[], number>(
        `SELECT count(*) FROM exchanges WHERE arrow = ? AND at >= ? AND arrow IS NOT NULL AND origin = 'generated'
           ${narrowed}`,
      )
      .pluck(),
    // Refusals come newest first and stop at the moment: few, whatever is kept.
    refusals: db.prepare<(number | string)[], Refusal>(
      `SELECT id, at, operation, problem_type, problem_rule, origin FROM exchanges
        WHERE arrow = ? AND problem_type IS NOT NULL ${narrowed} ORDER BY seq DESC`,
    ),
  }
}

/** Opens the counting of what went along an arrow since a moment. */
export function openArrowTraffic(db: Database) {
  const all = statements(db, '')
  const some = statements(db, OF_MARKETS)

  return (arrow: number, since: number, markets?: readonly string[]): ArrowTraffic => {
    const { counts, generated, refusals } = markets ? some : all
    const named = markets ? [JSON.stringify(markets)] : []
    const { count, lastAt } = counts.get(arrow, since, ...named) ?? { count: 0, lastAt: null }
    let refused = 0
    let last: Refusal | undefined
    for (const refusal of refusals.iterate(arrow, ...named)) {
      last ??= refusal
      if (refusal.at < since) break
      refused += 1
    }
    return {
      ...{ arrow, count, refused, lastAt, generated: generated.get(arrow, since, ...named) ?? 0 },
      lastRefusal: last
        ? {
            ...{ exchangeId: last.id, at: last.at, operation: last.operation },
            ...{ type: last.problem_type, rule: last.problem_rule, origin: last.origin },
          }
        : null,
    }
  }
}
