import { amount, known, minor, percent } from '../../../amounts.ts'
import { dayOf } from '../../../dates.ts'
import type { Held } from '../held.ts'
import { frequency, interestRate, rateMembers } from './interest.ts'

/** A loan (FDX 6.4, LoanAccount). Its rate is a percentage: 6.99 means 6.99 %. */
export function loanDetails(held: Held) {
  const { contract } = held
  if (!contract) return loanBalances(held)
  const { nextPayment, lastPayment, rate } = contract
  return {
    ...loanBalances(held),
    ...rateMembers(rate),
    ...known({
      originalPrincipal: contract.originalPrincipalMinor === null ? undefined : minor(contract.originalPrincipalMinor),
      originatingDate: contract.originatedOn,
      loanTerm: contract.termMonths,
      totalNumberOfPayments: contract.termMonths,
      nextPaymentAmount: nextPayment && amount(nextPayment.amount),
      nextPaymentDate: nextPayment?.on,
      paymentFrequency: contract.payment ? 'MONTHLY' : undefined,
      compoundingPeriod: frequency(contract.compounding),
      payOffAmount: amount(contract.payOff),
      lastPaymentAmount: lastPayment && amount(lastPayment.amount),
      lastPaymentDate: lastPayment && dayOf(lastPayment.at),
      maturityDate: contract.maturesOn,
      interestPaidYearToDate: amount(contract.interestPaidThisYear),
      currentSchool: contract.school,
      loanProviderName: contract.lender,
      chargedInterest: interestRate(rate, contract.compounding),
      annualPercentageRate: percent(rate.ppm),
    }),
  }
}

/** What is still owed, and what waits in escrow with it. */
export function loanBalances({ contract, balances }: Held) {
  return {
    balanceType: 'LIABILITY',
    principalBalance: contract ? amount(contract.outstanding) : -amount(balances.available),
    ...known({ escrowBalance: contract?.escrow && amount(contract.escrow) }),
  }
}
