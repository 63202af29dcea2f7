import type { Frequency, Rate } from '#bank'
import { known, percent } from '../../../amounts.ts'

const KINDS = { fixed: 'FIXED', variable: 'VARIABLE', indexed: 'INDEXED' } as const

/** How a rate moves (FDX 6.4, InterestRateType). */
export const rateType = ({ kind }: Rate): string => KINDS[kind]

/** How often something happens, in the words of FDX. */
export const frequency = (often: Frequency): string => often.toUpperCase()

/** A rate of interest with its past and what it follows (FDX 6.4, InterestRate). */
export function interestRate(rate: Rate, compounding: Frequency | null | undefined) {
  return {
    rate: percent(rate.ppm),
    rateAsOf: rate.since,
    type: rateType(rate),
    ...known({
      compoundingPeriod: compounding ? frequency(compounding) : undefined,
      priorRate: rate.priorPpm === null ? undefined : percent(rate.priorPpm),
      index: rate.index,
    }),
  }
}

/** The members that accounts of every category tell of their rate. */
export function rateMembers(rate: Rate) {
  return {
    interestRate: percent(rate.ppm),
    interestRateType: rateType(rate),
    interestRateAsOf: rate.since,
    ...known({ priorInterestRate: rate.priorPpm === null ? undefined : percent(rate.priorPpm) }),
  }
}
