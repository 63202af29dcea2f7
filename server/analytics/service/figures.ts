import { averageOf, type Histogram, percentile, shareWithin } from '../latency.ts'
import type { AnalyticsStore, Range } from '../store.ts'
import { type Piece, piecesOf } from './months.ts'
import type { Span } from './spans.ts'

/** Whose requests are counted, and how. Times are bank milliseconds. */
export type Counting = {
  market: string
  /** The covered operations: those that read a customer's data. */
  operations: readonly string[]
  /** An answer within so many milliseconds is in time. */
  objectiveMs: number
}

/** A stretch of time, and the planned outages in it, whose requests leave both sides. */
export type Stretch = Span & { leftOut: readonly Span[] }

/** How requests were answered. Rates and shares are from 0 to 1; null where nothing was asked. */
export type ServiceFigures = {
  /** Without those of planned outages. */
  requests: number
  /** Those that were fulfilled, or refused with the reason: everything but 5xx and no answer at all. */
  proper: number
  responseRate: number | null
  averageMs: number | null
  p50: number | null
  p95: number | null
  p99: number | null
  /** The share answered within the objective. */
  inTime: number | null
  /** Requests of planned outages, on neither side. */
  leftOut: number
}

export type OperationFigures = { operation: string } & ServiceFigures

/** The figures of one stretch: all covered operations together, and each that was called. */
export type StretchFigures = { whole: ServiceFigures; operations: OperationFigures[] }

type Tally = { requests: number; proper: number; leftOut: number; histogram: Map<number, number> }

/** Classes of status that are no proper response: the bank's own failure, and no answer. */
export const IMPROPER: ReadonlySet<number> = new Set([0, 5])

/**
 * Reads the figures of a stretch of time from the roll-ups of what happened in this bank; what the generator of history
 * made is never among them. Latencies are the histograms': within 5 %.
 */
export function readFigures(store: AnalyticsStore, counting: Counting, stretch: Stretch): StretchFigures {
  const tallies = new Map<string, Tally>()
  const tallyOf = (operation: string): Tally => {
    const known = tallies.get(operation) ?? { requests: 0, proper: 0, leftOut: 0, histogram: new Map() }
    tallies.set(operation, known)
    return known
  }

  function add(piece: Piece, sign: 1 | -1): void {
    const range = rangeOf(piece, counting)
    for (const { operation, statusClass, count } of store.outcomes(range)) {
      const tally = tallyOf(operation)
      tally.requests += sign * count
      if (!IMPROPER.has(statusClass)) tally.proper += sign * count
      if (sign === -1) tally.leftOut += count
    }
    for (const { operation, bucket, count } of store.latencies(range)) {
      const { histogram } = tallyOf(operation)
      histogram.set(bucket, (histogram.get(bucket) ?? 0) + sign * count)
    }
  }

  for (const piece of piecesOf(stretch.from, stretch.until)) add(piece, 1)
  for (const { from, until } of stretch.leftOut) for (const piece of piecesOf(from, until)) add(piece, -1)

  const operations = [...tallies]
    .map(([operation, tally]) => ({ operation, ...figuresOf(tally, counting.objectiveMs) }))
    .sort((one, other) => other.requests - one.requests || one.operation.localeCompare(other.operation))
  return { whole: figuresOf(sumOf([...tallies.values()]), counting.objectiveMs), operations }
}

/** How many calls of a stretch the generator of history made up: shown as what is not counted. */
export function readGenerated(store: AnalyticsStore, counting: Counting, { from, until }: Span): number {
  return piecesOf(from, until).reduce(
    (sum, piece) => sum + store.generatedCalls({ ...rangeOf(piece, counting), origin: 'generated' }),
    0,
  )
}

/** The roll-ups of a piece that are counted: of what happened, by anybody. */
export function rangeOf({ grain, from, to }: Piece, { market, operations }: Omit<Counting, 'objectiveMs'>): Range {
  return { grain, from, to, market, clientIds: null, operations, origin: 'live' }
}

function sumOf(tallies: readonly Tally[]): Tally {
  const whole: Tally = { requests: 0, proper: 0, leftOut: 0, histogram: new Map() }
  for (const { requests, proper, leftOut, histogram } of tallies) {
    whole.requests += requests
    whole.proper += proper
    whole.leftOut += leftOut
    for (const [bucket, count] of histogram) whole.histogram.set(bucket, (whole.histogram.get(bucket) ?? 0) + count)
  }
  return whole
}

function figuresOf({ requests, proper, leftOut, histogram }: Tally, objectiveMs: number): ServiceFigures {
  const measured: Histogram = new Map([...histogram].filter(([, count]) => count > 0))
  return {
    ...{ requests, proper, leftOut },
    responseRate: requests === 0 ? null : proper / requests,
    averageMs: averageOf(measured),
    ...{ p50: percentile(measured, 0.5), p95: percentile(measured, 0.95), p99: percentile(measured, 0.99) },
    inTime: shareWithin(measured, objectiveMs),
  }
}
