import type { Facts } from '#kernel'

const NAMED = /facts\.([a-zA-Z]+)/g
/** Facts that are moments, in milliseconds of whichever time their sentence says. */
const MOMENTS = new Set(['until', 'usedFrom'])
const NOTHING = '–'

/** A sentence of a wording with the value of each `facts.name` in its place: people read no JSON beside it. */
export function withValues(sentence: string, facts: Facts): string {
  return sentence.replace(NAMED, (_, name: string) => told(facts[name], MOMENTS.has(name)))
}

function told(fact: unknown, moment = false): string {
  if (fact === undefined || fact === null || fact === '') return NOTHING
  if (Array.isArray(fact)) return fact.length === 0 ? NOTHING : fact.map((one) => told(one)).join(', ')
  if (moment && typeof fact === 'number') return new Date(fact).toISOString()
  return typeof fact === 'object' ? (faultIn(fact) ?? JSON.stringify(fact)) : String(fact)
}

/** A fault that a schema found: where, and what it has to be. */
function faultIn(fact: { pointer?: unknown; message?: unknown }): string | undefined {
  const { pointer, message } = fact
  if (typeof message !== 'string') return undefined
  return [typeof pointer === 'string' ? pointer : '', message].join(' ').trim()
}
