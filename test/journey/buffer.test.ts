import { expect, test } from 'vitest'
import { openBuffer } from '../../server/journey/buffer.ts'

test('items come out in the order they went in', () => {
  const buffer = openBuffer<number>(4)
  for (const item of [1, 2, 3]) buffer.push(item)
  expect(buffer.take(2)).toEqual([1, 2])
  expect(buffer.take(2)).toEqual([3])
  expect(buffer.size()).toBe(0)
})

test('a full buffer drops its oldest item and counts it', () => {
  const buffer = openBuffer<number>(3)
  for (const item of [1, 2, 3, 4, 5]) buffer.push(item)
  expect(buffer.dropped()).toBe(2)
  expect(buffer.take(10)).toEqual([3, 4, 5])
})

test('the count of dropped items stays when the buffer goes round', () => {
  const buffer = openBuffer<number>(2)
  for (const item of [1, 2, 3]) buffer.push(item)
  buffer.take(1)
  for (const item of [4, 5]) buffer.push(item)
  expect(buffer.take(10)).toEqual([4, 5])
  expect(buffer.dropped()).toBe(2)
})
