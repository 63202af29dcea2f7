const DAY_MS = 86_400_000

/** A moment's day (`yyyy-mm-dd`), its month (`yyyy-mm`), in UTC: the days of the bank's own books. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

/** The day so many days after a day. */
export const daysAfter = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY_MS)

/** The first moment of a day, and of the day after it: what is booked on the day lies from the one to before the other. */
export const startOf = (day: string): number => Date.parse(day)
export const endOf = (day: string): number => Date.parse(day) + DAY_MS

/** The first moment of a moment's year. */
export const startOfYear = (at: number): number => Date.parse(`${new Date(at).getUTCFullYear()}-01-01`)

/** The next day, today's included, that is this date of its month; the last day of a shorter month. */
export function nextMonthly(date: number, at: number): string {
  const today = dayOf(at)
  const year = new Date(at).getUTCFullYear()
  const month = new Date(at).getUTCMonth()
  const here = dateIn(year, month, date)
  return here >= today ? here : dateIn(year, month + 1, date)
}

function dateIn(year: number, month: number, date: number): string {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month, Math.min(date, last)))
}
