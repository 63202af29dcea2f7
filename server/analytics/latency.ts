/** Each bucket is this much longer than the one before: any percentile is off by less than 5 %. */
const GROWTH = 1.1
const SHORTEST_MS = 0.01
const LOG_GROWTH = Math.log(GROWTH)

/** How often each bucket was met. Histograms of any intervals merge by adding. */
export type Histogram = ReadonlyMap<number, number>

/** The bucket of a duration: logarithmic, from a hundredth of a millisecond up. */
export function bucketOf(durationMs: number): number {
  return durationMs <= SHORTEST_MS ? 0 : Math.floor(Math.log(durationMs / SHORTEST_MS) / LOG_GROWTH)
}

/** The duration in milliseconds under which `share` (0 to 1) of the calls stayed; null for an empty histogram. */
export function percentile(histogram: Histogram, share: number): number | null {
  const total = histogram.values().reduce((sum, count) => sum + count, 0)
  const rank = Math.max(1, Math.ceil(total * share))
  let seen = 0
  for (const [bucket, count] of [...histogram].sort(([one], [other]) => one - other)) {
    seen += count
    if (seen >= rank) return middleOf(bucket)
  }
  return null
}

/** The geometric middle of a bucket, in milliseconds to three places. */
function middleOf(bucket: number): number {
  return Math.round(SHORTEST_MS * GROWTH ** (bucket + 0.5) * 1000) / 1000
}
