import { expect, test } from 'vitest'
import { type Market, markets, withLanes } from '#markets'
import { openServiceRecord, type ServiceDeps } from '../../server/start/service.ts'

const NOON = Date.UTC(2026, 10, 15, 12)
const HOUR = 3_600_000
const [market] = markets as [Market]
const [, lane] = withLanes([market]) as [Market, Market]
const [first, second] = market.apis.flatMap(({ routes }) => routes.map(({ id }) => id)) as [string, string]

type Recent = Record<string, { requests: number; proper: number }>

function record({
  recent = {},
  outages = [],
  well = true,
}: {
  recent?: Recent
  outages?: object[]
  well?: boolean
} = {}) {
  const service = { recent: () => new Map(Object.entries(recent)) } as never
  const maintenance = { between: () => outages, settings: () => ({ objectiveMs: 1, noticeHours: 1 }) } as never
  return openServiceRecord({
    service,
    maintenance,
    markets: [market, lane],
    now: () => NOON,
    isWell: () => well,
  } as ServiceDeps)
}

const stateOf = (operation: string, of = record(), asked = market) =>
  of.record.availability(asked).find((one) => one.operation === operation)?.state

const outage = (startsAt: number, more: object = {}) => ({
  ...{ startsAt, endsAt: startsAt + HOUR, description: 'Disks', planned: true, withdrawnAt: null, ...more },
})

test('an operation is alive, there in part, or down as its last calls were answered (FDX 6.4 getAvailability)', () => {
  const recent = { [first]: { requests: 4, proper: 3 }, [second]: { requests: 2, proper: 0 } }
  expect(stateOf(first)).toBe('alive')
  expect(stateOf(first, record({ recent: { [first]: { requests: 4, proper: 4 } } }))).toBe('alive')
  expect(stateOf(first, record({ recent }))).toBe('partial')
  expect(stateOf(second, record({ recent }))).toBe('down')
})

test('everything is down where the bank’s own file does not answer, and under maintenance whatever else is true', () => {
  expect(stateOf(first, record({ well: false }))).toBe('down')
  expect(stateOf(first, record({ well: false, outages: [outage(NOON - 1)] }))).toBe('maintenance')
})

test('outages to come are told, the next one first; those that are over or were taken back are not', () => {
  const outages = [
    outage(NOON + 2 * HOUR),
    outage(NOON + HOUR),
    outage(NOON - 2 * HOUR),
    outage(NOON, { withdrawnAt: 1 }),
  ]
  const [one] = record({ outages }).record.availability(market)
  expect(one).toMatchObject({ state: 'alive' })
  expect(one?.outages.map(({ startsAt }) => startsAt)).toEqual([NOON + HOUR, NOON + 2 * HOUR])
})

test('a lane stands as its market does, and has no figures of its own', () => {
  const recent = { [first]: { requests: 1, proper: 0 } }
  expect(stateOf(first, record({ recent }), lane)).toBe('down')
  expect(() => record().explained(lane.id)).toThrow('market-unknown')
  expect(record().explained(market.id)).toMatchObject({ id: market.id, noticeHours: 1, terms: { objectiveMs: 1 } })
})
