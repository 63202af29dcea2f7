import type { AnnuityTerms, InsuranceTerms, Policy } from '#bank'
import { amount, known, minor, percent } from '../../../amounts.ts'
import { frequency } from './interest.ts'

const STATUSES: Readonly<Record<InsuranceTerms['status'], string>> = {
  active: 'ACTIVE',
  'claim-pending': 'DEATH_CLAIM_PENDING',
  'claim-paid': 'DEATH_CLAIM_PAID',
  expired: 'EXPIRED',
  'grace-period': 'GRACE_PERIOD',
  'lapse-pending': 'LAPSE_PENDING',
  terminated: 'TERMINATED',
  waived: 'WAIVER',
}

/** An insurance (FDX 6.4, InsuranceAccount). */
export function insuranceDetails(policy: Policy | undefined) {
  if (policy?.kind !== 'insurance') return {}
  return {
    policyPremium: minor(policy.premiumMinor),
    policyPremiumTerm: policy.premiumTerm.toUpperCase(),
    policyStartDate: policy.startsOn,
    policyStatus: STATUSES[policy.status],
    policyCoverageAmount: minor(policy.coverageMinor),
    ...known({ policyEndDate: policy.endsOn }),
  }
}

const CERTAIN: Readonly<Record<AnnuityTerms['certainYears'], string>> = {
  0: 'NONE',
  5: '5_YEAR',
  10: '10_YEAR',
  20: '20_YEAR',
  30: '30_YEAR',
}

/** An annuity (FDX 6.4, AnnuityAccount). */
export function annuityDetails(policy: Policy | undefined) {
  if (policy?.kind !== 'annuity') return {}
  return {
    ...annuityBalances(policy),
    payoutType: policy.payout.toUpperCase(),
    policyProductType: policy.product.toUpperCase(),
    payoutAmount: minor(policy.payoutMinor),
    payoutMode: frequency(policy.mode),
    payoutStartDate: policy.payoutStartsOn,
    periodCertainType: CERTAIN[policy.certainYears],
    ...known({
      payoutEndDate: policy.payoutEndsOn,
      numberModalPayouts: policy.payments,
      payoutChangePercentage: policy.growthPpm === null ? undefined : percent(policy.growthPpm),
    }),
  }
}

/** What an annuity is worth today, were it given up. */
export function annuityBalances(policy: Policy | undefined) {
  return policy?.kind === 'annuity' ? { balanceType: 'ASSET', surrenderValue: amount(policy.surrenderValue) } : {}
}
