import type { Card, Contract, Policy } from '#bank'
import { amount, known } from '../../../amounts.ts'
import { dayOf } from '../../../dates.ts'

/** What the last statement of a card asks for, as a list of one; empty before the first (FDX 6.4, Bills). */
export function cardBills({ bill }: Card) {
  if (!bill) return []
  const { autopay, lastPayment } = bill
  return [
    {
      totalPaymentDue: amount(bill.balance),
      minimumPaymentDue: amount(bill.minimum),
      dueDate: bill.dueOn,
      autoPayEnabled: autopay !== null,
      ...(autopay ? { autoPayAmount: amount(autopay.amount), autoPayDate: autopay.on } : {}),
      pastDueAmount: amount(bill.pastDue),
      ...last(lastPayment),
      statementBalance: amount(bill.balance),
      statementDate: bill.closedOn,
    },
  ]
}

/** The next instalment of a loan or a line. */
export function contractBills({ nextPayment, lastPayment, payment, pastDue }: Contract) {
  if (!nextPayment) return []
  const automatic = payment?.automatic ?? false
  return [
    {
      totalPaymentDue: amount(nextPayment.amount),
      minimumPaymentDue: amount(nextPayment.amount),
      dueDate: nextPayment.on,
      autoPayEnabled: automatic,
      ...(automatic ? { autoPayAmount: amount(nextPayment.amount), autoPayDate: nextPayment.on } : {}),
      pastDueAmount: amount(pastDue),
      ...last(lastPayment),
    },
  ]
}

/** The next premium of an insurance. */
export function policyBills({ nextPayment, lastPayment }: Policy) {
  if (!nextPayment) return []
  const due = amount(nextPayment.amount)
  return [{ totalPaymentDue: due, minimumPaymentDue: due, dueDate: nextPayment.on, ...last(lastPayment) }]
}

function last(payment: { amount: Parameters<typeof amount>[0]; at: number } | null) {
  return known({
    lastPaymentAmount: payment && amount(payment.amount),
    lastPaymentDate: payment && dayOf(payment.at),
  })
}
