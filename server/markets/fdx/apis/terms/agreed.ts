import type { Card, Contract, Deposit, Policy, Rate } from '#bank'
import { printed } from '../../documents/money-words.ts'
import type { Held } from '../accounts/held.ts'

/** Something that was agreed about this very account: what it is, and what was agreed. */
export type Agreed = { name: string; value: string }

/** What was agreed about an account besides what holds for all of its kind; amounts in its own currency. */
export function agreedOf({ account, deposit, card, contract, policy }: Held): Agreed[] {
  const overdraft = account.overdraftLimitMinor
  const told: Told[] = [
    ...(deposit ? depositTerms(deposit) : []),
    ['Agreed overdraft', overdraft === null ? undefined : dollars(overdraft)],
    ...(card ? cardTerms(card) : []),
    ...(contract ? contractTerms(contract) : []),
    ...(policy ? policyTerms(policy) : []),
  ]
  return told.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}

type Told = readonly [name: string, value: string | undefined]

const dollars = (amountMinor: number): string => `$${printed(amountMinor)}`
const inPercent = (ppm: number): string => `${(ppm / 10_000).toFixed(3)} % a year`

function rateOf(rate: Rate | null): string | undefined {
  if (rate === null) return undefined
  return `${inPercent(rate.ppm)}, ${rate.kind}${rate.index === null ? '' : `, after ${rate.index}`}, since ${rate.since}`
}

function depositTerms({ rate, yieldPpm, term }: Deposit): Told[] {
  return [
    ['Interest rate', rateOf(rate)],
    ['Yield', yieldPpm === null ? undefined : inPercent(yieldPpm)],
    ['Stays until', term ? `${term.maturesOn}, ${term.months} months in all` : undefined],
  ]
}

function cardTerms({ limitMinor, cashLimitMinor, rates, minimum, dueDays }: Card): Told[] {
  const { floorMinor, sharePpm } = minimum
  return [
    ['Credit limit', limitMinor === null ? 'None agreed in advance' : dollars(limitMinor)],
    ['Of it in cash', cashLimitMinor === null ? undefined : dollars(cashLimitMinor)],
    ['Rate for purchases', rateOf(rates.purchases)],
    ['Rate for cash advances', rateOf(rates.cashAdvances)],
    ['Rate for balance transfers', rateOf(rates.balanceTransfers)],
    ['Least payment', `${sharePpm / 10_000} % of the statement, ${dollars(floorMinor)} at least`],
    ['Due', `${dueDays} days after the statement's month`],
  ]
}

function contractTerms(contract: Contract): Told[] {
  const { lender, originalPrincipalMinor, limitMinor, rate, termMonths, originatedOn, maturesOn, payment } = contract
  return [
    ['Lender', lender],
    ['Lent at first', originalPrincipalMinor === null ? undefined : dollars(originalPrincipalMinor)],
    ['Credit limit', limitMinor === null ? undefined : dollars(limitMinor)],
    ['Interest rate', rateOf(rate)],
    ['Agreed on', originatedOn],
    ['Runs until', maturesOn === null ? undefined : `${maturesOn}, ${termMonths} months in all`],
    [
      'Monthly payment',
      payment ? `${dollars(payment.amountMinor)} on day ${payment.dueDate} of each month` : undefined,
    ],
  ]
}

function policyTerms(policy: Policy): Told[] {
  if (policy.kind === 'insurance') {
    return [
      ['Cover', dollars(policy.coverageMinor)],
      ['Premium', `${dollars(policy.premiumMinor)}, ${policy.premiumTerm}`],
      ['Covers', `from ${policy.startsOn}${policy.endsOn === null ? ', for life' : ` to ${policy.endsOn}`}`],
    ]
  }
  return [
    ['Payments', `${dollars(policy.payoutMinor)}, ${policy.mode}, from ${policy.payoutStartsOn}`],
    ['Charge for giving it up', `${policy.surrenderChargePpm / 10_000} % of its value`],
  ]
}
