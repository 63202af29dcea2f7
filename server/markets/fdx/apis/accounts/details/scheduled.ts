import type { Card, Contract } from '#bank'
import { amount } from '../../../amounts.ts'

/** Payments that the bank will take by itself (FDX 6.4, ScheduledPayments). */
export function scheduledPayments({ card, contract }: { card?: Card; contract?: Contract }) {
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
