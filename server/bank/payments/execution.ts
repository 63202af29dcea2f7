import { HOUSE_OF_KIND, type MovementKind, type NewPosting } from '../ledger/model.ts'
import type { OrderFailure, OrderKind, PaymentOrder } from './model.ts'
import type { OrderStore } from './order-store.ts'
import type { OrderDeps } from './orders.ts'

/** How long an order is under way: a payment leaves the bank, a transfer doesn't. */
export const UNDER_WAY_MS: Readonly<Record<OrderKind, number>> = { payment: 15 * 60_000, transfer: 0 }

/** What a transfer is called by the kind of account that it goes to, where that account owes. */
const KIND_TO: Readonly<Record<string, MovementKind>> = {
  card: 'card-payment',
  'credit-line': 'loan-payment',
  loan: 'loan-payment',
}

type Keep = (order: PaymentOrder, type: string, when: { at: number; actAt: number | null }) => PaymentOrder

/** What carries orders out: each step in a transaction of its own, as of when it was due and not when it was noticed. */
export function openExecution(
  { db, world, ledger, accounts, payees, followUp }: OrderDeps,
  { store, keep }: { store: OrderStore; keep: Keep },
) {
  /** Takes the next step of an order of which one is due. */
  const carryOn = db.transaction((id: string): void => {
    const order = store.find(id)
    const at = store.actAt(id)
    if (!order || at === null || at > world.clock.now()) return
    if (order.state === 'scheduled') takeUp(order, at)
    else if (order.state === 'processing') end(order, at)
  })

  function takeUp(order: PaymentOrder, at: number): void {
    const begun = { ...order, state: 'processing' as const, startedAt: at }
    followUp.left(keep(begun, 'payment-order.taken-up', { at, actAt: at + UNDER_WAY_MS[order.kind] }), at)
  }

  function end(order: PaymentOrder, at: number): void {
    const failure = hindrance(order)
    const how = failure === null ? done(order, at) : refused(failure)
    const type = { processed: 'processed', 'no-funds': 'no-funds', failed: 'failed' }[how.state]
    followUp.ended(keep({ ...order, ...how, endedAt: at }, `payment-order.${type}`, { at, actAt: null }), at)
  }

  const refused = (failure: OrderFailure) => ({
    state: failure === 'no-funds' ? ('no-funds' as const) : ('failed' as const),
    failure,
  })

  /** The money moves in the transaction that says so, under the order's own key: never twice, never half. */
  function done(order: PaymentOrder, at: number) {
    const set = ledger.post({ ...postingsOf(order), bookedAt: at, idempotencyKey: `payment-order ${order.id}` })
    return { state: 'processed' as const, postingSetId: set.id }
  }

  /** What keeps an order from being carried out now. */
  function hindrance({ fromAccountId, toAccountId, payeeId, amount }: PaymentOrder): OrderFailure | null {
    if (!isOpen(fromAccountId) || (toAccountId !== null && !isOpen(toAccountId))) return 'account-not-open'
    if (payeeId !== null && payees().find(payeeId)?.state !== 'active') return 'payee-not-active'
    return amount.amountMinor > spendable(fromAccountId) ? 'no-funds' : null
  }

  const isOpen = (accountId: string): boolean => accounts.find(accountId)?.status === 'open'

  /** What an account can pay, its contracted overdraft included. */
  function spendable(accountId: string): number {
    return (ledger.balances(accountId)?.available ?? 0) + (accounts.find(accountId)?.overdraftLimitMinor ?? 0)
  }

  function postingsOf(order: PaymentOrder) {
    const { book, fromAccountId, toAccountId, payeeId, payeeReference, amount, memo, split } = order
    const { amountMinor, currency } = amount
    if (toAccountId !== null) {
      const narrative = memo ?? 'Transfer'
      const postings: NewPosting[] = [
        { accountId: fromAccountId, amountMinor: -amountMinor, facts: { reference: order.id } },
        { accountId: toAccountId, amountMinor, facts: { reference: order.id, ...(split ? { split } : {}) } },
      ]
      return { kind: KIND_TO[accounts.find(toAccountId)?.kind ?? ''] ?? 'internal-transfer', narrative, postings }
    }
    const name = payees().find(payeeId ?? '')?.name ?? ''
    const house = ledger.houseAccount(book, currency, HOUSE_OF_KIND['bill-payment'])
    const reference = payeeReference ?? order.id
    const own = { accountId: fromAccountId, amountMinor: -amountMinor, counterparty: { name }, facts: { reference } }
    return { kind: 'bill-payment' as const, narrative: name, postings: [own, { accountId: house, amountMinor }] }
  }

  return { carryOn }
}
