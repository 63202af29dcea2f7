import { daysAfter } from '../days.ts'
import type { CalendarName } from './model.ts'

/** When money is cleared in a country: on which days, from when to when, by which clock. */
export type ClearingCalendar = {
  timeZone: string
  /** Orders of the day are taken up from this hour, and taken in until that one. */
  opensAtHour: number
  closesAtHour: number
  /** The days without clearing of a year (`yyyy-mm-dd`), besides Saturdays and Sundays. */
  holidays(year: number): readonly string[]
}

const CALENDARS: Readonly<Record<CalendarName, ClearingCalendar>> = {
  us: { timeZone: 'America/New_York', opensAtHour: 8, closesAtHour: 17, holidays: federalReserveHolidays },
}

const SUNDAY = 0
const MONDAY = 1
const THURSDAY = 4
const SATURDAY = 6
/** A week and some: no calendar keeps closed for longer. */
const LONGEST_CLOSURE_DAYS = 14

/** The calendar of a country. */
export const calendarOf = (name: CalendarName): ClearingCalendar => CALENDARS[name]

/** Whether money is cleared on a day. */
export function isClearingDay(day: string, name: CalendarName): boolean {
  const weekday = weekdayOf(day)
  return weekday !== SUNDAY && weekday !== SATURDAY && !calendarOf(name).holidays(yearOf(day)).includes(day)
}

/** The day itself where money is cleared on it, else the next one on which it is. */
export function clearingDayFrom(day: string, name: CalendarName): string {
  for (let days = 0; days < LONGEST_CLOSURE_DAYS; days += 1) {
    const next = daysAfter(day, days)
    if (isClearingDay(next, name)) return next
  }
  throw new Error(`no clearing for ${LONGEST_CLOSURE_DAYS} days from ${day}`)
}

/** The first day for which an order given now is taken in. */
export function earliestDay(now: number, name: CalendarName): string {
  const today = dayIn(now, name)
  const closes = momentOf(today, calendarOf(name).closesAtHour, name)
  return clearingDayFrom(now < closes ? today : daysAfter(today, 1), name)
}

/** When the orders of a day are taken up; bank time in milliseconds. */
export const takenUpAt = (day: string, name: CalendarName): number => momentOf(day, calendarOf(name).opensAtHour, name)

/** The day that a moment is on by the calendar's clock. */
export function dayIn(at: number, name: CalendarName): string {
  return new Date(at + offsetAt(at, name)).toISOString().slice(0, 10)
}

/** The moment of an hour of a day by the calendar's clock. */
export function momentOf(day: string, hour: number, name: CalendarName): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  const guess = asUtc - offsetAt(asUtc, name)
  return asUtc - offsetAt(guess, name)
}

/** How far the calendar's clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, name: CalendarName): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: calendarOf(name).timeZone, timeZoneName: 'longOffset' })
  const said = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(said) ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** The days on which the Federal Reserve Banks are closed. One on a Sunday is kept on Monday, one on a Saturday is not. */
function federalReserveHolidays(year: number): string[] {
  const fixed = ['01-01', '06-19', '07-04', '11-11', '12-25'].map((date) => observed(`${year}-${date}`))
  return [
    ...fixed,
    nthWeekday(year, 1, MONDAY, 3),
    nthWeekday(year, 2, MONDAY, 3),
    lastMondayOfMay(year),
    nthWeekday(year, 9, MONDAY, 1),
    nthWeekday(year, 10, MONDAY, 2),
    nthWeekday(year, 11, THURSDAY, 4),
  ]
}

function observed(day: string): string {
  return weekdayOf(day) === SUNDAY ? daysAfter(day, 1) : day
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  return daysAfter(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1))
}

function lastMondayOfMay(year: number): string {
  const last = `${year}-05-31`
  return daysAfter(last, -((weekdayOf(last) - MONDAY + 7) % 7))
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()
const yearOf = (day: string): number => Number(day.slice(0, 4))
