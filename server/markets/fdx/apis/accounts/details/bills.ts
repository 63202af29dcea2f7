import type { Card, Contract, Policy } from '#bank'
import { amount, known } from '../../../amounts.ts'
import { dayOf } from '../../../dates.ts'
import type { Held } from '../held.ts'

/** What an account asks for next, as a list of one, empty where nothing is due; undefined for what sends no bills (FDX 6.4, Bills). */
export function billsOf({ place, card, contract, policy }: Held) {
  switch (place.accountCategory) {
    case 'LOC_ACCOUNT':
    case 'LOAN_ACCOUNT':
      if (card) return cardBills(card)
      return contract && contractBills(contract)
    case 'INSURANCE_ACCOUNT':
      return policy && policyBills(policy)
    default:
      return undefined
  }
}

/** What the last statement of a card asks for; nothing before the first. */
function cardBills({ bill, autopay: agreed }: Card) {
  if (!bill) return []
  const { autopay, lastPayment } = bill
  return [
    {
      totalPaymentDue: amount(bill.balance),
      minimumPaymentDue: amount(bill.minimum),
      dueDate: bill.dueOn,
      autoPayEnabled: agreed !== 'none',
      ...(autopay ? { autoPayAmount: amount(autopay.amount), autoPayDate: autopay.on } : {}),
      pastDueAmount: amount(bill.pastDue),
      ...last(lastPayment),
      statementBalance: amount(bill.balance),
      statementDate: bill.closedOn,
    },
  ]
}

/** The next instalment of a loan or a line. */
function contractBills({ nextPayment, lastPayment, payment, pastDue }: Contract) {
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
function policyBills({ nextPayment, lastPayment }: Policy) {
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
