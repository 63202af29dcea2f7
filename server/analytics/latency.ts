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

/** The mean in milliseconds, each call taken for the middle of its bucket; null for an empty histogram. */
export function averageOf(histogram: Histogram): number | null {
  let [total, sum] = [0, 0]
  for (const [bucket, count] of histogram) {
    total += count
    sum += count * middleOf(bucket)
  }
  return total === 0 ? null : Math.round((sum / total) * 1000) / 1000
}

/**
 * The share (0 to 1) that took no longer than `limitMs`; null for an empty histogram. A bucket that the limit falls into
 * counts as over it, so that nothing is called in time that was not.
 */
export function shareWithin(histogram: Histogram, limitMs: number): number | null {
  const total = histogram.values().reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let within = 0
  for (const [bucket, count] of histogram) if (SHORTEST_MS * GROWTH ** (bucket + 1) <= limitMs) within += count
  return within / total
}

/** The geometric middle of a bucket, in milliseconds to three places. */
function middleOf(bucket: number): number {
  return Math.round(SHORTEST_MS * GROWTH ** (bucket + 0.5) * 1000) / 1000
}
