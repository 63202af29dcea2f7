import type { Investment } from '#bank'
import { amount, known, minor } from '../../../amounts.ts'
import { timestamp } from '../../../dates.ts'
import type { Held } from '../held.ts'

/** An investment account (FDX 6.4, InvestmentAccount), without what it holds. */
export function investmentDetails(held: Held) {
  const { investment } = held
  if (!investment) return investmentBalances(held)
  const before = investment.value.amountMinor - investment.dayChange.amountMinor
  return {
    ...investmentBalances(held),
    allowedCheckWriting: investment.checkWriting,
    allowedOptionTrade: investment.optionTrading,
    margin: investment.marginMinor !== null,
    dailyChange: amount(investment.dayChange),
    ...known({
      percentageChange: before > 0 ? Math.round((investment.dayChange.amountMinor * 10_000) / before) / 100 : undefined,
      employerName: investment.employerName,
      brokerId: investment.brokerId,
      planId: investment.planId,
    }),
  }
}

/** What an investment account is worth, and what of it is money, lent or owed. */
export function investmentBalances({ investment, balances }: Held) {
  const cash = investment?.cash ?? balances.available
  return {
    balanceType: 'ASSET',
    availableCashBalance: amount(cash),
    currentValue: amount(investment?.value ?? cash),
    balanceAsOf: timestamp(balances.at),
    ...known({
      marginBalance: investment?.marginMinor == null ? undefined : minor(investment.marginMinor),
      shortBalance: investment && shortOf(investment),
    }),
  }
}

function shortOf({ positions }: Investment): number | undefined {
  const short = positions.filter(({ side }) => side === 'short')
  return short.length === 0 ? undefined : short.reduce((sum, { value }) => sum + value.amountMinor, 0) / 100
}
