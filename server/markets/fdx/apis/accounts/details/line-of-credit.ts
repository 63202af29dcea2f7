import type { Card, Contract } from '#bank'
import { amount, known, minor, percent } from '../../../amounts.ts'
import { dayOf } from '../../../dates.ts'
import type { Held } from '../held.ts'
import { cardBills, contractBills } from './bills.ts'
import { interestRate } from './interest.ts'
import { scheduledPayments } from './scheduled.ts'

/** What of a line of credit is open to a call. */
export type Opened = { bills: boolean; scheduled: boolean }

/** A card or another line of credit (FDX 6.4, LineOfCreditAccount). */
export function lineOfCreditDetails(held: Held, opened: Opened) {
  const { card, contract, balances } = held
  if (card) return cardDetails(card, opened)
  if (contract) return lineDetails(contract, opened)
  return { balanceType: 'LIABILITY', currentBalance: -amount(balances.available) }
}

function cardDetails(card: Card, opened: Opened) {
  const { bill, rates } = card
  return {
    balanceType: 'LIABILITY',
    currentBalance: amount(card.owed),
    ...known({
      creditLine: card.limitMinor === null ? undefined : minor(card.limitMinor),
      availableCredit: card.available && amount(card.available),
      principalBalance: amount(card.owed),
      nextPaymentAmount: bill && amount(bill.minimum),
      nextPaymentDate: bill?.dueOn,
      minimumPaymentAmount: bill && amount(bill.minimum),
      lastPaymentAmount: bill?.lastPayment && amount(bill.lastPayment.amount),
      lastPaymentDate: bill?.lastPayment && dayOf(bill.lastPayment.at),
      pastDueAmount: bill && amount(bill.pastDue),
      lastStmtBalance: bill && amount(bill.balance),
      lastStmtDate: bill?.closedOn,
      purchasesApr: rates.purchases && percent(rates.purchases.ppm),
      advancesApr: rates.cashAdvances && percent(rates.cashAdvances.ppm),
      balanceTransfersApr: rates.balanceTransfers && percent(rates.balanceTransfers.ppm),
      cashAdvanceLimit: card.cashLimitMinor === null ? undefined : minor(card.cashLimitMinor),
      availableCash: card.availableCash && amount(card.availableCash),
      financeCharges: amount(card.interestThisYear),
      cardNetwork: card.network,
      chargedInterest: rates.purchases && interestRate(rates.purchases, 'daily'),
      bills: opened.bills ? cardBills(card) : undefined,
      scheduledPayments: opened.scheduled ? scheduledPayments({ card }) : undefined,
    }),
  }
}

function lineDetails(line: Contract, opened: Opened) {
  const { nextPayment, lastPayment } = line
  return {
    balanceType: 'LIABILITY',
    currentBalance: amount(line.outstanding),
    ...known({
      creditLine: line.limitMinor === null ? undefined : minor(line.limitMinor),
      availableCredit: line.undrawn && amount(line.undrawn),
      principalBalance: amount(line.outstanding),
      nextPaymentAmount: nextPayment && amount(nextPayment.amount),
      nextPaymentDate: nextPayment?.on,
      minimumPaymentAmount: nextPayment && amount(nextPayment.amount),
      lastPaymentAmount: lastPayment && amount(lastPayment.amount),
      lastPaymentDate: lastPayment && dayOf(lastPayment.at),
      pastDueAmount: amount(line.pastDue),
      advancesApr: percent(line.rate.ppm),
      chargedInterest: interestRate(line.rate, line.compounding),
      bills: opened.bills ? contractBills(line) : undefined,
      scheduledPayments: opened.scheduled ? scheduledPayments({ contract: line }) : undefined,
    }),
  }
}
