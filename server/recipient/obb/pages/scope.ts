import type { Connection } from '../../store.ts'
import type { Language } from '../../web/language.ts'
import { allows, GROUPS } from '../groups.ts'
import { flowWords } from '../words/flow.ts'

/** The names of the groups that a connection's consent holds. */
export function sharedPart(language: Language, { permissions }: Connection): string {
  const words = flowWords(language)
  return GROUPS.filter(({ id }) => allows(permissions, id))
    .map(({ id }) => words.groups[id].name)
    .join(', ')
}
