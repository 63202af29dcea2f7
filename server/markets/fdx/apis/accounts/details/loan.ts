import { amount, known, minor, percent } from '../../../amounts.ts'
import { dayOf } from '../../../dates.ts'
import type { Held } from '../held.ts'
import { contractBills } from './bills.ts'
import { frequency, interestRate, rateMembers } from './interest.ts'
import type { Opened } from './line-of-credit.ts'
import { scheduledPayments } from './scheduled.ts'

/** A loan (FDX 6.4, LoanAccount). Its rate is a percentage: 6.99 means 6.99 %. */
export function loanDetails({ contract, balances }: Held, opened: Opened) {
  if (!contract) return { balanceType: 'LIABILITY', principalBalance: -amount(balances.available) }
  const { nextPayment, lastPayment, rate } = contract
  return {
    balanceType: 'LIABILITY',
    principalBalance: amount(contract.outstanding),
    ...rateMembers(rate),
    ...known({
      escrowBalance: contract.escrow && amount(contract.escrow),
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
      bills: opened.bills ? contractBills(contract) : undefined,
      scheduledPayments: opened.scheduled ? scheduledPayments({ contract }) : undefined,
    }),
  }
}
