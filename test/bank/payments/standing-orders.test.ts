import { describe, expect, it } from 'vitest'
import type { StandingTerms } from '#bank'
import { DAY_MS, MINUTE_MS, NOON, refusal } from '../support.ts'
import { MANDATE, paying } from './support.ts'

function standing(more: Partial<StandingTerms> = {}) {
  const opened = paying()
  const { payments, iris, payee, world } = opened
  const order = payments.standing.place(MANDATE, {
    ...{ fromAccountId: iris, payeeId: payee.id, amountMinor: 1_00, payeeReference: null, extra: {} },
    ...{ frequency: 'monthly', times: 3, firstDay: '2026-12-31', calendar: 'us', ...more },
  })
  const paymentsOf = () => payments.orders.ofStanding(order.id, { limit: 99 }).reverse()
  const to = (day: string) => {
    world.clock.advance(Date.parse(`${day}T23:00:00Z`) - world.clock.now())
    payments.sweep()
  }
  return { ...opened, order, paymentsOf, to }
}

describe('A standing order', () => {
  it('pays on its days, those without clearing moved to the next one, and ends with the last', () => {
    const { payments, order, paymentsOf, to, available, iris, bank } = standing({ times: 4 })
    expect(paymentsOf()).toMatchObject([{ dueDay: '2026-12-31', occurrence: 1, state: 'scheduled' }])
    to('2027-01-30')
    expect(paymentsOf().map(({ state }) => state)).toEqual(['processed', 'scheduled'])
    to('2027-06-01')
    // 31 January is a Sunday, 28 February too; 31 March is a Wednesday.
    expect(paymentsOf().map(({ dueDay }) => dueDay)).toEqual(['2026-12-31', '2027-02-01', '2027-03-01', '2027-03-31'])
    expect(payments.standing.find(order.id)).toMatchObject({ state: 'processed', laidOut: 4 })
    expect(available(iris)).toBe(96_00)
    expect(bank.ledger.verify().ok).toBe(true)
  })

  it('catches up in the order of its days after a long leap of the clock, once for each', () => {
    const { paymentsOf, world, payments, order, available, iris } = standing({ frequency: 'weekly', times: 60 })
    world.clock.advance(800 * DAY_MS)
    while (payments.sweep() > 0);
    expect(paymentsOf()).toHaveLength(60)
    expect(new Set(paymentsOf().map(({ state }) => state))).toEqual(new Set(['processed']))
    expect(payments.standing.find(order.id)?.state).toBe('processed')
    expect(available(iris)).toBe(40_00)
  })

  it('goes on after a payment that was cancelled or found no funds', () => {
    const { payments, paymentsOf, to, order } = standing({ amountMinor: 80_00, times: null })
    payments.orders.cancel(paymentsOf()[0]?.id as string)
    to('2027-03-31')
    expect(paymentsOf().map(({ state }) => state)).toEqual([
      ...['cancelled', 'processed', 'no-funds', 'no-funds'],
      'scheduled',
    ])
    expect(payments.standing.find(order.id)?.state).toBe('scheduled')
  })

  it('ends when one of its payments fails', () => {
    const { payments, paymentsOf, to, order, bank, iris } = standing()
    bank.accounts.block(iris)
    to('2027-01-15')
    expect(paymentsOf().map(({ state }) => state)).toEqual(['failed', 'cancelled'])
    expect(payments.standing.find(order.id)?.state).toBe('failed')
  })

  it('is cancelled with what waits of it, and can not be twice', () => {
    const { payments, paymentsOf, to, order } = standing()
    to('2027-01-15')
    expect(payments.standing.cancel(order.id).state).toBe('cancelled')
    expect(paymentsOf().map(({ state }) => state)).toEqual(['processed', 'cancelled'])
    expect(refusal(() => payments.standing.cancel(order.id))).toBe('standing-order-ended')
    to('2027-12-31')
    expect(paymentsOf()).toHaveLength(2)
  })

  it('changes from the payment on that waits', () => {
    const { payments, paymentsOf, to, order } = standing({ times: null })
    to('2027-01-15')
    payments.standing.change(order.id, { amountMinor: 2_00, frequency: 'weekly' })
    to('2027-02-09')
    expect(paymentsOf().map(({ dueDay, amount }) => [dueDay, amount.amountMinor])).toEqual([
      ['2026-12-31', 1_00],
      ['2027-02-01', 2_00],
      ['2027-02-08', 2_00],
      // Counted from Sunday 31 January, and Monday 15 February is a holiday.
      ['2027-02-16', 2_00],
    ])
    payments.standing.change(order.id, { firstDay: '2027-03-10', times: 4 })
    to('2027-04-30')
    expect(paymentsOf()).toHaveLength(4)
    expect(paymentsOf()[3]).toMatchObject({ dueDay: '2027-03-10', state: 'processed' })
    expect(payments.standing.find(order.id)?.state).toBe('processed')
  })

  it('can not be made shorter than what was laid out', () => {
    const { payments, to, order } = standing()
    to('2027-01-15')
    expect(refusal(() => payments.standing.change(order.id, { times: 1 }))).toBe('standing-order-past')
  })

  it('that pays once has one payment', () => {
    const { paymentsOf, to, payments, order } = standing({ frequency: 'once', times: null })
    to('2027-12-31')
    expect(paymentsOf()).toHaveLength(1)
    expect(payments.standing.find(order.id)?.state).toBe('processed')
  })

  it('ends with the consent that ordered it', () => {
    const { payments, events, order, paymentsOf } = standing()
    events.record({ type: 'consent.revoked', consentId: MANDATE.consentId })
    events.flush()
    expect(payments.standing.find(order.id)?.state).toBe('cancelled')
    expect(paymentsOf()).toMatchObject([{ state: 'cancelled', failure: 'consent-ended' }])
  })

  it('due today is paid today', () => {
    const { paymentsOf, world, payments } = standing({ firstDay: '2026-11-18' })
    expect(paymentsOf()).toMatchObject([{ state: 'processing', dueAt: NOON + MINUTE_MS }, { dueDay: '2026-12-18' }])
    world.clock.advance(15 * MINUTE_MS)
    payments.sweep()
    expect(paymentsOf()[0]?.state).toBe('processed')
  })
})
