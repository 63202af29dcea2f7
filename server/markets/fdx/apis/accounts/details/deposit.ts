import { amount, known, percent } from '../../../amounts.ts'
import { timestamp } from '../../../dates.ts'
import type { Held } from '../held.ts'
import { interestRate } from './interest.ts'

/** Balances and terms of a deposit (FDX 6.4, DepositAccount). */
export function depositDetails(held: Held) {
  const { deposit, account } = held
  const interest = deposit?.rate ?? undefined
  return {
    ...depositBalances(held),
    ...known({
      annualPercentageYield: deposit?.yieldPpm == null ? undefined : percent(deposit.yieldPpm),
      interestYtd: deposit && amount(deposit.interestThisYear),
      term: deposit?.term?.months,
      maturityDate: deposit?.term?.maturesOn,
      earnedInterest: interest && interestRate(interest, deposit?.compounding),
      overdraftOptIn: deposit?.overdraft?.optedIn,
      overdrafted: account.kind === 'current' ? held.balances.available.amountMinor < 0 : undefined,
      overdraftProtectionFunded: deposit?.overdraft ? deposit.overdraft.fundedFrom !== null : undefined,
    }),
  }
}

/** What lies in an account, and what of it can be spent. What is pending is held back and still in the first. */
export function depositBalances({ balances, deposit, place }: Held) {
  const { available, blocked, invested, at } = balances
  return {
    balanceType: 'ASSET',
    currentBalance: (available.amountMinor + blocked.amountMinor + invested.amountMinor) / 100,
    availableBalance: amount(available),
    balanceAsOf: timestamp(at),
    ...(deposit && place.accountCategory === 'DEPOSIT_ACCOUNT'
      ? { openingDayBalance: amount(deposit.openingToday) }
      : {}),
  }
}

/** The same for a wallet, which is no more than that and what it earns (FDX 6.2, DIGITAL_WALLET). */
export function walletDetails(held: Held) {
  const { deposit } = held
  return {
    ...depositBalances(held),
    ...known({
      annualPercentageYield: deposit?.yieldPpm == null ? undefined : percent(deposit.yieldPpm),
      earnedInterest: deposit?.rate ? interestRate(deposit.rate, deposit.compounding) : undefined,
    }),
  }
}
