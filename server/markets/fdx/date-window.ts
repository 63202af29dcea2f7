import { addMonths, problem } from '#kernel'
import type { Parameter, RouteInput } from '../api.ts'
import { termsOf } from './consent-terms.ts'
import { DAY_MS, dayOf, startOfDate, startOfDay, startOfTime } from './dates.ts'
import { fdxSettings } from './settings.ts'

/** How long this bank keeps what happened, in months. */
export const KEPT_MONTHS = 24
/** The days that are read where no date is given, today included. */
const DEFAULT_DAYS = 7

/** From the one moment to before the other, in bank time. */
export type DateWindow = { from: number; to: number }

const text = (name: string): Parameter => ({
  ...{ name, in: 'query', required: false },
  schema: { type: 'string', maxLength: 40 },
})

/** The dates that lists take: today's pair, and the former one. What they say is checked with codes of its own. */
export const dateParameters: readonly Parameter[] = ['startDate', 'endDate', 'startTime', 'endTime'].map(text)

/**
 * The days that a list is asked for. `startDate` and `endDate` come together and reach back no further than the bank and
 * the consent allow; `startTime` and `endTime`, their former names, are cut to what is allowed. Neither: the last seven
 * days (FDX 6.4, startDate and endDate). Throws date-invalid, date-range-invalid.
 */
export function dateWindow(input: RouteInput): DateWindow {
  const { startDate, endDate, startTime, endTime } = input.query
  if (startDate !== undefined || endDate !== undefined) {
    const window = strictWindow(input, startDate, endDate)
    const former = { startTime, endTime }
    const differs = (name: 'startTime' | 'endTime', at: number) =>
      former[name] !== undefined && parsed(name, former[name]) !== at
    if (differs('startTime', window.from) || differs('endTime', window.to - DAY_MS))
      throw outOfRange(input, 'both pairs of dates are given and differ: send startDate and endDate alone')
    return window
  }
  return formerWindow(input, startTime, endTime)
}

/** What a list's cursor says of its dates: the days that were read, and the dates that were asked for. */
export type WindowCursor = DateWindow & { asked: string }

/**
 * The days of a page: those of its cursor, whose dates a request repeats or leaves out, else those asked for. How far a
 * consent looks back is measured at each call. Throws page-key-invalid and what dateWindow throws.
 */
export function windowOfPage(input: RouteInput, cursor: WindowCursor | undefined): WindowCursor {
  const asked = datesOf(input)
  if (!cursor) return { ...dateWindow(input), asked }
  if (asked !== '' && asked !== cursor.asked)
    throw problem('page-key-invalid', { reason: 'it belongs to other dates' }, 'page-key')
  return { ...withinReach(input, cursor), asked: cursor.asked }
}

const datesOf = ({ query }: RouteInput): string =>
  dateParameters.flatMap(({ name }) => (query[name] === undefined ? [] : [`${name}=${query[name]}`])).join('&')

function strictWindow(input: RouteInput, startDate: string | undefined, endDate: string | undefined): DateWindow {
  if (startDate === undefined) throw outOfRange(input, 'startDate is missing: send both dates or neither')
  if (endDate === undefined) throw outOfRange(input, 'endDate is missing: send both dates or neither')
  const from = parsed('startDate', startDate)
  const last = parsed('endDate', endDate)
  if (from > last) throw outOfRange(input, 'startDate is after endDate')
  const reach = reachOf(input)
  if (from < reach) throw outOfRange(input, `startDate is older than ${dayOf(reach)}, the oldest date for this consent`)
  return { from, to: last + DAY_MS }
}

function formerWindow(input: RouteInput, startTime: string | undefined, endTime: string | undefined): DateWindow {
  const last = endTime === undefined ? startOfDay(input.now) : parsed('endTime', endTime)
  const from = startTime === undefined ? last - (DEFAULT_DAYS - 1) * DAY_MS : parsed('startTime', startTime)
  if (from > last) throw outOfRange(input, 'startTime is after endTime')
  return withinReach(input, { from, to: last + DAY_MS })
}

/** A window cut to what may be read at the moment of this call. */
function withinReach(input: RouteInput, { from, to }: DateWindow): DateWindow {
  const start = Math.max(from, reachOf(input))
  return { from: start, to: Math.max(start, to) }
}

/** The oldest moment that a call may read: what the bank keeps, and how far the consent looks back from now. */
export function reachOf({ consent, now, settings }: RouteInput): number {
  const today = startOfDay(now)
  const kept = addMonths(today, -KEPT_MONTHS)
  if (!consent) return kept
  const days = termsOf(consent).lookbackPeriod ?? fdxSettings(settings).lookbackMaxDays
  return Math.max(kept, today - days * DAY_MS)
}

function parsed(name: 'startDate' | 'endDate' | 'startTime' | 'endTime', sent: string): number {
  const at = name.endsWith('Date') ? startOfDate(sent) : startOfTime(sent)
  if (at === undefined) throw problem('date-invalid', { name, sent }, 'date-written')
  return at
}

const outOfRange = (input: RouteInput, reason: string) =>
  problem('date-range-invalid', { reason, earliest: dayOf(reachOf(input)), today: dayOf(input.now) }, 'date-range')
