import { expect, test } from 'vitest'
import { openTurns } from '../../server/gateway/turn.ts'

test('whoever answers in one turn of the event loop goes on together, and the next turn has an end of its own', async () => {
  const turnEnds = openTurns()
  const order: string[] = []
  const answer = async (name: string) => {
    order.push(`${name} ready`)
    await turnEnds()
    order.push(`${name} sent`)
  }
  await Promise.all([answer('first'), answer('second')])
  await answer('third')
  expect(order).toEqual(['first ready', 'second ready', 'first sent', 'second sent', 'third ready', 'third sent'])
})
