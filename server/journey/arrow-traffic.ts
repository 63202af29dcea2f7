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

/** Opens the counting of what went along an arrow since a moment. */
export function openArrowTraffic(db: Database) {
  const counts = db.prepare<[number, number], { count: number; lastAt: number | null }>(
    'SELECT count(*) AS count, max(at) AS lastAt FROM exchanges WHERE arrow = ? AND at >= ?',
  )
  // Spelled as in its partial index, or SQLite would not use it.
  const generated = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM exchanges WHERE arrow = ? AND at >= ? AND arrow IS NOT NULL AND origin = 'generated'`,
    )
    .pluck()
  // Refusals come newest first and stop at the moment: few, whatever is kept.
  const refusals = db.prepare<[number], Refusal>(
    `SELECT id, at, operation, problem_type, problem_rule, origin FROM exchanges
      WHERE arrow = ? AND problem_type IS NOT NULL ORDER BY seq DESC`,
  )

  return (arrow: number, since: number): ArrowTraffic => {
    const { count, lastAt } = counts.get(arrow, since) ?? { count: 0, lastAt: null }
    let refused = 0
    let last: Refusal | undefined
    for (const refusal of refusals.iterate(arrow)) {
      last ??= refusal
      if (refusal.at < since) break
      refused += 1
    }
    return {
      ...{ arrow, count, refused, lastAt, generated: generated.get(arrow, since) ?? 0 },
      lastRefusal: last
        ? {
            ...{ exchangeId: last.id, at: last.at, operation: last.operation },
            ...{ type: last.problem_type, rule: last.problem_rule, origin: last.origin },
          }
        : null,
    }
  }
}
