import { expect, test } from 'vitest'
import { opening } from './opening.ts'

const start = { from: 'app', to: 'gateway', operation: 'test', request: {} } as const

test('an exchange of a held arrow waits until it is released, others go on', async () => {
  const { exchanges, journey } = opening()
  const done: string[] = []
  journey.hold(9)
  const held = exchanges.pass({ ...start, arrow: 9 }, () => void done.push('held'))
  await exchanges.pass({ ...start, arrow: 5 }, () => void done.push('other'))
  expect(done).toEqual(['other'])
  expect(journey.held()).toEqual([{ arrow: 9, waiting: 1 }])
  journey.release(9)
  await held
  expect(done).toEqual(['other', 'held'])
  expect(journey.held()).toEqual([])
})

test('after its release an arrow holds no more', async () => {
  const { exchanges, journey } = opening()
  journey.hold(9)
  journey.release(9)
  expect(await exchanges.pass({ ...start, arrow: 9 }, () => 'through')).toBe('through')
})

test('closing lets every held exchange go', async () => {
  const { exchanges, journey } = opening()
  journey.hold(1)
  journey.hold(2)
  const held = [exchanges.pass({ ...start, arrow: 1 }, () => 1), exchanges.pass({ ...start, arrow: 2 }, () => 2)]
  journey.close()
  expect(await Promise.all(held)).toEqual([1, 2])
})
