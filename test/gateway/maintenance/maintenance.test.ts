import { describe, expect, onTestFinished, test } from 'vitest'
import { openMaintenance } from '#gateway'
import { type BankEvent, openEvents, openWorld } from '#kernel'
import { type Market, markets, withLanes } from '#markets'
import { testDatabase } from '../../kernel/folder.ts'

const NOON = Date.UTC(2026, 10, 15, 12)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NIGHT = { market: 'obb', startsAt: NOON + 8 * DAY, endsAt: NOON + 8 * DAY + 2 * HOUR, description: 'New disks' }

function opening() {
  const db = testDatabase()
  const world = openWorld({ db, wire: () => NOON })
  const events = openEvents({ db, world, onListenerError: (_, error) => expect.fail(String(error)) })
  onTestFinished(() => events.close())
  const told: BankEvent[] = []
  events.listen({ name: 'test', position: () => told.at(-1)?.seq ?? 0, handle: (batch) => void told.push(...batch) })
  const lanes = withLanes(markets.slice(0, 1))
  const open = () => openMaintenance({ db, world, events, markets: lanes })
  const typesTold = () => {
    events.flush()
    return told.map(({ type, at }) => [type, at - NOON])
  }
  return { maintenance: open(), reopen: open, world, typesTold, lanes }
}

const problemOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return (error as { type: string }).type
  }
  return 'none'
}

describe('an outage', () => {
  test('announced as early as the notice asks is planned; later it is entered all the same and is not', () => {
    const { maintenance } = opening()
    expect(maintenance.announce(NIGHT)).toMatchObject({ planned: true, noticeHours: 168, state: 'announced' })
    const soon = { ...NIGHT, startsAt: NOON + DAY, endsAt: NOON + DAY + HOUR }
    expect(maintenance.announce(soon)).toMatchObject({ planned: false, state: 'announced' })
  })

  test('counts as it did when it was announced, whatever the notice is set to later', () => {
    const { maintenance } = opening()
    maintenance.announce(NIGHT)
    expect(maintenance.set('obb', { objectiveMs: 800, noticeHours: 1_000 })).toEqual({
      objectiveMs: 800,
      noticeHours: 1_000,
    })
    expect(maintenance.between('obb', 0, NIGHT.endsAt)[0]).toMatchObject({ planned: true, noticeHours: 168 })
  })

  test('that lies ahead again, or is under way again, where bank time went back, is told of anew', () => {
    const { maintenance, reopen, world, lanes, typesTold } = opening()
    const [market] = lanes as [Market]
    const { id } = maintenance.announce(NIGHT)
    const { id: taken } = maintenance.announce({ ...NIGHT, startsAt: NOON + DAY, endsAt: NOON + DAY + HOUR })
    maintenance.end(taken)
    world.clock.advance(9 * DAY)
    maintenance.sweep()
    world.clock.advance(NOON - world.clock.now())
    const again = reopen()
    expect(again.between('obb', NOON, NIGHT.endsAt).map((one) => [one.id, one.state])).toEqual([
      [id, 'announced'],
      [taken, 'withdrawn'],
    ])
    world.clock.advance(NIGHT.startsAt - NOON)
    expect(again.current(market)?.id).toBe(id)
    again.sweep()
    world.clock.advance(DAY)
    again.sweep()
    const told = typesTold().map(([type]) => type)
    expect(told.filter((type) => type === 'maintenance.begun')).toHaveLength(2)
    expect(told.filter((type) => type === 'maintenance.ended')).toHaveLength(2)
    world.clock.advance(NIGHT.startsAt + 1 - world.clock.now())
    expect(reopen().current(market)?.id).toBe(id)
  })

  test('closes the market and its lanes from its first minute until its last, also after the bank was opened again', () => {
    const { maintenance, reopen, world, lanes } = opening()
    const [market, ...others] = lanes as [Market, ...Market[]]
    expect(others.length).toBeGreaterThan(0)
    maintenance.announce(NIGHT)
    world.clock.advance(8 * DAY - 1)
    expect(maintenance.current(market)).toBeUndefined()
    world.clock.advance(1)
    for (const one of lanes) expect(maintenance.current(one)).toMatchObject({ description: 'New disks' })
    expect(reopen().current(market)).toBeDefined()
    world.clock.advance(2 * HOUR)
    expect(maintenance.current(market)).toBeUndefined()
    expect(maintenance.current({ ...market, id: 'another' })).toBeUndefined()
  })

  test('that has not begun is taken back, and leaves nothing closed', () => {
    const { maintenance, world, lanes, typesTold } = opening()
    const { id } = maintenance.announce(NIGHT)
    expect(maintenance.end(id)).toMatchObject({ state: 'withdrawn', withdrawnAt: NOON })
    world.clock.advance(8 * DAY + 1)
    expect(maintenance.current(lanes[0] as Market)).toBeUndefined()
    maintenance.sweep()
    expect(typesTold().map(([type]) => type)).toEqual(['maintenance.announced', 'maintenance.withdrawn'])
    expect(problemOf(() => maintenance.end(id))).toBe('outage-over')
  })

  test('that is under way ends with the minute it is in', () => {
    const { maintenance, world, lanes } = opening()
    const { id } = maintenance.announce(NIGHT)
    world.clock.advance(8 * DAY + 10 * MINUTE + 1)
    expect(maintenance.end(id)).toMatchObject({ endsAt: NIGHT.startsAt + 11 * MINUTE, state: 'under-way' })
    world.clock.advance(MINUTE - 1)
    expect(maintenance.current(lanes[0] as Market)).toBeUndefined()
  })

  test('is told when it is announced, when it begins and when it ends, at the time it did', () => {
    const { maintenance, world, typesTold } = opening()
    maintenance.announce(NIGHT)
    world.clock.advance(8 * DAY + HOUR)
    maintenance.sweep()
    maintenance.sweep()
    world.clock.advance(DAY)
    maintenance.sweep()
    maintenance.sweep()
    expect(typesTold()).toEqual([
      ['maintenance.announced', 0],
      ['maintenance.begun', 8 * DAY],
      ['maintenance.ended', 8 * DAY + 2 * HOUR],
    ])
  })

  test('that nobody noticed is told whole afterwards', () => {
    const { maintenance, world, typesTold } = opening()
    maintenance.announce(NIGHT)
    world.clock.advance(20 * DAY)
    maintenance.sweep()
    expect(typesTold().map(([type]) => type)).toEqual([
      'maintenance.announced',
      'maintenance.begun',
      'maintenance.ended',
    ])
  })
})

test.each([
  ['request-invalid', { startsAt: NOON - MINUTE }],
  ['request-invalid', { startsAt: NIGHT.startsAt + 1 }],
  ['request-invalid', { endsAt: NIGHT.endsAt + 1 }],
  ['request-invalid', { endsAt: NIGHT.startsAt }],
  ['market-unknown', { market: 'nowhere' }],
  ['market-unknown', { market: 'obb-guided' }],
])('%s is the answer to an outage with %o', (type, more) => {
  const { maintenance } = opening()
  expect(problemOf(() => maintenance.announce({ ...NIGHT, ...more }))).toBe(type)
  expect(maintenance.between('obb', 0, Number.MAX_SAFE_INTEGER)).toEqual([])
})

test('outages of a market do not overlap, but may follow each other and take the place of one taken back', () => {
  const { maintenance } = opening()
  const { id } = maintenance.announce(NIGHT)
  expect(
    problemOf(() => maintenance.announce({ ...NIGHT, startsAt: NIGHT.endsAt - MINUTE, endsAt: NIGHT.endsAt })),
  ).toBe('outage-overlaps')
  maintenance.announce({ ...NIGHT, startsAt: NIGHT.endsAt, endsAt: NIGHT.endsAt + HOUR })
  maintenance.end(id)
  maintenance.announce(NIGHT)
})
