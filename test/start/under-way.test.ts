import { expect, test } from 'vitest'
import { openUnderWay } from '../../server/start/under-way.ts'

test('what is under way is known until it ends, in whatever order', () => {
  const { enter, all } = openUnderWay<string>()
  const [one, two] = ['one', 'two'].map(enter)
  expect(all()).toEqual(['one', 'two'])
  one?.()
  const three = enter('three')
  expect(all().toSorted()).toEqual(['three', 'two'])
  two?.()
  three()
  expect(all()).toEqual([])
})

test('an end that is told twice ends nothing else', () => {
  const { enter, all } = openUnderWay<object>()
  const leave = enter({})
  leave()
  const other = {}
  enter(other)
  leave()
  expect(all()).toEqual([other])
})
