import { describe, expect, test } from 'vitest'
import type { AnnuityTerms, InsuranceTerms } from '#bank'
import { moved, on, town } from '../town.ts'

const LIFE: InsuranceTerms = {
  ...{ kind: 'insurance', cover: 'whole-life', premiumMinor: 80_00, premiumTerm: 'monthly', startsOn: '2020-03-01' },
  ...{ endsOn: null, status: 'active', coverageMinor: 100_000_00, dueDate: 12 },
}
const ANNUITY: AnnuityTerms = {
  ...{
    kind: 'annuity',
    product: 'fixed',
    payout: 'immediate',
    payoutMinor: 500_00,
    mode: 'monthly',
    issuedOn: '2025-11-02',
  },
  ...{ payoutStartsOn: '2025-12-01', payoutEndsOn: null, payments: null, surrenderChargePpm: 40_000, growthPpm: null },
  certainYears: 10,
}

describe('a policy', () => {
  test('of insurance owes the premiums that were billed and not paid, and tells the next one', () => {
    const { bank, ids } = town({ life: { kind: 'insurance', terms: { policy: LIFE } } }, [
      moved('life', '2026-10-12', 'premium', -80_00),
      moved('own', '2026-10-12', 'premium', -80_00, { against: { account: 'life', narrative: 'Received' } }),
      moved('life', '2026-11-12', 'premium', -80_00),
    ])
    expect(bank.policies.find(ids.life as string)).toMatchObject({
      value: { amountMinor: -80_00, currency: 'USD' },
      lastPayment: { amount: { amountMinor: 80_00 }, at: on('2026-10-12') },
      nextPayment: { amount: { amountMinor: 80_00 }, on: '2026-12-12' },
    })
  })

  test.each([
    [{ premiumTerm: 'annual' } as const, '2027-03-01'],
    [{ status: 'terminated' } as const, undefined],
    [{ dueDate: null }, undefined],
  ])('of insurance that is %j is next paid on %s', (more, day) => {
    const { bank, ids } = town({ life: { kind: 'insurance', terms: { policy: { ...LIFE, ...more } } } })
    expect(bank.policies.find(ids.life as string)?.nextPayment?.on).toBe(day)
  })

  test('that is an annuity is worth its ledger, less the charge when it is given up', () => {
    const { bank, ids } = town({ annuity: { kind: 'annuity', openingMinor: 50_000_00, terms: { policy: ANNUITY } } }, [
      moved('annuity', '2026-11-05', 'payout', -500_00, { against: { account: 'own', narrative: 'Payment' } }),
    ])
    expect(bank.policies.find(ids.annuity as string)).toMatchObject({
      value: { amountMinor: 49_500_00 },
      surrenderValue: { amountMinor: 47_520_00 },
      lastPayment: { amount: { amountMinor: 500_00 } },
      nextPayment: null,
    })
    expect(bank.policies.find(ids.own as string)).toBeUndefined()
  })
})
