import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  type BankEvent,
  beginEventLog,
  type Database,
  type EventListener,
  type EventLog,
  openEvents,
  openWorld,
} from '#kernel'
import { testDatabase, testFolder } from './folder.ts'

const NOON = Date.UTC(2026, 10, 22, 12)

function openLog(db: Database) {
  const errors: string[] = []
  const world = openWorld({ db, wire: () => NOON })
  const events = openEvents({ db, world, onListenerError: (name, error) => errors.push(`${name}: ${error}`) })
  onTestFinished(() => {
    if (db.open) events.close()
  })
  return { events, errors, world, db }
}

const opening = () => openLog(testDatabase())

/** A listener that keeps what it was told, and its position in memory. */
function listener(name = 'test') {
  const told: BankEvent[] = []
  let position = 0
  return {
    name,
    told,
    position: () => position,
    handle(batch: BankEvent[]) {
      told.push(...batch)
      position = batch.at(-1)?.seq ?? position
    },
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
const types = (told: BankEvent[]) => told.map(({ type }) => type)

test('an event is kept as it was told, at bank time, and is live unless generated', () => {
  const { events, world } = opening()
  world.clock.advance(1000)
  events.record({ type: 'a', market: 'm', clientId: 'c', consentId: 'k', customerId: 'p', data: { n: 1 } })
  events.record({ type: 'b' })
  const one = listener()
  events.listen(one)
  const at = { at: NOON + 1000, origin: 'live' }
  expect(one.told).toEqual([
    { seq: 1, ...at, type: 'a', market: 'm', clientId: 'c', consentId: 'k', customerId: 'p', data: { n: 1 } },
    { seq: 2, ...at, type: 'b', market: null, clientId: null, consentId: null, customerId: null, data: {} },
  ])
})

test('listeners are told after the commit, never inside the transaction', async () => {
  const { events, db } = opening()
  const one = listener()
  events.listen(one)
  db.transaction(() => {
    events.record({ type: 'a' })
    events.record({ type: 'b' })
    expect(one.told).toEqual([])
  })()
  expect(one.told).toEqual([])
  await turn()
  expect(types(one.told)).toEqual(['a', 'b'])
})

test('a rollback leaves nothing: neither event nor telling', async () => {
  const { events, db } = opening()
  const one = listener()
  events.listen(one)
  const failing = db.transaction(() => {
    events.record({ type: 'never' })
    throw new Error('no')
  })
  expect(failing).toThrow('no')
  events.record({ type: 'after' })
  await turn()
  expect(types(one.told)).toEqual(['after'])
})

test('every listener is told every event in order, each from its own position', () => {
  const { events } = opening()
  const one = listener('one')
  events.listen(one)
  events.record({ type: 'a' })
  events.flush()
  const late = listener('late')
  events.listen(late)
  events.record({ type: 'b' })
  events.flush()
  expect(types(one.told)).toEqual(['a', 'b'])
  expect(types(late.told)).toEqual(['a', 'b'])
})

test('a log longer than a batch is told whole', () => {
  const { events, db } = opening()
  db.transaction(() => {
    for (let n = 0; n < 1203; n += 1) events.record({ type: String(n) })
  })()
  const one = listener()
  events.listen(one)
  expect(types(one.told)).toEqual(Array.from({ length: 1203 }, (_, n) => String(n)))
})

test('a listener that fails is told the same events again at the next one, and the others are not held up', () => {
  const { events, errors } = opening()
  const steady = listener('steady')
  const shaky = listener('shaky')
  let broken = true
  const failing: EventListener = {
    ...shaky,
    handle(batch) {
      if (broken) throw new Error('not now')
      shaky.handle(batch)
    },
  }
  events.listen(failing)
  events.listen(steady)
  events.record({ type: 'a' })
  events.flush()
  expect(errors).toEqual(['shaky: Error: not now'])
  expect(types(steady.told)).toEqual(['a'])
  broken = false
  events.record({ type: 'b' })
  events.flush()
  expect(types(shaky.told)).toEqual(['a', 'b'])
})

test('telling is at least once: a position that was not saved brings the event again', () => {
  const { events } = opening()
  const told: string[] = []
  let saved = 0
  let lose = true
  events.listen({
    name: 'forgetful',
    position: () => saved,
    handle(batch) {
      told.push(...types(batch))
      // The work is done, but the process dies before its position is kept.
      if (lose) throw new Error('killed')
      saved = batch.at(-1)?.seq ?? saved
    },
  })
  events.record({ type: 'a' })
  events.flush()
  lose = false
  events.flush()
  events.flush()
  expect(told).toEqual(['a', 'a'])
})

test('after a reopening a listener catches up from the position it kept, and misses nothing', () => {
  const file = join(testFolder(), 'bank.db')
  const told: string[] = []
  const reader = ({ events }: ReturnType<typeof openLog>): EventListener => {
    const kept = events.keptPosition('reader')
    return {
      name: 'reader',
      position: kept.position,
      handle(batch) {
        told.push(...types(batch))
        kept.save(batch.at(-1)?.seq ?? kept.position())
      },
    }
  }
  const first = openLog(testDatabase(file))
  first.events.listen(reader(first))
  first.events.record({ type: 'a' })
  first.events.flush()
  // Committed, but the process ends before anybody is told.
  first.events.record({ type: 'b' })
  first.db.close()

  const second = openLog(testDatabase(file))
  second.events.listen(reader(second))
  expect(told).toEqual(['a', 'b'])
})

test('positions are kept apart by name', () => {
  const { events } = opening()
  events.keptPosition('one').save(7)
  expect(events.keptPosition('one').position()).toBe(7)
  expect(events.keptPosition('two').position()).toBe(0)
})

test('closing tells what still waits, and nothing is told afterwards', async () => {
  const { events } = opening()
  const one = listener()
  events.listen(one)
  events.record({ type: 'a' })
  events.close()
  expect(types(one.told)).toEqual(['a'])
  events.record({ type: 'b' })
  await turn()
  expect(types(one.told)).toEqual(['a'])
})

test('a copy that takes the place of a log is a log of its own, which goes on after what it came with', () => {
  const { events, db } = opening()
  const logs: EventLog[] = []
  const following = (name: string): EventListener => ({ ...listener(name), follow: (log) => void logs.push(log) })
  events.listen(following('first'))
  events.record({ type: 'a' })
  events.record({ type: 'b' })
  events.close()
  beginEventLog(db)
  openLog(db).events.listen(following('second'))
  expect(logs[0]).toMatchObject({ beganAfter: 0 })
  expect(logs[1]).toMatchObject({ beganAfter: 2 })
  expect(logs[1]?.id).not.toBe(logs[0]?.id)
})

test('an event may tell of what came due before it was noticed', () => {
  const { events } = opening()
  const kept = listener()
  events.listen(kept)
  events.record({ type: 'due', at: NOON - 5 })
  events.flush()
  expect(kept.told).toMatchObject([{ type: 'due', at: NOON - 5 }])
})
