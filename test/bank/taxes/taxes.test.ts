import { describe, expect, test } from 'vitest'
import type { ContractTerms, Pay } from '#bank'
import { moved, town } from '../town.ts'

const PAY: Pay = {
  ...{ grossMinor: 1_000_00, federalTaxMinor: 100_00, stateTaxMinor: 30_00, socialSecurityMinor: 62_00 },
  ...{ medicareMinor: 14_50, deferredMinor: 50_00 },
}
const MORTGAGE: ContractTerms = {
  ...{ kind: 'mortgage', lender: 'Bank', originalPrincipalMinor: 10_000_00, limitMinor: null },
  rate: { ppm: 60_000, kind: 'fixed', index: null, since: '2025-11-02', priorPpm: null },
  ...{ compounding: 'monthly', originatedOn: '2025-11-02', termMonths: 60, maturesOn: '2030-11-02' },
  ...{ payment: null, escrowAccountId: null, arrears: null, school: null },
}
const split = { principalMinor: 250_00, interestMinor: 50_00, escrowMinor: 0, insuranceMinor: 0, feesMinor: 0 }
const mill = { name: 'Mill Inc', document: '077000001' }
const inn = { name: 'Inn Inc', document: '077000002' }

function opened() {
  return town(
    {
      house: { kind: 'loan', openingMinor: -10_000_00, openingKind: 'credit-operation', terms: { contract: MORTGAGE } },
      car: {
        kind: 'loan',
        openingMinor: -900_00,
        openingKind: 'credit-operation',
        terms: { contract: { ...MORTGAGE, kind: 'auto' } },
      },
      shares: { kind: 'investment' },
      joint: { kind: 'savings', holders: ['lou', 'ida'], ownership: 'joint-any' },
    },
    [
      ...['house', 'car'].flatMap((account) => [
        moved(account, '2025-12-10', 'interest-charged', -50_00),
        moved('own', '2025-12-10', 'loan-payment', -300_00, {
          against: { account, narrative: 'Paid', facts: { split } },
        }),
      ]),
      moved('own', '2025-12-31', 'interest-earned', 2_00),
      moved('own', '2026-01-01', 'interest-earned', 3_00),
      moved('joint', '2025-12-31', 'interest-earned', 7_00),
      moved('shares', '2025-12-15', 'dividend', 9_00),
      moved('own', '2025-12-01', 'direct-deposit', 743_50, { counterparty: mill, facts: { pay: PAY } }),
      moved('own', '2025-12-15', 'direct-deposit', 743_50, { counterparty: mill, facts: { pay: PAY } }),
      moved('own', '2025-12-20', 'direct-deposit', 743_50, { counterparty: inn, facts: { pay: PAY } }),
      moved('own', '2025-12-22', 'direct-deposit', 10_00, { counterparty: inn }),
    ],
  )
}

describe('what a year’s taxes ask for', () => {
  test('is added up from that year’s lines alone', () => {
    const { bank, ids, ida } = opened()
    const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
    expect(bank.taxes.ofYear(ida, 2025)).toEqual({
      ...{ holderId: ida, year: 2025 },
      interest: [{ accountId: ids.own, earned: usd(2_00) }],
      dividends: [{ accountId: ids.shares, earned: usd(9_00) }],
      mortgageInterest: [{ accountId: ids.house, paid: usd(50_00), outstandingAtStart: usd(0) }],
      wages: [
        {
          ...{
            employer: mill,
            accountId: ids.own,
            gross: usd(2_000_00),
            federalTax: usd(200_00),
            stateTax: usd(60_00),
          },
          ...{ socialSecurity: usd(124_00), medicare: usd(29_00), deferred: usd(100_00) },
        },
        {
          ...{ employer: inn, accountId: ids.own, gross: usd(1_000_00), federalTax: usd(100_00), stateTax: usd(30_00) },
          ...{ socialSecurity: usd(62_00), medicare: usd(14_50), deferred: usd(50_00) },
        },
      ],
    })
    expect(bank.taxes.ofYear(ida, 2026).interest).toEqual([{ accountId: ids.own, earned: usd(3_00) }])
    expect(bank.taxes.ofYear(ida, 2020)).toMatchObject({ interest: [], wages: [] })
  })

  test('of a joint account is told to its first holder', () => {
    const { bank, ids, lou } = opened()
    expect(bank.taxes.ofYear(lou, 2025).interest).toMatchObject([
      { accountId: ids.joint, earned: { amountMinor: 7_00 } },
    ])
  })

  test('leaves out what was reversed', () => {
    const { bank, ida } = opened()
    const { id } = bank.ledger.post({
      ...{ kind: 'interest-earned', narrative: 'Interest' },
      postings: [
        { accountId: bank.accounts.ofHolder(ida)[0]?.id ?? '', amountMinor: 100_00 },
        { accountId: bank.ledger.houseAccount('town', 'USD', 'interest'), amountMinor: -100_00 },
      ],
    })
    expect(bank.taxes.ofYear(ida, 2026).interest[0]?.earned.amountMinor).toBe(103_00)
    bank.ledger.reverse(id, 'Posted in error')
    expect(bank.taxes.ofYear(ida, 2026).interest[0]?.earned.amountMinor).toBe(3_00)
  })
})
