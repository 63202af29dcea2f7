const DAY_MS = 86_400_000
// Brasília has kept one offset the whole year since 2019.
const BRASILIA = '-03:00'
const BRASILIA_OFFSET_MS = -3 * 3_600_000

/** Times counted back from a last day (`yyyy-mm-dd`), as the clocks of one place show them: Brasília where none is named. */
export type Calendar = {
  /** The moment `hh:mm` so many days before the last day, in milliseconds. */
  at(daysBefore: number, time: string): number
  /** The same on a working day: what falls on a weekend is taken back to its Friday. */
  workingDay(daysBefore: number, time: string): number
}

export function openCalendar(lastDay: string, offset = BRASILIA): Calendar {
  const at = (daysBefore: number, time: string) => Date.parse(`${lastDay}T${time}:00${offset}`) - daysBefore * DAY_MS
  return {
    at,
    workingDay(daysBefore, time) {
      const weekday = new Date(at(daysBefore, '12:00')).getUTCDay()
      const back = weekday === 0 ? 2 : weekday === 6 ? 1 : 0
      return at(daysBefore + back, time)
    },
  }
}

/** What is dated on the last day itself happens in its first quarter of an hour: the bank's night run of orders. */
const LAST_DAY_ENDS_MS = 15 * 60_000

/** The latest day (`yyyy-mm-dd`) whose data lie wholly before this moment: today in Brasília, save just after midnight. */
export function lastDayAt(nowMs: number): string {
  return new Date(nowMs - LAST_DAY_ENDS_MS + BRASILIA_OFFSET_MS).toISOString().slice(0, 10)
}
