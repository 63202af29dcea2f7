import type { Personas } from '#bank'
import { obbPersonas } from './obb/personas.ts'

export { lastDayAt } from './calendar.ts'
export { FIRST_HISTORY, type GeneratedHistory, type Generation, generate } from './generate.ts'
export { obbPersonas }

/** The first customers of every market's book, their history ending on `lastDay` (`yyyy-mm-dd`). */
export function personas(lastDay: string): Personas[] {
  return [obbPersonas({ lastDay })]
}
