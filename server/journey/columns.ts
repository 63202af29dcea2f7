import { MOST_INSIDE } from './families.ts'

/** The key before which everything is. */
export const NEVER = Number.MAX_SAFE_INTEGER - MOST_INSIDE

/** What a row (`e`) says of its own call alone, and not of those inside (`s` is the call at hand). */
export const OWN = (value: string) => `iif(s.place = 0, ${value}, NULL)`

export const ID = `iif(s.place = 0, e.id, e.id || '.' || s.number)`
export const AT = 'iif(s.place = 0, e.at, e.at + (e.inside_times ->> (2 * s.place - 2)))'

/** What every list tells of an exchange. */
export const COLUMNS = `e.seq - s.place AS seq, ${ID} AS id, iif(s.place = 0, e.parent, e.id) AS parent, j.id AS journey_id,
  s.arrow, s.from_part, s.to_part, s.operation, s.kind, ${AT} AS at,
  iif(s.place = 0, e.duration_ms, e.inside_times ->> (2 * s.place - 1)) AS duration_ms,
  ${OWN('e.status')} AS status, ${OWN('e.problem_type')} AS problem_type, ${OWN('e.problem_rule')} AS problem_rule, e.origin`

/** Rows with the calls inside them, or each row's own call alone. */
export const EVERY_CALL = 'FROM exchanges e JOIN shape_calls s ON s.shape = e.shape'
export const CALL_ALONE = `${EVERY_CALL} AND s.place = 0`
export const JOURNEY_OF = 'LEFT JOIN journeys j ON j.seq = e.journey_no'

/** Lists page by key. A row's calls have the keys just below its own, so a page may end within a row. */
export const AFTER = 'e.seq > @after AND e.seq - s.place > @after'
export const BEFORE = `e.seq < @before + ${MOST_INSIDE + 1} AND e.seq - s.place < @before`
export const OLDEST_FIRST = 'ORDER BY e.seq, s.place DESC'
export const NEWEST_FIRST = 'ORDER BY e.seq DESC, s.place'
