import { expect, test } from 'vitest'
import { backOffMs } from '../../server/kernel/back-off.ts'

test('the wait doubles from one second to five minutes and no further', () => {
  const waits = Array.from({ length: 12 }, (_, index) => backOffMs(index + 1, 0) / 1000)
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
  expect(backOffMs(5_000, 0)).toBe(300_000)
})

test('chance shortens a wait by at most a quarter', () => {
  expect(backOffMs(3, 0.5)).toBe(3_500)
  expect(backOffMs(3, 0.999)).toBeGreaterThanOrEqual(3_000)
})
