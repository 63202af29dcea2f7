import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectAtRest } from '../../server/cli/rest.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** A bank that was this busy in each span of two seconds, and how often it collected by then. */
function collections(spans: number[]): number[] {
  const collect = vi.fn()
  const left = [1, ...spans]
  collectAtRest({ collect, busy: () => left.shift() ?? 1 })
  return spans.map(() => {
    vi.advanceTimersByTime(2_000)
    return collect.mock.calls.length
  })
}

test('what a start left is collected once, in the first rest of the bank', () => {
  expect(collections([0.9, 0.3, 0.01, 0, 0])).toEqual([0, 0, 1, 1, 1])
})

test('a bank that never rests is not stopped for it', () => {
  expect(collections([1, 0.5, 0.06])).toEqual([0, 0, 0])
})

test('a bank that is stopped before collects nothing', () => {
  const collect = vi.fn()
  collectAtRest({ collect, busy: () => 0 })()
  vi.advanceTimersByTime(10_000)
  expect(collect).not.toHaveBeenCalled()
})
