import type { MovementKind, Transaction } from './model.ts'

/** How what is owed gets paid: as a payment of its kind, or by money that arrives like any other. */
export const SETTLING_KINDS: readonly MovementKind[] = [
  ...(['card-payment', 'loan-payment', 'internal-transfer', 'bill-payment'] as const),
  ...(['ach', 'wire', 'instant-payment', 'check', 'deposit', 'atm-deposit'] as const),
]

/** Nothing is drawn by these, so that one that takes money takes back a payment. */
const PAYMENTS: readonly MovementKind[] = ['card-payment', 'loan-payment']

/** What lines of those kinds paid of what is owed, without what was taken back. What was drawn pays nothing. */
export function paidBy(lines: readonly Transaction[]): number {
  return lines.reduce((sum, { direction, kind, amount }) => {
    if (direction === 'credit') return sum + amount.amountMinor
    return PAYMENTS.includes(kind) ? sum - amount.amountMinor : sum
  }, 0)
}
