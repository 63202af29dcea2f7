import type { Money } from '#kernel'
import type { Rate } from '../rate.ts'

/** What was agreed about a card. What is owed on it is its ledger account's, below zero. */
export type CardTerms = {
  /** A charge card is paid in full each month and has no limit agreed in advance. */
  kind: 'credit' | 'charge'
  /** Whose network it is accepted on. */
  network: string
  lastDigits: string
  /** Further cards on the account, by their holder. */
  otherCards: { holderId: string; lastDigits: string }[]
  limitMinor: number | null
  cashLimitMinor: number | null
  rates: { purchases: Rate | null; cashAdvances: Rate | null; balanceTransfers: Rate | null }
  /** The least that is due of a statement: a share of it in millionths, but not less than the floor. */
  minimum: { floorMinor: number; sharePpm: number }
  /** Days from the end of a statement's month to the day by which it is paid. */
  dueDays: number
  /** How much of a statement the bank takes by itself on the day it is due. */
  autopay: 'none' | 'minimum' | 'statement'
}

/** What the statement of the last whole month asks for, and what came since. */
export type Bill = {
  statementId: string
  /** The last day that the statement covers; `yyyy-mm-dd`. */
  closedOn: string
  dueOn: string
  balance: Money
  minimum: Money
  /** Paid since it was closed. */
  paid: Money
  /** What of the minimum that was due last has not been paid yet. */
  pastDue: Money
  /** What the bank will take by itself of what is not paid yet; null where nothing is left, or the day is past. */
  autopay: { amount: Money; on: string } | null
  lastPayment: { amount: Money; at: number } | null
}

export type Card = CardTerms & {
  accountId: string
  /** What was booked and not yet paid, without what is only authorised; below zero where too much was paid. */
  owed: Money
  /** What can still be spent, after what is authorised; null where there is no limit. */
  available: Money | null
  availableCash: Money | null
  /** Null until a first month is closed. */
  bill: Bill | null
  interestThisYear: Money
  standing: 'current' | 'delinquent'
}
