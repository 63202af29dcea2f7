import { describe, expect, test } from 'vitest'
import type { ContractTerms } from '#bank'
import { moved, NOON, on, pay, town } from '../town.ts'

const TERMS: ContractTerms = {
  ...{ kind: 'mortgage', lender: 'Bank', originalPrincipalMinor: 10_000_00, limitMinor: null },
  rate: { ppm: 60_000, kind: 'fixed', index: null, since: '2025-11-02', priorPpm: null },
  ...{ compounding: 'monthly', originatedOn: '2025-11-02', termMonths: 60, maturesOn: '2030-11-02' },
  ...{
    payment: { amountMinor: 300_00, dueDate: 31, automatic: true },
    escrowAccountId: 'escrow',
    arrears: null,
    school: null,
  },
}
const split = { principalMinor: 250_00, interestMinor: 50_00, escrowMinor: 0, insuranceMinor: 0, feesMinor: 0 }
const loan = (more: Partial<ContractTerms> = {}) =>
  ({
    loan: {
      kind: 'loan',
      openingMinor: -10_000_00,
      openingKind: 'credit-operation',
      terms: { contract: { ...TERMS, ...more } },
    },
    escrow: { kind: 'escrow', parent: 'loan', openingMinor: 720_00 },
  }) as const
const PAID = [
  moved('loan', '2025-12-10', 'interest-charged', -50_00),
  moved('own', '2025-12-10', 'loan-payment', -300_00, {
    against: { account: 'loan', narrative: 'Paid', facts: { split } },
  }),
  moved('loan', '2026-11-08', 'interest-charged', -50_00),
  moved('own', '2026-11-08', 'loan-payment', -300_00, {
    against: { account: 'loan', narrative: 'Paid', facts: { split } },
  }),
]

describe('a contract of credit', () => {
  test('has outstanding what its ledger says, and tells its payments and its escrow from theirs', () => {
    const { bank, ids } = town(loan(), PAID)
    expect(bank.contracts.find(ids.loan as string)).toMatchObject({
      ...{ outstanding: { amountMinor: 9_500_00, currency: 'USD' }, escrow: { amountMinor: 720_00 }, undrawn: null },
      lastPayment: { amount: { amountMinor: 300_00 }, at: on('2026-11-08') },
      // Ten days of 6 % on 9 500.
      payOff: { amountMinor: 9_500_00 + 15_62 },
      ...{ interestPaidThisYear: { amountMinor: 50_00 }, standing: 'current' },
    })
    expect(bank.accounts.find(ids.escrow as string)?.parentId).toBe(ids.loan)
  })

  test('is due on its date of the month, on the last day of a shorter one, and moves on with the clock', () => {
    const { bank, world, ids } = town(loan())
    const next = () => bank.contracts.find(ids.loan as string)?.nextPayment?.on
    expect(next()).toBe('2026-11-30')
    world.clock.advance(on('2026-12-01') - NOON)
    expect(next()).toBe('2026-12-31')
    world.clock.advance(on('2027-02-28') - on('2026-12-01'))
    expect(next()).toBe('2027-02-28')
  })

  test('that is behind is delinquent until as much has been paid since', () => {
    const { bank, ids } = town(loan({ arrears: { on: '2026-11-10', amountMinor: 600_00 } }), PAID)
    const found = () => bank.contracts.find(ids.loan as string)
    expect(found()).toMatchObject({ standing: 'delinquent', pastDue: { amountMinor: 600_00 } })
    pay(bank, ids, 'loan', 'loan-payment', 400_00)
    expect(found()).toMatchObject({ standing: 'delinquent', pastDue: { amountMinor: 200_00 } })
    pay(bank, ids, 'loan', 'loan-payment', 200_00)
    expect(found()).toMatchObject({ standing: 'current', pastDue: { amountMinor: 0 } })
  })

  test('that owes nothing any more is paid, and asks for nothing', () => {
    const { bank, ids } = town({
      loan: { ...loan().loan, openingMinor: 0, terms: { contract: { ...TERMS, escrowAccountId: null } } },
    })
    expect(bank.contracts.find(ids.loan as string)).toMatchObject({ standing: 'paid', nextPayment: null, escrow: null })
  })

  test('of a line tells what is left to draw, and is not paid off by being unused', () => {
    const line = {
      ...TERMS,
      kind: 'home-equity-line',
      originalPrincipalMinor: null,
      limitMinor: 5_000_00,
      escrowAccountId: null,
    } as const
    const { bank, ids } = town({ line: { kind: 'credit-line', terms: { contract: line } } }, [
      moved('line', '2026-05-05', 'credit-operation', -1_200_00),
    ])
    expect(bank.contracts.find(ids.line as string)).toMatchObject({
      ...{ outstanding: { amountMinor: 1_200_00 }, undrawn: { amountMinor: 3_800_00 }, standing: 'current' },
    })
    expect(bank.contracts.find(ids.own as string)).toBeUndefined()
  })
})
