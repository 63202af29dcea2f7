import type { Calendar } from '../calendar.ts'
import type { Line } from '../movements.ts'

const DAY_MS = 86_400_000

type Tail = Line extends readonly [number, string, infer Kind, number, ...infer Rest] ? readonly [Kind, Rest] : never

/**
 * The same line on a date of each month from `since` (`yyyy-mm`) until `until` or the last day, which itself is left out:
 * the amounts take turns by month.
 */
export function monthly(
  calendar: Calendar,
  { since, until = '9999-12', every = 1 }: Span,
  [date, time, kind, amounts, narrative, against, facts]: MonthlyLine,
): Line[] {
  const turns = typeof amounts === 'number' ? [amounts] : amounts
  return monthsOf(calendar, since, until).flatMap((month, index): Line[] => {
    const daysBefore = daysBeforeOf(calendar, month, date)
    if (daysBefore < 1 || index % every !== 0) return []
    const amount = turns[index % turns.length] as number
    return [[daysBefore, time, kind, amount, narrative, against, ...(facts ? ([facts] as const) : [])] as Line]
  })
}

export type Span = { since: string; until?: string; every?: number }

type MonthlyLine = readonly [
  date: number,
  time: string,
  kind: Tail[0],
  amounts: number | readonly number[],
  narrative: string,
  against?: Line[5],
  facts?: Line[6],
]

/** The months (`yyyy-mm`) from one to another, at most to that of the last day. */
export function monthsOf(calendar: Calendar, since: string, until = '9999-12'): string[] {
  const last = new Date(calendar.at(0, '00:00')).toISOString().slice(0, 7)
  const end = until < last ? until : last
  const months: string[] = []
  for (let at = new Date(`${since}-01T00:00:00Z`); ; at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1))) {
    const month = at.toISOString().slice(0, 7)
    if (month > end) return months
    months.push(month)
  }
}

/** How many days a date of a month lies before the last day; below zero after it. */
export function daysBeforeOf(calendar: Calendar, month: string, date: number): number {
  return daysSince(calendar, `${month}-${String(date).padStart(2, '0')}`)
}

/** How many days a day (`yyyy-mm-dd`) lies before the last day. */
export const daysSince = (calendar: Calendar, day: string): number =>
  Math.round((calendar.at(0, '00:00') - Date.parse(day)) / DAY_MS)

/** The day (`yyyy-mm-dd`) so many days before the last one. */
export const dayBefore = (calendar: Calendar, days: number): string =>
  new Date(calendar.at(days, '12:00')).toISOString().slice(0, 10)
