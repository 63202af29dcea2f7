import type { Money } from '#kernel'
import type { Frequency, Rate } from '../rate.ts'

/** What money was lent for, and how: loans first, then lines of credit that are drawn on as needed. */
export const CONTRACT_KINDS = [
  'auto',
  'mortgage',
  'home-equity',
  'student',
  'personal',
  'installment',
  'small-business',
  'military',
  'commercial-loan',
  'credit-line',
  'home-equity-line',
  'commercial-line',
] as const
export type ContractKind = (typeof CONTRACT_KINDS)[number]

/** What was agreed about a loan or a line of credit. What is owed of it is its ledger account's, below zero. */
export type ContractTerms = {
  kind: ContractKind
  lender: string
  /** What was lent at first; null for a line. */
  originalPrincipalMinor: number | null
  /** The most that may be drawn; null for a loan. */
  limitMinor: number | null
  rate: Rate
  compounding: Frequency
  /** `yyyy-mm-dd`; a line has no term. */
  originatedOn: string
  termMonths: number | null
  maturesOn: string | null
  /** Each month on this date of it; null where nothing is due any more. */
  payment: { amountMinor: number; dueDate: number; automatic: boolean } | null
  /** The account in which taxes and insurance are put by. */
  escrowAccountId: string | null
  /** What was behind on a day; what is paid afterwards comes off it. */
  arrears: { on: string; amountMinor: number } | null
  school: string | null
}

export type Contract = ContractTerms & {
  accountId: string
  outstanding: Money
  /** What is left of a line's limit; null for a loan. */
  undrawn: Money | null
  /** What would settle it today: what is outstanding and the interest since the last payment. */
  payOff: Money
  escrow: Money | null
  nextPayment: { amount: Money; on: string } | null
  lastPayment: { amount: Money; at: number } | null
  interestPaidThisYear: Money
  pastDue: Money
  standing: 'current' | 'delinquent' | 'paid'
}
