import { type Address, withQuery } from '../../client/address.ts'

const LIST = '/journeys'

/** Which journey, step and tab an address shows. */
export type Place = { journeyId: string | null; stepId: string | null; tab: string | null }

export function placeOf({ path, query }: Address): Place {
  const segment = path.startsWith(`${LIST}/`) ? path.slice(LIST.length + 1) : ''
  return { journeyId: segment === '' ? null : decoded(segment), stepId: query.get('step'), tab: query.get('tab') }
}

/** The address of a journey, or of the list, under the same filter. */
export function journeyAddress({ query }: Address, journeyId: string | null): string {
  const path = journeyId === null ? LIST : `${LIST}/${encodeURIComponent(journeyId)}`
  return withQuery(path, query, { step: null, tab: null })
}

export function stepAddress({ path, query }: Address, stepId: string | null, tab?: string): string {
  return withQuery(path, query, { step: stepId, tab: stepId === null ? null : (tab ?? query.get('tab')) })
}

/** The same journey as a list of steps or as a sequence. */
export function viewAddress({ path, query }: Address, view: string): string {
  return withQuery(path, query, { view: view === 'sequence' ? view : null })
}

export function filterAddress({ path, query }: Address, changes: Record<string, string>): string {
  return withQuery(path, query, changes)
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
