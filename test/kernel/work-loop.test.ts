import { afterEach, expect, test } from 'vitest'
import { openWorkLoop, type WorkLoop } from '#kernel'
import { keptLog } from '../support/bank.ts'

type Piece = { id: string; dueAt: number | null }

let loop: WorkLoop
const log = keptLog()

afterEach(async () => {
  await loop.stop()
  expect(log.errors.splice(0)).toEqual([])
})

/** A loop over pieces in memory; `done` is called with each piece that is worked on. */
function opening(pieces: Piece[], work: (piece: Piece, signal: AbortSignal) => Promise<void>, atOnce = 2) {
  const time = { bank: 1_000, wire: 1_000 }
  const world = { clock: { now: () => time.bank }, wire: { now: () => time.wire } } as never
  loop = openWorkLoop<Piece>({
    ...{ world, log, atOnce, work, complaint: 'not kept' },
    unended: (limit) => pieces.slice(0, limit),
    idOf: ({ id }) => id,
    dueAt: ({ dueAt }) => dueAt,
  })
  return time
}

const ends = (pieces: Piece[], id: string) => void pieces.splice(pieces.findIndex((piece) => piece.id === id) >>> 0, 1)

test('what has not ended is taken up at the start, as many at once as may be', async () => {
  const pieces = ['a', 'b', 'c'].map((id) => ({ id, dueAt: null }))
  const [worked, atOnce] = [[] as string[], [] as number[]]
  let under = 0
  opening(pieces, async ({ id }) => {
    atOnce.push(++under)
    await new Promise((resolve) => setImmediate(resolve))
    worked.push(id)
    ends(pieces, id)
    under -= 1
  })
  loop.start()
  await loop.idle()
  expect(worked).toEqual(['a', 'b', 'c'])
  expect(Math.max(...atOnce)).toBe(2)
})

test('a piece that is held waits on both clocks, whichever lets it go first', async () => {
  const piece: Piece = { id: 'a', dueAt: null }
  const worked: number[] = []
  const time = opening([piece], async () => {
    worked.push(time.wire)
    piece.dueAt = time.bank + 500
    loop.hold('a', 500)
  })
  loop.start()
  await loop.idle()
  loop.wake()
  await loop.idle()
  expect(worked).toHaveLength(1)
  time.bank += 500
  loop.wake()
  await loop.idle()
  expect(worked).toHaveLength(2)
  time.wire += 500
  loop.wake()
  await loop.idle()
  expect(worked).toHaveLength(3)
  loop.release('a')
  loop.wake()
  await loop.idle()
  expect(worked).toHaveLength(4)
})

test('after a fault of the database nothing is begun for a second, and then the same again', async () => {
  const pieces = [{ id: 'a', dueAt: null }]
  let faults = 1
  const time = opening(pieces, async ({ id }) => {
    if (faults-- > 0) throw new Error('disk full')
    ends(pieces, id)
  })
  loop.start()
  await loop.idle()
  loop.wake()
  await loop.idle()
  expect(pieces).toHaveLength(1)
  expect(log.errors.splice(0)).toEqual([expect.stringContaining('not kept')])
  time.wire += 1_000
  loop.wake()
  await loop.idle()
  expect(pieces).toEqual([])
})

test('a piece under way is told of the stop, and nothing is begun after it', async () => {
  const pieces = [{ id: 'a', dueAt: null }]
  const told: boolean[] = []
  opening(pieces, async (_piece, signal) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    told.push(signal.aborted)
  })
  loop.start()
  await new Promise((resolve) => setImmediate(resolve))
  await loop.stop()
  loop.soon()
  loop.wake()
  await loop.idle()
  expect(told).toEqual([true])
})
