import { expect, test } from 'vitest'
import { openWorld } from '#kernel'
import { lengthOf } from '../../../server/analytics/service/spans.ts'
import { openUptime } from '../../../server/analytics/service/uptime.ts'
import { testDatabase } from '../../kernel/folder.ts'

const NOON = Date.UTC(2026, 10, 15, 12)
const MINUTE = 60_000

/** A record whose wire time the test moves; bank time goes with it, and by the clock's own verbs. */
function opening() {
  let wire = NOON
  const db = testDatabase()
  const world = openWorld({ db: testDatabase(), wire: () => wire })
  const start = () => {
    const uptime = openUptime({ db, world })
    uptime.begin({ beatMs: 3_600_000 })
    return uptime
  }
  return {
    world,
    start,
    /** Lets time pass as it does while a bank runs that signs every ten seconds. */
    run(uptime: ReturnType<typeof start>, ms: number) {
      for (let passed = 0; passed < ms; passed += 10_000) {
        wire += 10_000
        uptime.beat()
      }
    },
    wait(ms: number) {
      wire += ms
    },
    lasted(uptime: ReturnType<typeof start>) {
      const { up, down } = uptime.between(0, Number.MAX_SAFE_INTEGER)
      return { up: lengthOf(up) / MINUTE, down: lengthOf(down) / MINUTE }
    },
  }
}

test('a bank that is stopped was up until then, and neither up nor down until it is started again', () => {
  const { start, run, wait, lasted } = opening()
  const first = start()
  run(first, 10 * MINUTE)
  first.end()
  wait(60 * MINUTE)
  const second = start()
  run(second, 5 * MINUTE)
  second.end()
  expect(lasted(second)).toEqual({ up: 15, down: 0 })
  expect(second.since()).toBe(NOON)
})

test('a bank that ended without a word was down from its last sign until it was started again', () => {
  const { start, run, wait, lasted } = opening()
  run(start(), 10 * MINUTE)
  wait(30 * MINUTE)
  const second = start()
  run(second, 5 * MINUTE)
  second.end()
  expect(lasted(second)).toEqual({ up: 15, down: 30 })
})

test('time that the clock is moved over never passed, whether the bank runs or not', () => {
  const { world, start, run, lasted } = opening()
  const first = start()
  run(first, 10 * MINUTE)
  world.clock.advance(24 * 60 * MINUTE)
  run(first, 10 * MINUTE)
  expect(lasted(first)).toEqual({ up: 20, down: 0 })
  world.clock.advance(24 * 60 * MINUTE)
  const second = start()
  second.end()
  expect(lasted(second).down).toBe(0)
})

test('a clock that stands still lets no time pass, and one that goes back by a snapshot counts a moment once', () => {
  const { world, start, run, lasted } = opening()
  const uptime = start()
  run(uptime, 10 * MINUTE)
  world.clock.freeze()
  run(uptime, 60 * MINUTE)
  world.clock.release()
  run(uptime, 10 * MINUTE)
  expect(lasted(uptime)).toEqual({ up: 20, down: 0 })
  world.clock.advance(-10 * MINUTE)
  run(uptime, 10 * MINUTE)
  expect(lasted(uptime).up).toBe(20)
})

test('what the machine slept through is neither up nor down', () => {
  const { start, run, wait, lasted } = opening()
  const uptime = start()
  run(uptime, 10 * MINUTE)
  wait(8 * 60 * MINUTE)
  uptime.beat()
  run(uptime, 10 * MINUTE)
  uptime.end()
  expect(lasted(uptime)).toEqual({ up: 20, down: 0 })
})
