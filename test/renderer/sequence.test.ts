import { expect, test } from 'vitest'
import { lanesOf, lineOf } from '../../renderer/client/sequence.ts'

const step = (from: string, to: string) => ({ from, to }) as Parameters<typeof lineOf>[1]

test('a journey has a lane for each part that takes part, from who asks to who answers', () => {
  expect(lanesOf([step('gateway', 'bank'), step('app', 'gateway'), step('bank', 'analytics')])).toEqual([
    ...['app', 'gateway', 'bank', 'analytics'],
  ])
})

test('a step’s line runs from lane to lane, one way or the other, or stays in its own', () => {
  const lanes = lanesOf([step('app', 'gateway'), step('gateway', 'bank')])
  expect(lineOf(lanes, step('app', 'bank'))).toEqual({ lane: 0, span: 2, way: 'right' })
  expect(lineOf(lanes, step('bank', 'gateway'))).toEqual({ lane: 1, span: 1, way: 'left' })
  expect(lineOf(lanes, step('gateway', 'gateway'))).toEqual({ lane: 1, span: 0, way: 'self' })
})
