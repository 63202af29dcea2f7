import { describe, expect, it } from 'vitest'
import { readsBothWays } from '../../support/both-ways.ts'
import { DAY_MS } from '../support.ts'
import { MANDATE, paying } from './support.ts'

const OTHER = { ...MANDATE, clientId: 'other' }

/** Things of one mandate, with another one's between them. */
function many() {
  const opened = paying()
  const { payments, payee, iris, pay, terms } = opened
  const standing = {
    ...terms(),
    frequency: 'weekly' as const,
    times: 6,
    firstDay: '2026-11-20',
    calendar: 'us' as const,
  }
  for (let index = 1; index <= 5; index += 1) {
    pay({ amountMinor: index })
    payments.orders.place(OTHER, 'payment', terms({ amountMinor: index }))
    for (const mandate of [MANDATE, OTHER]) {
      payments.payees.add(mandate, { name: `Payee ${index}`, references: [], extra: {} })
      payments.parties.add(mandate, { name: `Party ${index}` })
      payments.standing.place(mandate, { ...standing, payeeId: payee.id, amountMinor: index })
    }
  }
  return { ...opened, fromAccountIds: [iris] }
}

describe('What carries a number is read newest first and oldest first, and is the same', () => {
  it('payees, also those alone that changed', () => {
    const { payments, payee } = many()
    const { payees } = payments
    readsBothWays<{ number: number }>(6, ({ limit, after, backwards }) =>
      payees.list(MANDATE, { limit, after: after?.number, oldestFirst: backwards }),
    )
    const changedAfter = payments.changes.placeOf(payments.changes.latest()) as number
    payees.remove((payees.list(MANDATE, { limit: 1 })[0] as { id: string }).id)
    payees.change(payee.id, { name: payee.name, references: ['78'], extra: {} })
    readsBothWays<{ number: number }>(2, ({ limit, after, backwards }) =>
      payees.list(MANDATE, { limit, after: after?.number, oldestFirst: backwards, changedAfter }),
    )
  })

  it('initiation parties', () => {
    const { payments } = many()
    readsBothWays<{ number: number }>(5, ({ limit, after, backwards }) =>
      payments.parties.list(MANDATE, { limit, after: after?.number, oldestFirst: backwards }),
    )
  })

  it('standing orders, and the payments of each', () => {
    const { payments, fromAccountIds, world } = many()
    readsBothWays<{ number: number }>(5, ({ limit, after, backwards }) =>
      payments.standing.list(MANDATE, { fromAccountIds, limit, after: after?.number, oldestFirst: backwards }),
    )
    const [first] = payments.standing.list(MANDATE, { fromAccountIds, limit: 1 })
    world.clock.advance(90 * DAY_MS)
    while (payments.sweep() > 0);
    readsBothWays<{ number: number }>(6, ({ limit, after, backwards }) =>
      payments.orders.ofStanding(first?.id as string, { limit, after: after?.number, oldestFirst: backwards }),
    )
  })

  it('orders, also those alone that a search finds', () => {
    const { payments, fromAccountIds, pay } = many()
    const payment = { kind: 'payment' as const, fromAccountIds }
    const { id } = pay({ amountMinor: 9 })
    payments.orders.cancel(id)
    // Each standing order has laid out its first payment beside the five, and the one that was cancelled.
    readsBothWays<{ number: number }>(11, ({ limit, after, backwards }) =>
      payments.orders.list(MANDATE, { ...payment, limit, after: after?.number, oldestFirst: backwards }),
    )
    readsBothWays<{ number: number }>(1, ({ limit, after, backwards }) =>
      payments.orders.list(MANDATE, {
        ...{ ...payment, states: ['cancelled'], limit, after: after?.number, oldestFirst: backwards },
      }),
    )
    expect(payments.orders.list(MANDATE, { ...payment, limit: 1, oldestFirst: true })).toMatchObject([
      { amount: { amountMinor: 1 } },
    ])
  })
})
