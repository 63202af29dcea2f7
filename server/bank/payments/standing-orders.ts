import { type Database, type Events, problem, type World } from '#kernel'
import { clearingDayFrom, takenUpAt } from './calendars.ts'
import type { Changes } from './changes.ts'
import type {
  GivenMandate,
  Mandate,
  OrderFailure,
  OrderTerms,
  PageOf,
  PaymentOrder,
  StandingOrder,
  StandingTerms,
} from './model.ts'
import type { Orders } from './orders.ts'
import { dayAfter } from './schedule.ts'
import { type AlikeStanding, standingStore } from './standing-store.ts'

/** So many are ended in one go. */
const ENDED_AT_ONCE = 200

type Deps = {
  db: Database
  world: World
  events: Events
  changes: Changes
  accounts: { find(id: string): { currency: string } | undefined }
  orders: Orders
}

/**
 * Opens the orders to pay again and again. The next payment is always laid out as an order of its own, so that it can
 * be seen, changed and cancelled like any other; once it no longer waits, the one after it is laid out.
 */
export function openStandingOrders({ db, world, events, changes, accounts, orders }: Deps) {
  const store = standingStore(db)

  function keep(order: StandingOrder, type: string, at = world.clock.now()): StandingOrder {
    const kept = { ...order, changed: changes.note(order.id) }
    store.save(kept)
    tell(kept, type, at)
    return kept
  }

  function tell(order: Omit<StandingOrder, 'number'>, type: string, at: number): void {
    const { id, book, customerId, clientId, consentId, state, fromAccountId } = order
    const data = { standingOrderId: id, state, accountId: fromAccountId }
    events.record({ type, market: book, ...{ customerId, clientId, consentId, at }, data })
  }

  /** Lays the next payment out, at a moment. */
  function layOut(order: StandingOrder, at: number): StandingOrder {
    const occurrence = order.laidOut + 1
    orders.place(mandateOf(order), 'payment', termsOf(order, occurrence, at), {
      ...{ standingOrderId: order.id, occurrence, at },
    })
    const kept = { ...order, laidOut: occurrence }
    store.save(kept)
    return kept
  }

  /** The payment that waits for its day; undefined where the last one was taken up. */
  function waitingOf(id: string): PaymentOrder | undefined {
    const newest = orders.newestOf(id)
    return newest?.state === 'scheduled' ? newest : undefined
  }

  /** Throws standing-order-not-found, standing-order-ended. */
  function running(id: string): { order: StandingOrder; waiting: PaymentOrder } {
    const waiting = waitingOf(id)
    const order = store.find(id)
    if (!order) throw problem('standing-order-not-found', { standingOrderId: id })
    if (order.state !== 'scheduled' || !waiting)
      throw problem('standing-order-ended', { standingOrderId: id, state: order.state })
    return { order, waiting }
  }

  function end({ order, waiting }: ReturnType<typeof running>, why: OrderFailure): StandingOrder {
    const at = world.clock.now()
    const kept = keep({ ...order, state: 'cancelled', endedAt: at }, 'standing-order.cancelled', at)
    orders.drop(waiting, why)
    return kept
  }

  const change = db.transaction((id: string, terms: Partial<StandingTerms>): StandingOrder => {
    const { order, waiting } = running(id)
    const occurrence = waiting.occurrence as number
    const { amountMinor = order.amount.amountMinor, ...rest } = terms
    // Counted anew from the payment that waits, where the days change.
    const anew = terms.firstDay !== undefined || terms.frequency !== undefined
    const firstDay = terms.firstDay ?? nominalDay(order, occurrence)
    const changed = {
      ...{ ...order, ...rest, amount: { ...order.amount, amountMinor } },
      ...(anew ? { firstDay, firstOccurrence: occurrence } : {}),
      times: timesAfter(order, terms, occurrence),
    }
    if (changed.times !== null && changed.times < occurrence)
      throw problem('standing-order-past', { times: changed.times, occurrence })
    const kept = keep(changed, 'standing-order.changed')
    orders.amend(waiting, termsOf(kept, occurrence, world.clock.now()))
    return kept
  })

  const cancel = db.transaction((id: string): StandingOrder => end(running(id), 'asked'))

  return {
    /** Takes a standing order in and lays its first payment out. Throws account-not-found, payment-amount-invalid. */
    place: db.transaction((mandate: GivenMandate, terms: StandingTerms): StandingOrder => {
      const now = world.clock.now()
      const { amountMinor, ...rest } = terms
      const currency = accounts.find(terms.fromAccountId)?.currency
      if (currency === undefined) throw problem('account-not-found', { accountId: terms.fromAccountId })
      const id = world.ids.uuid()
      const made = {
        ...{ ...mandate, ...rest, id, amount: { amountMinor, currency }, state: 'scheduled' as const },
        times: terms.frequency === 'once' ? 1 : terms.times,
        ...{ firstOccurrence: 1, laidOut: 0, createdAt: now, startedAt: null, endedAt: null },
        changed: changes.note(id),
      }
      store.add(made)
      tell(made, 'standing-order.placed', now)
      return layOut(store.find(id) as StandingOrder, now)
    }),
    /** A standing order as it is at this moment. */
    find(id: string): StandingOrder | undefined {
      orders.sweep()
      return store.find(id)
    },
    /** The payment of a standing order that waits for its day. */
    waiting(id: string): PaymentOrder | undefined {
      orders.sweep()
      return waitingOf(id)
    },
    /** A page of a mandate's standing orders from some accounts, newest first. */
    list(mandate: Mandate, page: PageOf & { fromAccountIds: readonly string[] }): StandingOrder[] {
      orders.sweep()
      return store.page(mandate, page)
    },
    /** The newest standing order that is like another one and was not cancelled. */
    alike: (order: AlikeStanding): StandingOrder | undefined => store.alike(order),
    /**
     * Changes what a standing order says from the payment on that waits; that payment changes with it.
     * Throws standing-order-not-found, standing-order-ended, account-not-found.
     */
    change(id: string, terms: Partial<StandingTerms>): StandingOrder {
      orders.sweep()
      return change(id, terms)
    },
    /** Ends a standing order and cancels what waits of it. Throws standing-order-not-found, standing-order-ended. */
    cancel(id: string): StandingOrder {
      orders.sweep()
      return cancel(id)
    },
    /** Ends what a consent ordered, some at a time. Returns how many there were. */
    cancelByConsent(consentId: string): number {
      const ids = store.byConsent(consentId, ENDED_AT_ONCE)
      let ended = 0
      for (const id of ids) {
        // One whose last payment is under way has nothing left to cancel.
        if (!waitingOf(id)) continue
        end(running(id), 'consent-ended')
        ended += 1
      }
      return ended
    },
    handOver: store.handOver,
    pays: store.pays,
    /** For the orders: a payment of a standing order no longer waits. */
    left({ standingOrderId, startedAt }: PaymentOrder, at: number): void {
      const order = standingOrderId === null ? undefined : store.find(standingOrderId)
      if (order?.state !== 'scheduled') return
      const begun = startedAt !== null && order.startedAt === null ? { ...order, startedAt } : order
      if (order.times === null || order.laidOut < order.times) layOut(begun, at)
      else if (begun !== order) store.save(begun)
    },
    /** For the orders: a payment of a standing order ended; the last one ends it, and one that failed ends it early. */
    ended({ standingOrderId, occurrence, state, failure }: PaymentOrder, at: number): void {
      const order = standingOrderId === null ? undefined : store.find(standingOrderId)
      if (order?.state !== 'scheduled') return
      if (state === 'failed') {
        keep({ ...order, state: 'failed', endedAt: at }, 'standing-order.failed', at)
        const newest = orders.newestOf(order.id)
        if (newest?.state === 'scheduled') orders.drop(newest, failure ?? 'asked')
      } else if (occurrence === order.times) {
        keep({ ...order, state: 'processed', endedAt: at }, 'standing-order.processed', at)
      }
    },
  }
}

export type StandingOrders = ReturnType<typeof openStandingOrders>

function timesAfter(order: StandingOrder, terms: Partial<StandingTerms>, occurrence: number): number | null {
  if (terms.frequency === 'once') return occurrence
  return terms.times === undefined ? order.times : terms.times
}

function mandateOf({ book, customerId, clientId, consentId }: StandingOrder): GivenMandate {
  return { book, customerId, clientId, consentId }
}

/** The day of one occurrence, before it is moved to a day of clearing. */
export function nominalDay({ firstDay, frequency, firstOccurrence }: StandingOrder, occurrence: number): string {
  return dayAfter(firstDay, frequency, occurrence - firstOccurrence)
}

/** One occurrence as an order, which is due at once where its day has begun. */
function termsOf(order: StandingOrder, occurrence: number, at: number): OrderTerms {
  const { fromAccountId, payeeId, amount, calendar, payeeReference, extra } = order
  const dueDay = clearingDayFrom(nominalDay(order, occurrence), calendar)
  return {
    ...{ fromAccountId, payeeId, toAccountId: null, amountMinor: amount.amountMinor, payeeReference, extra },
    ...{ dueDay, dueAt: Math.max(takenUpAt(dueDay, calendar), at), memo: null },
  }
}
