import type { Money } from '#kernel'
import type { Frequency } from '../rate.ts'

/** An insurance, or an annuity. Days are `yyyy-mm-dd`. */
export type PolicyTerms = InsuranceTerms | AnnuityTerms

export type InsuranceTerms = {
  kind: 'insurance'
  cover: 'long-term-disability' | 'short-term-disability' | 'universal-life' | 'whole-life'
  premiumMinor: number
  premiumTerm: 'monthly' | 'annual'
  startsOn: string
  /** Null where it lasts for life. */
  endsOn: string | null
  status:
    | 'active'
    | 'claim-pending'
    | 'claim-paid'
    | 'expired'
    | 'grace-period'
    | 'lapse-pending'
    | 'terminated'
    | 'waived'
  coverageMinor: number
  /** The date of the month on which a premium is due; null where none is any more. */
  dueDate: number | null
}

/** An annuity's value is its ledger account's. */
export type AnnuityTerms = {
  kind: 'annuity'
  product: 'fixed' | 'variable'
  payout: 'deferred' | 'immediate'
  payoutMinor: number
  mode: Frequency
  issuedOn: string
  payoutStartsOn: string
  payoutEndsOn: string | null
  /** How many payments there are in all; null where they last for life. */
  payments: number | null
  /** What is kept back when it is given up now, in millionths of its value. */
  surrenderChargePpm: number
  /** By how much each year's payments grow, in millionths. */
  growthPpm: number | null
  certainYears: 0 | 5 | 10 | 20 | 30
}

export type Policy = (InsuranceTerms | (AnnuityTerms & { surrenderValue: Money })) & {
  accountId: string
  /** What lies in it: an annuity's value; on an insurance, premiums that were billed and not paid are below zero. */
  value: Money
  lastPayment: { amount: Money; at: number } | null
  nextPayment: { amount: Money; on: string } | null
}
