import type { Origin } from '#kernel'
import type { Funnel } from './funnel.ts'
import { funnelFrom } from './funnel.ts'
import { GRAINS, type Grain, grainFor, intervalOf } from './grain.ts'
import { type Histogram, percentile } from './latency.ts'
import type { AnalyticsStore, Range } from './store.ts'

const DAY_MS = GRAINS.day

/** What an overview is asked for. Times are bank milliseconds; without them the last day. */
export type OverviewFilter = {
  from?: number | undefined
  to?: number | undefined
  market?: string | undefined
  clientId?: string | undefined
  /** Several clients, as one developer may have. */
  clientIds?: readonly string[] | undefined
  /** What happened alone, or what was generated alone; both where left out. Figures for a regulator ask for 'live'. */
  origin?: Origin | undefined
}

export type OperationTraffic = {
  operation: string
  count: number
  errors: number
  /** Milliseconds, within 5 %. */
  p50: number | null
  p95: number | null
  p99: number | null
}

export type Overview = {
  /** The intervals looked at: whole ones, so they may begin a little before and end a little after what was asked. */
  from: number
  to: number
  grain: Grain
  traffic: OperationTraffic[]
  funnel: Funnel
  errorsByRule: { rule: string; count: number }[]
  events: { type: string; count: number }[]
  /** Only intervals with traffic. */
  timeline: { at: number; count: number; errors: number }[]
  /** How much of all this the generator of history made up. */
  generated: { calls: number; events: number }
}

/** Reads an overview from the roll-ups: the longer the range, the coarser, so that it costs about the same. */
export function readOverview(store: AnalyticsStore, filter: OverviewFilter, now: number): Overview {
  const range = rangeOf(filter, now)
  const { grain, from, to } = range
  return {
    from,
    to,
    grain,
    traffic: trafficOf(store, range),
    funnel: funnelFrom(store.funnel(range)),
    errorsByRule: store.errors(range),
    events: store.eventTypes(range),
    timeline: store.timeline(range),
    generated: store.generated(range),
  }
}

function rangeOf({ from, to, market, clientId, clientIds, origin }: OverviewFilter, now: number): Range {
  // The moment asked for last is part of the range.
  const last = to ?? now
  const first = from ?? last - DAY_MS
  const grain = grainFor(first, last)
  const clients = clientId === undefined ? (clientIds ?? null) : [clientId]
  const start = intervalOf(grain, first)
  const end = intervalOf(grain, last) + GRAINS[grain]
  return { grain, from: start, to: end, market: market ?? null, clientIds: clients, origin: origin ?? null }
}

function trafficOf(store: AnalyticsStore, range: Range): OperationTraffic[] {
  const histograms = new Map<string, Map<number, number>>()
  for (const { operation, bucket, count } of store.latencies(range)) {
    const histogram = histograms.get(operation) ?? new Map<number, number>()
    histograms.set(operation, histogram.set(bucket, count))
  }
  const traffic = store.operations(range).map(({ operation, count, errors }) => {
    const histogram: Histogram = histograms.get(operation) ?? new Map()
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(histogram, share)) as (number | null)[]
    return { operation, count, errors, p50: p50 ?? null, p95: p95 ?? null, p99: p99 ?? null }
  })
  return traffic.sort((one, other) => other.count - one.count)
}
