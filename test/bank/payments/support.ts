import type { GivenMandate, OrderTerms, Payee } from '#bank'
import { DAY_MS, hamlet, MINUTE_MS, NOON } from '../support.ts'

export const MANDATE: GivenMandate = { book: 'hamlet', customerId: 'iris', clientId: 'app', consentId: 'consent-1' }
export const BAKER = { name: 'The Baker', references: ['77'], extra: {} }

/** The hamlet with a payee that the bank has looked at, and short words for orders from Iris's account. */
export function paying(options: Parameters<typeof hamlet>[0] = {}) {
  const opened = hamlet(options)
  const { bank, world, iris, otto } = opened
  const { payments } = bank
  const payee: Payee = payments.payees.add(MANDATE, BAKER)
  world.clock.advance(MINUTE_MS)

  function terms(more: Partial<OrderTerms> = {}): OrderTerms {
    return {
      ...{ fromAccountId: iris, payeeId: payee.id, toAccountId: null, amountMinor: 30_00, payeeReference: null },
      ...{ dueDay: '2026-11-20', dueAt: NOON + 2 * DAY_MS, memo: null, extra: {}, ...more },
    }
  }
  const pay = (more: Partial<OrderTerms> = {}) => payments.orders.place(MANDATE, 'payment', terms(more))
  const transfer = (more: Partial<OrderTerms> = {}, reference: string | null = null) =>
    payments.orders.place(MANDATE, 'transfer', terms({ payeeId: null, toAccountId: otto, ...more }), { reference })
  const available = (id: string) => bank.accounts.balances(id).available.amountMinor
  const stateOf = (id: string) => payments.orders.find(id)?.state
  return { ...opened, payments, payee, terms, pay, transfer, available, stateOf }
}
