import { expect, test } from 'vitest'
import { both, lengthOf, union, without } from '../../../server/analytics/service/spans.ts'

const span = (from: number, until: number) => ({ from, until })

test('spans that meet or overlap are one, and empty ones are none', () => {
  expect(union([span(5, 9), span(1, 3), span(3, 5), span(20, 20), span(12, 14)])).toEqual([span(1, 9), span(12, 14)])
})

test('what belongs to both is what each of them has', () => {
  expect(both([span(0, 10), span(20, 30)], [span(5, 25)])).toEqual([span(5, 10), span(20, 25)])
})

test('what is taken away may lie within, over an end, or beyond', () => {
  expect(without([span(0, 10), span(20, 30)], [span(2, 4), span(3, 5), span(8, 22), span(40, 50)])).toEqual([
    span(0, 2),
    span(5, 8),
    span(22, 30),
  ])
})

test('moments that several spans share last once', () => {
  expect(lengthOf([span(0, 10), span(5, 12), span(20, 21)])).toBe(13)
})
