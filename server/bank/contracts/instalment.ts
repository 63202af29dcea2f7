import type { PaymentSplit } from '../ledger/facts.ts'

const MONTHS_TIMES_MILLION = 12_000_000

type Owing = {
  owedMinor: number
  ratePpm: number
  /** What is paid each month, with what is put by. */
  paymentMinor: number
  /** Of each payment, put by for taxes and insurance. */
  escrowMinor: number
}

/** A month's payment of a loan: what it comes to, no more than settles it, and what of it is interest and principal. */
export function instalmentOf({ owedMinor, ratePpm, paymentMinor, escrowMinor }: Owing) {
  const interestMinor = Math.round((owedMinor * ratePpm) / MONTHS_TIMES_MILLION)
  const amountMinor = Math.min(paymentMinor, owedMinor + interestMinor + escrowMinor)
  const principalMinor = amountMinor - interestMinor - escrowMinor
  const split: PaymentSplit = { principalMinor, interestMinor, escrowMinor, insuranceMinor: 0, feesMinor: 0 }
  return { amountMinor, split }
}
