import { Problem, problem } from '#kernel'
import type { Period } from '../pages/statement.ts'
import type { Reply } from '../routing.ts'

const LONGEST_CURSOR = 4096

/** The next page, or the same one again with the field that could not be used. */
export function nextOrAgain(here: string, next: string, read: () => unknown): Reply {
  try {
    read()
    return { redirect: next }
  } catch (error) {
    if (!(error instanceof Problem) || error.type !== 'input-invalid') throw error
    return { redirect: `${here}?${new URLSearchParams({ wrong: String(error.facts.field) })}` }
  }
}

/** The asked period, or the usual one. A wrong one goes to the bank, which says what is wrong. */
export function periodOf(query: URLSearchParams, usual: Period): Period {
  return { from: query.get('from') || usual.from, to: query.get('to') || usual.to }
}

/** The asked page of a list; null for the first. Throws `input-invalid` where it can't be one. */
export function cursorOf(query: URLSearchParams): string | null {
  const cursor = query.get('cursor')
  if (cursor !== null && cursor.length > LONGEST_CURSOR) throw problem('input-invalid', { field: 'cursor' })
  return cursor
}
