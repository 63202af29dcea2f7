import { expect, test } from 'vitest'
import { openMessages, type ShownMessage } from '../../server/recipient/messages.ts'

const message = (url: string, body = ''): ShownMessage => ({
  ...{ at: 0, channel: 'back', method: 'GET', url, status: 200, durationMs: 1, interactionId: null, tokens: [] },
  ...{ request: { headers: [], body: '' }, response: { headers: [], body } },
})

test('a connection keeps its latest eighty messages, in order', () => {
  const messages = openMessages()
  for (let count = 1; count <= 100; count += 1) messages.add('one', message(String(count)))
  const kept = messages.of('one').map(({ url }) => Number(url))
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([80, 21, 100])
})

test('when all together are too many, the connection that was quiet longest goes first', () => {
  const messages = openMessages()
  const large = 'x'.repeat(999_000)
  for (const id of ['a', 'b', 'c', 'd']) messages.add(id, message(id, large))
  for (let count = 0; count < 5; count += 1) messages.add('a', message('a', large))
  expect(['a', 'b', 'c', 'd'].map((id) => messages.of(id).length)).toEqual([6, 0, 1, 1])
})
