import type { Calendar } from './calendar.ts'
import { openChance } from './chance.ts'
import { daysOf } from './days.ts'
import type { GeneratedCall } from './generate.ts'

const MINUTE_MS = 60_000
/** So many days have one bad hour. */
const EVERY_DAYS = 13

/** A bad hour: what is slow then, and what share of calls fails. Times are bank milliseconds. */
export type Incident = {
  from: number
  to: number
  slowness: number
  share: number
  answer: Pick<GeneratedCall, 'status' | 'problemType' | 'problemRule'>
}

/** The bad hours of a history, by day; the last day has none, so that whoever starts meets a bank in good health. */
export function incidentsOf(seed: string, days: number, calendar: Calendar): Incident[] {
  return daysOf(days, calendar).flatMap(({ start, daysBefore }) => {
    const chance = openChance(`${seed} incident ${start}`)
    if (daysBefore === 0 || !chance.happens(1 / EVERY_DAYS)) return []
    const from = start + chance.int(6 * 60, 21 * 60) * MINUTE_MS
    const broken = chance.happens(0.5)
    return [
      {
        ...{ from, to: from + chance.int(20, 140) * MINUTE_MS, slowness: broken ? 2 : chance.int(5, 12) },
        share: broken ? 0.4 : 0.08,
        answer: { status: broken ? 500 : 504, problemType: broken ? 'internal-error' : 'timeout', problemRule: null },
      },
    ]
  })
}
