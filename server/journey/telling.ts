import type { Exchange } from '#kernel'
import type { Kept } from './keeper.ts'
import type { JourneyNews, JourneySummary, NewExchange, WrittenRecord } from './recorded.ts'
import { summaryOf, writtenOf } from './summary.ts'

/** What there will be to tell of a batch once it was kept: little, so that the batch itself needs not be held for it. */
export type Told = {
  records: WrittenRecord[]
  /** For live subscribers; undefined where there are none. */
  summaries: NewExchange[] | undefined
}

/** Takes from a batch what there will be to tell of it. */
export function toldOf(batch: readonly Exchange[], { live }: { live: boolean }): Told {
  return {
    records: batch.map(writtenOf),
    summaries: live
      ? batch.map((exchange) => ({ ...summaryOf(exchange, null), market: exchange.ids.market ?? null }))
      : undefined,
  }
}

/** The records of those that were kept. */
export function recordsOf({ records }: Told, { lost }: Kept): WrittenRecord[] {
  return lost.length === 0 ? records : records.filter((_, place) => !lost.includes(place))
}

/** What live subscribers are told of batches, with the journeys that these changed, each once. */
export function newsOf(
  batches: readonly { told: Told; kept: Kept }[],
  journeyOf: (id: string) => JourneySummary | undefined,
): JourneyNews {
  const changed = new Set(batches.flatMap(({ kept }) => kept.changedIds))
  return {
    type: 'journeys',
    journeys: [...changed].map(journeyOf).filter((journey) => journey !== undefined),
    exchanges: batches.flatMap(({ told: { summaries = [] }, kept: { journeyIds = [], lost } }) =>
      summaries
        .map((summary, place) => ({ ...summary, journeyId: journeyIds[place] ?? null }))
        .filter((_, place) => !lost.includes(place)),
    ),
  }
}
