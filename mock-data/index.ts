import type { Personas } from '#bank'
import { fdxPersonas } from './fdx/personas.ts'
import { obbPersonas } from './obb/personas.ts'

export { lastDayAt } from './calendar.ts'
export { FIRST_HISTORY, type GeneratedHistory, type Generation, generate } from './generate.ts'
export { fdxPersonas, obbPersonas }

/** The first customers of every market's book, their history ending on `lastDay` (`yyyy-mm-dd`). */
export function personas(lastDay: string): Personas[] {
  return [obbPersonas({ lastDay }), fdxPersonas({ lastDay })]
}
