import type { OperationFigures, ServiceMonth } from '#analytics'
import type { OutageView, ServiceSettings } from '#gateway'
import type { ExportColumn } from '../../client/table-file.ts'

export type ServiceView = {
  market: {
    id: string
    name: string
    timeZone: string
    objectiveMs: number
    noticeHours: number
    targets: { responseRate?: number; uptime?: number }
    note: { en: string; 'pt-BR': string }
  }
  /** The first moment the bank is known to have run. */
  since: number | null
  now: number
  months: ServiceMonth[]
}

export type MonthView = { month: { month: string; from: number; until: number }; operations: OperationFigures[] }
export type CalendarView = { settings: ServiceSettings; outages: OutageView[] }

export const servicePath = (market: string) => `/api/service/${market}`
export const monthPath = (market: string, month: string) => `/api/service/${market}/months/${month}`
export const calendarPath = (market: string) => `/api/maintenance/${market}`

const iso = (at: number) => new Date(at).toISOString()
const minutes = (ms: number) => Math.round(ms / 60_000)

/** The months as a file for machines: rates from 0 to 1, durations in milliseconds, times in UTC. */
export const MONTH_COLUMNS: readonly ExportColumn<ServiceMonth>[] = [
  { name: 'month', of: ({ month }) => month },
  { name: 'from', of: ({ from }) => iso(from) },
  { name: 'until', of: ({ until }) => iso(until) },
  { name: 'complete', of: ({ live }) => (live ? 'no' : 'yes') },
  { name: 'requests', of: ({ requests }) => requests },
  { name: 'proper_responses', of: ({ proper }) => proper },
  { name: 'response_rate', of: ({ responseRate }) => responseRate },
  { name: 'average_ms', of: ({ averageMs }) => averageMs },
  { name: 'p50_ms', of: ({ p50 }) => p50 },
  { name: 'p95_ms', of: ({ p95 }) => p95 },
  { name: 'p99_ms', of: ({ p99 }) => p99 },
  { name: 'share_within_objective', of: ({ inTime }) => inTime },
  { name: 'uptime', of: ({ uptime }) => uptime },
  { name: 'down_minutes', of: ({ downMs }) => minutes(downMs) },
  { name: 'planned_outage_minutes', of: ({ plannedMs }) => minutes(plannedMs) },
  { name: 'requests_in_planned_outages', of: ({ leftOut }) => leftOut },
]

/** The same as JSON, with whose figures they are and what they are held against. */
export function jsonOf({ market, since, now, months }: ServiceView): string {
  const { id, name, timeZone, objectiveMs, noticeHours, targets, note } = market
  const rows = months.map((month) => Object.fromEntries(MONTH_COLUMNS.map(({ name, of }) => [name, of(month)])))
  return JSON.stringify(
    {
      ...{ market: id, market_name: name, time_zone: timeZone, made_at: iso(now), recorded_since: since && iso(since) },
      ...{ objective_ms: objectiveMs, notice_hours: noticeHours, targets, note: note.en, months: rows },
    },
    null,
    2,
  )
}
