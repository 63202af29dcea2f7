import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, percentile } from '../../server/analytics/latency.ts'

function histogramOf(durations: readonly number[]): Map<number, number> {
  const histogram = new Map<number, number>()
  for (const ms of durations) histogram.set(bucketOf(ms), (histogram.get(bucketOf(ms)) ?? 0) + 1)
  return histogram
}

test('any percentile of any durations is within 5 % of the true one', () => {
  const durations = fc.array(fc.double({ min: 0.05, max: 100_000, noNaN: true }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.95, 0.99), (list, share) => {
      const exact = list.toSorted((one, other) => one - other)[Math.ceil(list.length * share) - 1] as number
      const found = percentile(histogramOf(list), share) as number
      expect(Math.abs(found - exact) / exact).toBeLessThan(0.06)
    }),
  )
})

test('histograms merge by adding: the whole is the same as its parts together', () => {
  const first = [1, 2, 3]
  const second = [100, 200, 300, 400]
  const merged = histogramOf(first)
  for (const [bucket, count] of histogramOf(second)) merged.set(bucket, (merged.get(bucket) ?? 0) + count)
  expect(merged).toEqual(histogramOf([...first, ...second]))
})

test('durations of nothing at all fall into the first bucket', () => {
  expect([0, -1, 0.01].map(bucketOf)).toEqual([0, 0, 0])
})

test('an empty histogram has no percentile', () => {
  expect(percentile(new Map(), 0.5)).toBeNull()
})
