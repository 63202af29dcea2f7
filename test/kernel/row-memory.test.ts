import { expect, test } from 'vitest'
import { openRowMemory } from '#kernel'
import { testDatabase } from './folder.ts'

function opening(capacity?: number) {
  const db = testDatabase()
  const rows: Record<string, string> = { a: 'first' }
  const asked: string[] = []
  const memory = openRowMemory<string>(db, capacity)
  const read = (key: string) =>
    memory.read(key, (missing) => {
      asked.push(missing)
      return rows[missing]
    })
  return { db, rows, asked, memory, read }
}

test('a row is asked for once until it is written', () => {
  const { rows, asked, memory, read } = opening()
  expect([read('a'), read('a')]).toEqual(['first', 'first'])
  expect(asked).toEqual(['a'])
  rows.a = 'second'
  memory.forget('a')
  expect(read('a')).toBe('second')
})

test('a missing row is asked for every time', () => {
  const { rows, read } = opening()
  expect(read('b')).toBeUndefined()
  rows.b = 'new'
  expect(read('b')).toBe('new')
})

test('nothing is remembered inside a transaction, which may yet be rolled back', () => {
  const { db, rows, memory, read } = opening()
  const undone = db.transaction(() => {
    rows.a = 'inside'
    memory.forget('a')
    expect(read('a')).toBe('inside')
    throw new Error('undone')
  })
  expect(undone).toThrow('undone')
  rows.a = 'first'
  expect(read('a')).toBe('first')
})

test('a full memory starts over', () => {
  const { rows, asked, read } = opening(2)
  Object.assign(rows, { b: 'b', c: 'c' })
  for (const key of ['a', 'b', 'c', 'c', 'a']) read(key)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})
