import type { Overview } from '#analytics'
import { GRAIN_MS } from './place.ts'

export type TrafficPoint = { at: number; answered: number; errors: number; generated: number }

/** Calls, those that failed, and those that the generator of history made. */
export type Counted = { count: number; errors: number; generated: number }
export type LatencyPoint = { at: number; p50: number | null; p95: number | null; p99: number | null }

/** Calls of every interval of the range, those without any included. */
export function trafficPoints({ from, to, grain, timeline }: Overview): TrafficPoint[] {
  const known = new Map(timeline.map((point) => [point.at, point]))
  return intervals(from, to, GRAIN_MS[grain]).map((at) => {
    const { count = 0, errors = 0, generated = 0 } = known.get(at) ?? {}
    return { at, answered: count - errors, errors, generated }
  })
}

/** Percentiles of every interval; none where nothing was called. */
export function latencyPoints({ from, to, grain, latencyTimeline }: Overview): LatencyPoint[] {
  const known = new Map(latencyTimeline.map((point) => [point.at, point]))
  return intervals(from, to, GRAIN_MS[grain]).map((at) => known.get(at) ?? { at, p50: null, p95: null, p99: null })
}

function intervals(from: number, to: number, stepMs: number): number[] {
  return Array.from({ length: Math.max(0, Math.round((to - from) / stepMs)) }, (_, index) => from + index * stepMs)
}

export type Api = { market: string; id: string; operations: string[] }

/** Calls by API; what belongs to none (authorization, registration) is left to the operations. */
export function byApi({ traffic }: Overview, apis: readonly Api[]): ({ name: string } & Counted)[] {
  return apis
    .map(({ market, id, operations }) => {
      const own = traffic.filter(({ operation }) => operations.includes(operation))
      const sum = (of: keyof Counted) => own.reduce((total, one) => total + one[of], 0)
      return { name: `${market}/${id}`, count: sum('count'), errors: sum('errors'), generated: sum('generated') }
    })
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
}

/** A table's column. */
export type Column<T> = { name: string; of: (row: T) => string | number | null }

/** Rows as CSV (RFC 4180): names first, CRLF, quotes where they are needed. */
export function csvOf<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ of }) => of(row)))]
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  // A spreadsheet takes such a beginning for a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
