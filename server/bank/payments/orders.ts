import { type Database, type Events, problem, type World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { type Ledger, MAX_AMOUNT_MINOR } from '../ledger/operations.ts'
import type { Changes } from './changes.ts'
import { openExecution } from './execution.ts'
import type {
  GivenMandate,
  Mandate,
  OrderFailure,
  OrderKind,
  OrderQuery,
  OrderTerms,
  PageOf,
  PaymentOrder,
} from './model.ts'
import { type AlikeOrder, orderStore } from './order-store.ts'
import type { Payees } from './payees.ts'

/** So many steps are taken in one sweep, which lets nobody in between. */
const SWEPT = 100

type Moved = { fromAccountId: string; toAccountId: string | null; amountMinor: number }

export type OrderDeps = {
  db: Database
  world: World
  events: Events
  ledger: Ledger
  accounts: Accounts
  changes: Changes
  payees: () => Payees
  /** What follows for the standing order that a payment came from. */
  followUp: {
    /** It no longer waits for its day: it was taken up or cancelled, at this moment. */
    left(order: PaymentOrder, at: number): void
    ended(order: PaymentOrder, at: number): void
  }
}

/** What an order is made with beside its terms. */
export type OrderOrigin = {
  reference?: string | null
  standingOrderId?: string | null
  occurrence?: number | null
  /** Now where not given. */
  at?: number
}

/**
 * Opens the orders to move money once: each waits for its day, is carried out by the sweep with one balanced set of
 * postings, and is carried out once, whatever is killed or moved in between.
 */
export function openOrders(deps: OrderDeps) {
  const { db, world, events, accounts, changes, payees, followUp } = deps
  const store = orderStore(db)
  const { carryOn } = openExecution(deps, { store, keep })

  function keep(order: PaymentOrder, type: string, { at, actAt }: { at: number; actAt: number | null }): PaymentOrder {
    const kept = { ...order, changed: changes.note(order.id) }
    store.save(kept, actAt)
    tell(kept, type, at)
    return kept
  }

  function tell(order: Omit<PaymentOrder, 'number'>, type: string, at: number): void {
    const { id, kind, book, customerId, clientId, consentId, state, fromAccountId, failure } = order
    const told = { orderId: id, kind, state, accountId: fromAccountId, ...(failure ? { failure } : {}) }
    events.record({ type, market: book, ...{ customerId, clientId, consentId, at }, data: told })
  }

  const carryOut = db.transaction((until: number): number => {
    for (let done = 0; done < SWEPT; done += 1) {
      const id = store.nextDue(until)
      if (id === undefined) return done
      carryOn(id)
    }
    return SWEPT
  })

  /**
   * Does what is due of orders until a moment, the earliest first and some at a time, in one commit. Returns how much was
   * done.
   */
  function sweep(until = world.clock.now()): number {
    return store.nextDue(until) === undefined ? 0 : carryOut(until)
  }

  function scheduled(id: string): PaymentOrder {
    const found = store.find(id)
    if (!found) throw problem('payment-order-not-found', { orderId: id })
    if (found.state !== 'scheduled') throw problem('payment-order-begun', { orderId: id, state: found.state })
    return found
  }

  const place = db.transaction(
    (mandate: GivenMandate, kind: OrderKind, terms: OrderTerms, origin: OrderOrigin = {}): PaymentOrder => {
      const { reference = null, standingOrderId = null, occurrence = null, at = world.clock.now() } = origin
      const { amountMinor, ...rest } = terms
      const currency = currencyOf(terms)
      const id = world.ids.uuid()
      const made = {
        ...{ ...mandate, ...rest, id, kind, reference, standingOrderId, occurrence, createdAt: at },
        amount: { amountMinor, currency },
        ...{ state: 'scheduled' as const, failure: null, startedAt: null, endedAt: null, postingSetId: null },
        changed: changes.note(id),
      }
      store.add(made, terms.dueAt)
      if (terms.payeeId !== null) payees().used(terms.payeeId, terms.dueAt)
      tell(made, 'payment-order.placed', at)
      return store.find(id) as PaymentOrder
    },
  )

  /**
   * The currency of an order that the ledger will be able to carry out.
   * Throws account-not-found, payment-amount-invalid, payment-accounts-differ.
   */
  function currencyOf({ fromAccountId, toAccountId, amountMinor }: Moved): string {
    const from = accounts.find(fromAccountId)
    if (!from) throw problem('account-not-found', { accountId: fromAccountId })
    if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0 || amountMinor > MAX_AMOUNT_MINOR)
      throw problem('payment-amount-invalid', { amountMinor })
    if (toAccountId === null) return from.currency
    const to = accounts.find(toAccountId)
    if (!to) throw problem('account-not-found', { accountId: toAccountId })
    if (to.id === from.id || to.currency !== from.currency || to.book !== from.book)
      throw problem('payment-accounts-differ', { fromAccountId, toAccountId })
    return from.currency
  }

  /** Cancels an order that is known to wait. */
  function drop(order: PaymentOrder, why: OrderFailure): PaymentOrder {
    const at = world.clock.now()
    const ended = { ...order, state: 'cancelled' as const, failure: why, endedAt: at }
    const kept = keep(ended, 'payment-order.cancelled', { at, actAt: null })
    followUp.left(kept, at)
    followUp.ended(kept, at)
    return kept
  }

  /** Changes an order that is known to wait. */
  function amend(order: PaymentOrder, terms: Partial<OrderTerms>): PaymentOrder {
    const { amountMinor = order.amount.amountMinor, ...rest } = terms
    const changed = { ...order, ...rest }
    const amount = { amountMinor, currency: currencyOf({ ...changed, amountMinor }) }
    const kept = keep({ ...changed, amount }, 'payment-order.changed', { at: world.clock.now(), actAt: changed.dueAt })
    if (kept.payeeId !== null) payees().used(kept.payeeId, kept.dueAt)
    return kept
  }

  const change = db.transaction((id: string, terms: Partial<OrderTerms>): PaymentOrder => amend(scheduled(id), terms))
  const cancel = db.transaction((id: string): PaymentOrder => drop(scheduled(id), 'asked'))

  return {
    /**
     * Takes an order in; it is carried out when it is due. Money is asked for then, not now.
     * Throws account-not-found, payment-amount-invalid, payment-accounts-differ.
     */
    place,
    /** An order as it is at this moment. */
    find(id: string): PaymentOrder | undefined {
      sweep()
      return store.find(id)
    },
    /** The order that an orderer calls so. */
    byReference(mandate: Mandate, kind: OrderKind, reference: string): PaymentOrder | undefined {
      sweep()
      return store.byReference(mandate, kind, reference)
    },
    /** A page of a mandate's orders, newest first. */
    list(mandate: Mandate, query: OrderQuery): PaymentOrder[] {
      sweep()
      return store.page(mandate, query)
    },
    /** A page of the payments of a standing order, newest first. */
    ofStanding(standingOrderId: string, page: PageOf): PaymentOrder[] {
      sweep()
      return store.ofStanding(standingOrderId, page)
    },
    /** The newest order that is like another one and was not cancelled or failed. */
    alike(order: AlikeOrder): PaymentOrder | undefined {
      sweep()
      return store.alike(order)
    },
    /** What is still to be carried out from an account, the earliest first. */
    waiting(accountId: string, limit: number): PaymentOrder[] {
      sweep()
      return store.waiting(accountId, limit)
    },
    /** Changes an order that still waits. Throws payment-order-not-found, payment-order-begun, account-not-found. */
    change(id: string, terms: Partial<OrderTerms>): PaymentOrder {
      sweep()
      return change(id, terms)
    },
    /** Cancels an order that still waits. Throws payment-order-not-found, payment-order-begun. */
    cancel(id: string): PaymentOrder {
      sweep()
      return cancel(id)
    },
    /** For the standing orders, which hold the transaction and know that an order waits. */
    amend,
    drop,
    /** The newest payment of a standing order, as kept. */
    newestOf: (standingOrderId: string): PaymentOrder | undefined => store.ofStanding(standingOrderId, { limit: 1 })[0],
    /** From now on what waits of one consent, from accounts that the other one has too, is the other one's. */
    handOver: store.handOver,
    isWaitedForBy: store.isWaitedForBy,
    /** Cancels what waits of what a consent ordered, some at a time. Returns how many there were. */
    cancelByConsent(consentId: string): number {
      const ids = store.waitingByConsent(consentId, SWEPT)
      for (const id of ids) drop(store.find(id) as PaymentOrder, 'consent-ended')
      return ids.length
    },
    sweep,
  }
}

export type Orders = ReturnType<typeof openOrders>
