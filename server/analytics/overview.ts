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
  /** How far back from `to` where `from` is left out. */
  spanMs?: number | undefined
  /** Several clients, as one developer may have. */
  clientIds?: readonly string[] | undefined
  /** These operations' traffic only; the funnel and the events stay those of everything. */
  operations?: readonly string[] | undefined
  /** What happened alone, or what was generated alone; both where left out. Figures for a regulator ask for 'live'. */
  origin?: Origin | undefined
}

/** Milliseconds, within 5 %; null where nothing was measured. */
export type Percentiles = { p50: number | null; p95: number | null; p99: number | null }

/** Calls, those among them that were refused or failed, and those that the generator of history made up. */
export type Counted = { count: number; errors: number; generated: number }

export type OperationTraffic = { operation: string } & Counted & Percentiles

export type Overview = {
  /** The intervals looked at: whole ones, so they may begin a little before and end a little after what was asked. */
  from: number
  to: number
  grain: Grain
  traffic: OperationTraffic[]
  funnel: Funnel
  errorsByRule: { rule: string; count: number; generated: number }[]
  events: { type: string; count: number; generated: number }[]
  /** Only intervals with traffic. */
  timeline: ({ at: number } & Counted)[]
  /** Of all calls together. */
  latency: Percentiles
  /** Only intervals with traffic. */
  latencyTimeline: ({ at: number } & Percentiles)[]
  /** By application; an empty client id is traffic of nobody known. */
  byClient: ({ clientId: string } & Counted)[]
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
    ...latencyOf(store, range),
    byClient: store.byClient(range),
    generated: store.generated(range),
  }
}

function rangeOf(filter: OverviewFilter, now: number): Range {
  const { from, to, spanMs = DAY_MS, market, clientId, clientIds, operations, origin } = filter
  // The moment asked for last is part of the range.
  const last = to ?? now
  const first = from ?? last - spanMs
  const grain = grainFor(first, last)
  const clients = clientId === undefined ? (clientIds ?? null) : [clientId]
  const start = intervalOf(grain, first)
  return {
    grain,
    from: start,
    to: intervalOf(grain, last) + GRAINS[grain],
    market: market ?? null,
    clientIds: clients,
    operations: operations ?? null,
    origin: origin ?? null,
  }
}

function trafficOf(store: AnalyticsStore, range: Range): OperationTraffic[] {
  const histograms = new Map<string, Map<number, number>>()
  for (const { operation, bucket, count } of store.latencies(range)) {
    const histogram = histograms.get(operation) ?? new Map<number, number>()
    histograms.set(operation, histogram.set(bucket, count))
  }
  const traffic = store.operations(range).map(({ operation, count, errors, generated }) => {
    const histogram: Histogram = histograms.get(operation) ?? new Map()
    return { operation, count, errors, generated, ...percentilesOf(histogram) }
  })
  return traffic.sort((one, other) => other.count - one.count)
}

/** Percentiles of each interval, and of all: histograms merge, percentiles would not. */
function latencyOf(store: AnalyticsStore, range: Range): Pick<Overview, 'latency' | 'latencyTimeline'> {
  const intervals = new Map<number, Map<number, number>>()
  const whole = new Map<number, number>()
  for (const { at, bucket, count } of store.latencyTimeline(range)) {
    const interval = intervals.get(at) ?? new Map<number, number>()
    intervals.set(at, interval.set(bucket, count))
    whole.set(bucket, (whole.get(bucket) ?? 0) + count)
  }
  return {
    latency: percentilesOf(whole),
    latencyTimeline: [...intervals].map(([at, histogram]) => ({ at, ...percentilesOf(histogram) })),
  }
}

function percentilesOf(histogram: Histogram): Percentiles {
  return { p50: percentile(histogram, 0.5), p95: percentile(histogram, 0.95), p99: percentile(histogram, 0.99) }
}
