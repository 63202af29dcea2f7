import { describe, expect, test } from 'vitest'
import type { Authorisation } from '#bank'
import { readsBothWays } from '../../support/both-ways.ts'
import { refusal } from '../support.ts'
import { DAY_MS, NOON, town } from '../town.ts'

const FUEL = { kind: 'card-purchase', narrative: 'Fuel', facts: { merchantCategory: '5541' } } as const
const ALL = { from: 0, to: Number.MAX_SAFE_INTEGER, limit: 10 }

describe('an authorisation', () => {
  test('holds the money back and shows on no statement until it is booked', () => {
    const { bank, ids, told } = town({})
    const accountId = ids.own as string
    bank.authorisations.authorise({ accountId, amountMinor: -75_00, ...FUEL })
    expect(bank.accounts.balances(accountId)).toMatchObject({
      available: { amountMinor: 4_925_00 },
      blocked: { amountMinor: 75_00 },
    })
    expect(bank.accounts.transactions({ accountId, ...ALL })).toHaveLength(1)
    expect(bank.authorisations.pending({ accountId, ...ALL })).toMatchObject([
      { state: 'pending', direction: 'debit', amount: { amountMinor: 75_00, currency: 'USD' }, at: NOON },
    ])
    expect(told('account.authorised')).toHaveLength(1)
    expect(bank.ledger.verify().ok).toBe(true)
  })

  test('is booked as a line of another id, which names it and when it was made', () => {
    const { bank, world, ids } = town({})
    const accountId = ids.own as string
    const made = bank.authorisations.authorise({ accountId, amountMinor: -75_00, ...FUEL })
    world.clock.advance(DAY_MS)
    bank.authorisations.book(made.id)
    const [line] = bank.accounts.transactions({ accountId, ...ALL })
    expect(line).toMatchObject({
      ...{ direction: 'debit', amount: { amountMinor: 75_00 }, bookedAt: NOON + DAY_MS, kind: 'card-purchase' },
      facts: { merchantCategory: '5541', madeAt: NOON, authorisationId: made.id },
    })
    expect(line?.id).not.toBe(made.id)
    expect(bank.accounts.balances(accountId)).toMatchObject({
      available: { amountMinor: 4_925_00 },
      blocked: { amountMinor: 0 },
    })
    expect(bank.authorisations.pending({ accountId, ...ALL })).toEqual([])
    expect(bank.authorisations.find(made.id)).toMatchObject({ state: 'booked' })
  })

  test('gives back what it held when it is released, and ends once', () => {
    const { bank, ids } = town({})
    const accountId = ids.own as string
    const { id } = bank.authorisations.authorise({ accountId, amountMinor: -75_00, ...FUEL })
    bank.authorisations.release(id)
    expect(bank.accounts.balances(accountId).available.amountMinor).toBe(5_000_00)
    expect(refusal(() => bank.authorisations.book(id))).toBe('authorisation-ended')
    expect(refusal(() => bank.authorisations.release(id))).toBe('authorisation-ended')
    expect(refusal(() => bank.authorisations.book('none'))).toBe('authorisation-unknown')
  })

  test('of money that comes holds nothing', () => {
    const { bank, ids } = town({})
    const accountId = ids.own as string
    const { id } = bank.authorisations.authorise({ accountId, kind: 'ach', narrative: 'Refund', amountMinor: 20_00 })
    expect(bank.accounts.balances(accountId).available.amountMinor).toBe(5_000_00)
    bank.authorisations.book(id)
    expect(bank.accounts.balances(accountId).available.amountMinor).toBe(5_020_00)
  })

  test('books itself three days after it was made', () => {
    const { bank, world, ids } = town({})
    const accountId = ids.own as string
    bank.authorisations.authorise({ accountId, amountMinor: -75_00, ...FUEL })
    bank.authorisations.authorise({ accountId, amountMinor: -5_00, ...FUEL, dueAt: NOON + 9 * DAY_MS })
    world.clock.advance(3 * DAY_MS - 1)
    expect(bank.authorisations.sweep()).toBe(0)
    world.clock.advance(1)
    expect(bank.authorisations.sweep()).toBe(1)
    expect(bank.authorisations.pending({ accountId, ...ALL })).toMatchObject([{ amount: { amountMinor: 5_00 } }])
    expect(bank.ledger.verify().ok).toBe(true)
  })

  test('due on an account that was closed is given back instead', () => {
    const { bank, world, ids } = town({ empty: { kind: 'savings' } })
    const accountId = ids.empty as string
    const { id } = bank.authorisations.authorise({ accountId, kind: 'ach', narrative: 'Refund', amountMinor: 20_00 })
    bank.accounts.close(accountId)
    world.clock.advance(4 * DAY_MS)
    expect(bank.authorisations.sweep()).toBe(1)
    expect(bank.authorisations.find(id)).toMatchObject({ state: 'released' })
  })

  test('is listed by key, newest first, each once', () => {
    const { bank, world, ids } = town({})
    const accountId = ids.own as string
    for (let count = 0; count < 5; count += 1) {
      bank.authorisations.authorise({ accountId, amountMinor: -(count + 1), ...FUEL })
      if (count % 2 === 0) world.clock.advance(1)
    }
    const first = bank.authorisations.pending({ accountId, ...ALL, limit: 2 })
    const rest = bank.authorisations.pending({ accountId, ...ALL, after: first[1] })
    expect([...first, ...rest].map(({ amount }) => amount.amountMinor).sort()).toEqual([1, 2, 3, 4, 5])
    expect([...first, ...rest].map(({ at }) => at)).toEqual(
      [...first, ...rest].map(({ at }) => at).sort((a, b) => b - a),
    )
    readsBothWays<Authorisation>(5, ({ limit, after, backwards }) =>
      bank.authorisations.pending({ accountId, ...ALL, limit, after, oldestFirst: backwards }),
    )
  })
})
