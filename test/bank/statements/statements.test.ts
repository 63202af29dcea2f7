import { describe, expect, test } from 'vitest'
import type { Statement } from '#bank'
import { readsBothWays } from '../../support/both-ways.ts'
import { moved, NOON, on, pay, town } from '../town.ts'

const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER }

describe('statements', () => {
  test('are the whole months of an account, each beginning with what the one before ended with', () => {
    const { bank, ids } = town({}, [
      moved('own', '2025-11-20', 'ach', -100_00),
      moved('own', '2026-01-31', 'ach', 30_00, { at: on('2026-01-31', '23:59') }),
      moved('own', '2026-02-01', 'ach', -5_00, { at: on('2026-02-01', '00:00') }),
    ])
    const all = bank.statements.list({ accountId: ids.own as string, ...EVER, limit: 100 })
    expect(all.map(({ month }) => month)).toEqual([
      ...['2026-10', '2026-09', '2026-08', '2026-07', '2026-06', '2026-05', '2026-04', '2026-03', '2026-02'],
      ...['2026-01', '2025-12', '2025-11'],
    ])
    expect(all.slice(-4)).toMatchObject([
      { opening: { amountMinor: 4_930_00 }, closing: { amountMinor: 4_925_00 }, lines: 1 },
      { opening: { amountMinor: 4_900_00 }, closing: { amountMinor: 4_930_00, currency: 'USD' }, lines: 1 },
      { opening: { amountMinor: 4_900_00 }, closing: { amountMinor: 4_900_00 }, lines: 0 },
      { opening: { amountMinor: 0 }, closing: { amountMinor: 4_900_00 }, lines: 2 },
    ])
    expect(all[0]?.closing).toEqual(bank.accounts.balances(ids.own as string).available)
  })

  test('end with the sum of every line up to their end, whatever was booked', () => {
    const days = Array.from({ length: 200 }, (_, index) => on('2025-12-01') + index * 40 * 3_600_000)
    const movements = days.map((at, index) => moved('own', '2026-01-01', 'ach', ((index * 7_919) % 400) - 150, { at }))
    const { bank, ids } = town(
      {},
      movements.filter(({ amountMinor, at }) => amountMinor !== 0 && at < NOON),
    )
    const accountId = ids.own as string
    const lines = bank.accounts.transactions({ accountId, ...EVER, limit: 1_000 })
    for (const { endsAt, closing } of bank.statements.list({ accountId, ...EVER, limit: 100 })) {
      const until = lines.filter(({ bookedAt }) => bookedAt < endsAt)
      const sum = until.reduce(
        (total, { direction, amount }) => total + (direction === 'credit' ? 1 : -1) * amount.amountMinor,
        0,
      )
      expect(closing.amountMinor).toBe(sum)
    }
  })

  test('page by key, and by the time at which they end', () => {
    const { bank, ids } = town({})
    const accountId = ids.own as string
    const first = bank.statements.list({ accountId, ...EVER, limit: 5 })
    const second = bank.statements.list({ accountId, ...EVER, limit: 100, after: first.at(-1)?.month })
    expect([...first, ...second]).toHaveLength(12)
    const spring = { accountId, from: on('2026-04-01', '00:00'), to: on('2026-06-01', '00:00'), limit: 10 }
    expect(bank.statements.list(spring).map(({ month }) => month)).toEqual(['2026-04', '2026-03'])
  })

  test('page by key the oldest first too, within the same time', () => {
    const { bank, ids } = town({})
    const accountId = ids.own as string
    const year = { accountId, from: on('2026-02-01', '00:00'), to: on('2026-10-01', '00:00') }
    readsBothWays<Statement>(8, ({ limit, after, backwards }) =>
      bank.statements.list({ ...year, limit, after: after?.month, oldestFirst: backwards }),
    )
  })

  test('are in the making for six hours, then can be read', () => {
    const { bank, world, ids } = town({})
    const accountId = ids.own as string
    world.clock.advance(on('2026-12-01', '05:59') - NOON)
    expect(bank.statements.latest(accountId)).toMatchObject({ month: '2026-11', state: 'processing' })
    world.clock.advance(60_000)
    expect(bank.statements.latest(accountId)).toMatchObject({ month: '2026-11', state: 'available' })
  })

  test('keep their ids, belong to one account alone, and stop with its closing', () => {
    const { bank, world, ids } = town({ empty: { kind: 'savings' } })
    const [latest] = bank.statements.list({ accountId: ids.own as string, ...EVER, limit: 1 })
    expect(bank.statements.find(ids.own as string, latest?.id ?? '')).toEqual(latest)
    expect(bank.statements.find(ids.empty as string, latest?.id ?? '')).toBeUndefined()
    bank.accounts.close(ids.empty as string)
    world.clock.advance(on('2027-03-05') - NOON)
    expect(bank.statements.latest(ids.empty as string)?.month).toBe('2026-11')
    expect(bank.statements.latest(ids.own as string)?.month).toBe('2027-02')
    expect(bank.statements.list({ accountId: 'none', ...EVER, limit: 9 })).toEqual([])
  })

  test('a month that was summed up does not change with what is booked afterwards', () => {
    const { bank, world, ids } = town({ other: { kind: 'savings' } })
    const before = bank.statements.latest(ids.own as string)
    pay(bank, ids, 'other', 'internal-transfer', 10_00)
    expect(bank.statements.latest(ids.own as string)).toEqual(before)
    world.clock.advance(on('2026-12-02') - NOON)
    expect(bank.statements.latest(ids.own as string)?.closing.amountMinor).toBe(4_990_00)
  })
})
