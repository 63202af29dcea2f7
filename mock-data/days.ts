import type { Calendar } from './calendar.ts'

const DAY_MS = 86_400_000

/** A day of a history, by its market's clocks. */
export type Day = {
  daysBefore: number
  /** Its midnight, in milliseconds. */
  start: number
  /** 0 is Sunday. */
  weekday: number
  /** Of its month. */
  date: number
  month: number
}

/** So many days up to the last one, oldest first. */
export function daysOf(count: number, calendar: Calendar): Day[] {
  const last = calendar.at(0, '00:00')
  return Array.from({ length: count }, (_, index) => {
    const daysBefore = count - 1 - index
    const start = last - daysBefore * DAY_MS
    // West of Greenwich a day begins on the same date there.
    const local = new Date(start)
    return { daysBefore, start, weekday: local.getUTCDay(), date: local.getUTCDate(), month: local.getUTCMonth() }
  })
}

/** The working day on which something due on a date of the month is booked: the Friday before a weekend. */
export function isDue(day: Day, date: number): boolean {
  if (day.weekday === 0 || day.weekday === 6) return false
  if (day.date === date) return true
  return day.weekday === 5 && (day.date === date - 1 || day.date === date - 2)
}
