import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { sleepUntilCounted } from '../../server/journey/answer-count.ts'

/** A thread that counts so many times, each after a pause. */
const COUNTS = `
const { workerData: { answers, times } } = require('node:worker_threads')
for (let i = 0; i < times; i += 1) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  Atomics.add(answers, 0, 1)
  Atomics.notify(answers, 0)
}`

function counting(times: number): Int32Array {
  const answers = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(COUNTS, { eval: true, workerData: { answers, times } })
  onTestFinished(() => void worker.terminate())
  return answers
}

test('a count that is more than one behind is slept for to its end', () => {
  const answers = counting(3)
  expect(sleepUntilCounted(answers, 3, 5_000)).toBe(true)
  expect(Atomics.load(answers, 0)).toBe(3)
})

test('a count that was reached is not slept for', () => {
  expect(sleepUntilCounted(new Int32Array(new SharedArrayBuffer(4)), 0, 5_000)).toBe(true)
})

test('a thread that does not count on is given up', () => {
  expect(sleepUntilCounted(counting(0), 1, 50)).toBe(false)
})
