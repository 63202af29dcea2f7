import type { PaymentFrequency, PaymentOrder, StandingOrder } from '#bank'
import { amount, known } from '../../amounts.ts'
import { timestamp } from '../../dates.ts'

const BASE = '/fdx/v6'
const when = (at: number | null): string | undefined => (at === null ? undefined : timestamp(at))

/** States as this API writes them: without funds is one word. */
export const statusOf = (state: string): string => (state === 'no-funds' ? 'NOFUNDS' : state.toUpperCase())

function link(rel: string, path: string) {
  return { rel, href: `${BASE}${path}`, action: 'GET', types: ['application/json'] }
}

/** A payment (FDX money movement, Payment): the moments of what happened to it, and where what it hangs on is told. */
export function mapPayment(order: PaymentOrder) {
  const { id, state, fromAccountId, payeeId, standingOrderId, endedAt } = order
  return known({
    ...{ paymentId: id, status: statusOf(state), fromAccountId, toPayeeId: payeeId },
    ...{ amount: amount(order.amount), merchantAccountId: order.payeeReference, dueDate: order.dueDay },
    recurringPaymentId: standingOrderId,
    scheduledTimestamp: timestamp(order.createdAt),
    startedProcessingTimestamp: when(order.startedAt),
    processedTimestamp: state === 'processed' ? when(endedAt) : undefined,
    failedTimestamp: state === 'failed' || state === 'no-funds' ? when(endedAt) : undefined,
    cancelledTimestamp: state === 'cancelled' ? when(endedAt) : undefined,
    links: [
      link('self', `/payments/${id}`),
      link('payee', `/payees/${payeeId}`),
      ...(standingOrderId === null ? [] : [link('recurring-payment', `/recurring-payments/${standingOrderId}`)]),
    ],
  })
}

/** The bank's frequencies by this API's names, of which one means every two months and another twice a month. */
export const FREQUENCIES: Readonly<Record<string, PaymentFrequency>> = {
  ONETIME: 'once',
  WEEKLY: 'weekly',
  BIWEEKLY: 'two-weeks',
  TWICEMONTHLY: 'twice-monthly',
  MONTHLY: 'monthly',
  FOURWEEKS: 'four-weeks',
  BIMONTHLY: 'two-months',
  QUARTERLY: 'quarterly',
  SEMIANNUALLY: 'half-yearly',
  ANNUALLY: 'yearly',
}

const NAMES = new Map(Object.entries(FREQUENCIES).map(([name, frequency]) => [frequency, name]))

/** A recurring payment with the day its next payment is due (FDX money movement, RecurringPayment). */
export function mapRecurring({ order, nextDay }: { order: StandingOrder; nextDay: string | undefined }) {
  const { id, state, fromAccountId, payeeId, times, endedAt, frequency } = order
  return known({
    ...{ recurringPaymentId: id, status: statusOf(state), fromAccountId, toPayeeId: payeeId },
    ...{ amount: amount(order.amount), merchantAccountId: order.payeeReference, dueDate: nextDay ?? order.firstDay },
    frequency: NAMES.get(frequency),
    duration: times === null ? { type: 'NOEND' } : { type: 'NUMBEROFTIMES', numberOfTimes: times },
    scheduledTimestamp: timestamp(order.createdAt),
    startedProcessingTimestamp: when(order.startedAt),
    processedTimestamp: state === 'processed' ? when(endedAt) : undefined,
    failedTimestamp: state === 'failed' ? when(endedAt) : undefined,
    cancelledTimestamp: state === 'cancelled' ? when(endedAt) : undefined,
    links: [
      link('self', `/recurring-payments/${id}`),
      link('payments', `/recurring-payments/${id}/payments`),
      link('payee', `/payees/${payeeId}`),
    ],
  })
}
