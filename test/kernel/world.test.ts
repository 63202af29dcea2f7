import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase, openWorld } from '#kernel'
import { testDatabase, testFolder } from './folder.ts'

const NOON = Date.UTC(2026, 10, 22, 12)
const HOUR_MS = 3_600_000

/** A world whose wire time is the test's, over a file that can be opened again. */
function opening() {
  const file = join(testFolder(), 'bank.db')
  const wire = { now: NOON }
  const open = () => openWorld({ db: testDatabase(file), wire: () => wire.now })
  return { wire, open, world: open() }
}

test('bank time begins as wire time and runs with it', () => {
  const { wire, world } = opening()
  expect(world.clock.now()).toBe(NOON)
  wire.now += 5
  expect(world.clock.now()).toBe(NOON + 5)
  expect(world.clock.offsetMs()).toBe(0)
})

test('bank time is moved forward without touching wire time, and the move outlives a restart', () => {
  const { world, open } = opening()
  world.clock.advance(HOUR_MS)
  for (const one of [world, open()]) {
    expect(one.clock.now()).toBe(NOON + HOUR_MS)
    expect(one.clock.offsetMs()).toBe(HOUR_MS)
    expect(one.wire.now()).toBe(NOON)
  }
})

test('bank time can be moved back, as a restored snapshot does', () => {
  const { world } = opening()
  world.clock.advance(HOUR_MS)
  world.clock.advance(-3 * HOUR_MS)
  expect(world.clock.now()).toBe(NOON - 2 * HOUR_MS)
})

test('frozen bank time stands while wire time runs, over a restart too', () => {
  const { wire, world, open } = opening()
  world.clock.freeze()
  wire.now += HOUR_MS
  for (const one of [world, open()]) {
    expect(one.clock.frozen()).toBe(true)
    expect(one.clock.now()).toBe(NOON)
    expect(one.clock.offsetMs()).toBe(-HOUR_MS)
  }
})

test('frozen bank time moves only when it is moved', () => {
  const { wire, world } = opening()
  world.clock.freeze()
  world.clock.advance(HOUR_MS)
  wire.now += 1
  expect(world.clock.now()).toBe(NOON + HOUR_MS)
})

test('released bank time runs on from where it stood, over a restart too', () => {
  const { wire, world, open } = opening()
  world.clock.freeze()
  wire.now += HOUR_MS
  world.clock.release()
  wire.now += 10
  for (const one of [world, open()]) {
    expect(one.clock.frozen()).toBe(false)
    expect(one.clock.now()).toBe(NOON + 10)
  }
})

test('freezing twice and releasing what is not frozen change nothing', () => {
  const { wire, world } = opening()
  world.clock.release()
  expect(world.clock.now()).toBe(NOON)
  world.clock.freeze()
  wire.now += HOUR_MS
  world.clock.freeze()
  expect(world.clock.now()).toBe(NOON)
})

test('the clock travels with its file: another file has its own', () => {
  const { world } = opening()
  world.clock.advance(HOUR_MS)
  expect(openWorld({ db: openDatabase(':memory:', { keep: 'most' }), wire: () => NOON }).clock.now()).toBe(NOON)
})

test('ids and chance are the machine’s unless a test gives its own', () => {
  const db = testDatabase()
  const own = openWorld({ db, uuid: () => 'u', token: (bytes) => `t${bytes}`, chance: () => 0.5 })
  expect([own.ids.uuid(), own.ids.token(), own.ids.token(8), own.chance()]).toEqual(['u', 't32', 't8', 0.5])
  const { ids, chance } = openWorld({ db })
  expect(ids.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Buffer.from(ids.token(16), 'base64url')).toHaveLength(16)
  expect(ids.token()).not.toBe(ids.token())
  expect(chance()).toBeLessThan(1)
})
