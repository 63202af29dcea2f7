import { problem } from '#kernel'
import { clustersOf, GROUPS } from './groups.ts'
import { TERMS, type Term } from './terms.ts'

/** What a customer chose on the way to the bank, checked. Who it is, only the bank will learn. */
export type Choice = { bank: string; clusters: string[]; term: Term }

/** Reads the whole choice. Throws problem `input-invalid` naming the field. */
export function readChoice(form: URLSearchParams, bank: string): Choice {
  const clusters = clustersOf(readGroups(form))
  const term = TERMS.find((known) => known === form.get('term'))
  if (!term) throw problem('input-invalid', { field: 'term' })
  return { bank, clusters, term }
}

/** Reads the chosen groups. Throws problem `input-invalid` where one that the app can't do without is missing. */
export function readGroups(form: URLSearchParams): string[] {
  const asked = form.getAll('group')
  const missing = GROUPS.some(({ id, required }) => required && !asked.includes(id))
  if (missing) throw problem('input-invalid', { field: 'group' })
  return GROUPS.map(({ id }) => id).filter((id) => asked.includes(id))
}
