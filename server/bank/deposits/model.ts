import type { Money } from '#kernel'
import type { Frequency, Rate } from '../rate.ts'

/** What was agreed about money that rests at the bank: a current, savings, time or other deposit, or a wallet. */
export type DepositTerms = {
  variant: 'standard' | 'high-interest' | 'first-home'
  rate: Rate | null
  /** What a year brings with its interest's interest, in millionths. */
  yieldPpm: number | null
  compounding: Frequency | null
  /** For money that stays until a day. */
  term: { months: number; maturesOn: string } | null
  /** Whether what is not there is paid all the same, and from which other account. */
  overdraft: { optedIn: boolean; fundedFrom: string | null } | null
}

export type Deposit = DepositTerms & {
  accountId: string
  /** Interest that it brought this year, up to now. */
  interestThisYear: Money
  /** What lay there, all buckets together, when the day began. */
  openingToday: Money
}
