import { amount } from '../../../amounts.ts'
import type { Held } from '../held.ts'

/** Payments that the bank will take by itself; undefined for accounts that none is taken for (FDX 6.4, ScheduledPayments). */
export function scheduledPayments({ place, card, contract }: Held) {
  const owing = place.accountCategory === 'LOC_ACCOUNT' || place.accountCategory === 'LOAN_ACCOUNT'
  if (!owing || !(card ?? contract)) return undefined
  const autopay = card?.bill?.autopay
  const next = contract?.payment?.automatic ? contract.nextPayment : null
  const due = [autopay, next].filter((payment) => payment !== undefined && payment !== null)
  return due.map((payment) => ({
    amount: amount(payment.amount),
    date: payment.on,
    type: 'AUTOPAY',
    payToPrincipal: false,
  }))
}
