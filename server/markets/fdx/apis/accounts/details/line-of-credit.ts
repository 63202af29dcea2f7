import type { Card, Contract } from '#bank'
import { amount, known, minor, percent } from '../../../amounts.ts'
import { dayOf } from '../../../dates.ts'
import type { Held } from '../held.ts'
import { interestRate } from './interest.ts'

/** A card or another line of credit (FDX 6.4, LineOfCreditAccount). */
export function lineOfCreditDetails(held: Held) {
  const { card, contract } = held
  return { ...lineOfCreditBalances(held), ...(card ? cardTerms(card) : contract ? lineTerms(contract) : {}) }
}

/** What is owed on it, and what can still be drawn. */
export function lineOfCreditBalances({ card, contract, balances }: Held) {
  const owed = card?.owed ?? contract?.outstanding
  const available = card ? card.available : contract?.undrawn
  return {
    balanceType: 'LIABILITY',
    currentBalance: owed ? amount(owed) : -amount(balances.available),
    ...known({
      principalBalance: owed && amount(owed),
      availableCredit: available && amount(available),
      availableCash: card?.availableCash && amount(card.availableCash),
    }),
  }
}

function cardTerms(card: Card) {
  const { bill, rates } = card
  return known({
    creditLine: card.limitMinor === null ? undefined : minor(card.limitMinor),
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
    financeCharges: amount(card.interestThisYear),
    cardNetwork: card.network,
    chargedInterest: rates.purchases && interestRate(rates.purchases, 'daily'),
  })
}

function lineTerms(line: Contract) {
  const { nextPayment, lastPayment } = line
  return known({
    creditLine: line.limitMinor === null ? undefined : minor(line.limitMinor),
    nextPaymentAmount: nextPayment && amount(nextPayment.amount),
    nextPaymentDate: nextPayment?.on,
    minimumPaymentAmount: nextPayment && amount(nextPayment.amount),
    lastPaymentAmount: lastPayment && amount(lastPayment.amount),
    lastPaymentDate: lastPayment && dayOf(lastPayment.at),
    pastDueAmount: amount(line.pastDue),
    advancesApr: percent(line.rate.ppm),
    chargedInterest: interestRate(line.rate, line.compounding),
  })
}
