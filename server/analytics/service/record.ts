import type { AnalyticsStore } from '../store.ts'
import { type Counting, readFigures, readGenerated, type ServiceFigures, type StretchFigures } from './figures.ts'
import { type Month, monthOf, monthsBefore } from './months.ts'
import { both, lengthOf, type Span, without } from './spans.ts'
import type { Service } from './uptime.ts'

/** What is known of a market's service beside its traffic. Times are bank milliseconds. */
export type ServicePlan = Counting & {
  timeZone: string
  /** Outages that were announced in time: left out of every figure. */
  planned: readonly Span[]
  /** Outages that were announced too late: the service was down. */
  unplanned: readonly Span[]
  /** When the bank ran and was down. */
  service: Service
  /** The first moment it is known to have run. */
  since: number | undefined
}

/** How long the service was up, in milliseconds of bank time. */
export type UptimeFigures = {
  upMs: number
  downMs: number
  /** Planned outages, on neither side. */
  plannedMs: number
  /** Time in which the bank was stopped, or which the clock was moved over, on neither side. */
  offMs: number
  /** up ÷ (up + down), from 0 to 1; null where the bank never ran. */
  uptime: number | null
}

export type ServiceMonth = Month & {
  /** The current month, whose figures still move. */
  live: boolean
  /** Calls that the generator of history made up, none of them counted. */
  generated: number
} & ServiceFigures &
  UptimeFigures

/** A month as an app may be told of it. Its end is this moment in the current one. */
export type ToldMonth = Month & UptimeFigures & StretchFigures

/** Months before the current one that are kept in sight. */
export const MONTHS_KEPT = 13

/** The current month and those before it, the latest first, as far back as the bank has run and no more than 13. */
export function readMonths(store: AnalyticsStore, plan: ServicePlan, now: number): ServiceMonth[] {
  return knownMonths(plan, now).map((month, index) => ({
    ...month,
    live: index === 0,
    generated: readGenerated(store, plan, month),
    ...readMonth(store, plan, month).whole,
    ...uptimeOf(plan, month, now),
  }))
}

/** The same months with the figures of each operation, as they are told to apps. */
export function readToldMonths(store: AnalyticsStore, plan: ServicePlan, now: number): ToldMonth[] {
  return knownMonths(plan, now).map((month) => ({
    ...month,
    until: Math.min(month.until, now),
    ...readMonth(store, plan, month),
    ...uptimeOf(plan, month, now),
  }))
}

function knownMonths({ timeZone, since }: ServicePlan, now: number): Month[] {
  const current = monthOf(now, timeZone)
  const months = Array.from({ length: MONTHS_KEPT + 1 }, (_, count) => monthsBefore(current, count, timeZone))
  return months.filter(({ until }, index) => index === 0 || until > (since ?? now))
}

/** The figures of one month: all covered operations together, and each that was called. */
export function readMonth(store: AnalyticsStore, plan: ServicePlan, month: Span): StretchFigures {
  return readFigures(store, plan, { ...month, leftOut: both(plan.planned, [month]) })
}

/** How long the service was up in a stretch of time, up to now. */
export function uptimeOf(plan: Omit<ServicePlan, keyof Counting>, { from, until }: Span, now: number): UptimeFigures {
  const elapsed: Span[] = [{ from: Math.max(from, plan.since ?? now), until: Math.min(until, now) }]
  const planned = both(plan.planned, elapsed)
  const rest = without(elapsed, planned)
  const up = both(without(plan.service.up, plan.unplanned), rest)
  const closed = both(plan.service.up, both(plan.unplanned, rest))
  const down = without([...both(plan.service.down, rest), ...closed], up)
  const [upMs, downMs] = [lengthOf(up), lengthOf(down)]
  return {
    ...{ upMs, downMs, plannedMs: lengthOf(planned) },
    offMs: lengthOf(rest) - upMs - downMs,
    uptime: upMs + downMs === 0 ? null : upMs / (upMs + downMs),
  }
}
