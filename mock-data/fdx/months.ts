import type { Calendar } from '../calendar.ts'
import type { Line } from '../movements.ts'

const DAY_MS = 86_400_000

type Tail = Line extends readonly [number, string, infer Kind, number, ...infer Rest] ? readonly [Kind, Rest] : never

/**
 * The same line on a date of each month from `since` (`yyyy-mm`) until `until` or the last day, which itself is left out:
 * the amounts take turns by month, and facts may differ by their place in the row.
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
    const known = typeof facts === 'function' ? facts(index) : facts
    return [[daysBefore, time, kind, amount, narrative, against, known]]
  })
}

export type Span = { since: string; until?: string; every?: number }

/** A line with its date of the month for its day, and amounts that take turns. */
export type MonthlyLine = readonly [
  date: number,
  time: string,
  kind: Tail[0],
  amounts: number | readonly number[],
  narrative: string,
  against?: Line[5],
  facts?: Line[6] | ((index: number) => Line[6]),
]

/** The months (`yyyy-mm`) from one to another, at most to that of the last day. */
export function monthsOf(calendar: Calendar, since: string, until = '9999-12'): string[] {
  const last = new Date(calendar.at(0, '00:00')).toISOString().slice(0, 7)
  const end = until < last ? until : last
  const months: string[] = []
  for (
    let at = new Date(`${since}-01T00:00:00Z`);
    ;
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1))
  ) {
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

/** The January of the year before the last day's: from then on a year's taxes can be told. */
export const lastJanuary = (calendar: Calendar): string => `${Number(dayBefore(calendar, 0).slice(0, 4)) - 1}-01`

/** A day shortly before that January, on which what was agreed long ago was brought over. */
export const broughtOver = (calendar: Calendar): string => `${Number(lastJanuary(calendar).slice(0, 4)) - 1}-12-18`

/** The month (`yyyy-mm`) so many months before that of the last day. */
export function monthsBack(calendar: Calendar, months: number): string {
  const last = new Date(calendar.at(0, '00:00'))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - months)).toISOString().slice(0, 7)
}

/**
 * The payments that settle what was bought with a card: each month's purchases on the 25th of the next one, from the
 * account that the bank takes them from.
 */
export function paidInFull(calendar: Calendar, purchases: readonly Line[], card: string): Line[] {
  const byMonth = Map.groupBy(purchases, ([daysBefore]) => dayBefore(calendar, daysBefore).slice(0, 7))
  return [...byMonth].flatMap(([month, lines]): Line[] => {
    const bought = lines.reduce((sum, [, , , amountMinor]) => sum + amountMinor, 0)
    const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 25)).toISOString().slice(0, 10)
    const against = { account: card, narrative: 'Payment received, thank you' }
    const daysBefore = daysSince(calendar, next)
    return daysBefore < 1 || bought >= 0 ? [] : [[daysBefore, '12:30', 'card-payment', bought, 'Card payment', against]]
  })
}
