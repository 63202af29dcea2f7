import type { Investment, OpenOrder } from '#bank'
import { amount, known, minor, percent, units } from '../../../amounts.ts'
import { timestamp } from '../../../dates.ts'
import type { Held } from '../held.ts'
import { cashHolding, holding } from './holdings.ts'

/** An investment account (FDX 6.4, InvestmentAccount); what it holds only where INVESTMENTS is shared. */
export function investmentDetails({ account, investment, balances }: Held, withHoldings: boolean) {
  if (!investment) {
    const cash = amount(balances.available)
    return { balanceType: 'ASSET', availableCashBalance: cash, currentValue: cash, balanceAsOf: timestamp(balances.at) }
  }
  const before = investment.value.amountMinor - investment.dayChange.amountMinor
  return {
    balanceType: 'ASSET',
    availableCashBalance: amount(investment.cash),
    currentValue: amount(investment.value),
    balanceAsOf: timestamp(balances.at),
    allowedCheckWriting: investment.checkWriting,
    allowedOptionTrade: investment.optionTrading,
    margin: investment.marginMinor !== null,
    dailyChange: amount(investment.dayChange),
    ...known({
      marginBalance: investment.marginMinor === null ? undefined : minor(investment.marginMinor),
      percentageChange: before > 0 ? Math.round((investment.dayChange.amountMinor * 10_000) / before) / 100 : undefined,
      shortBalance: shortOf(investment),
      employerName: investment.employerName,
      brokerId: investment.brokerId,
      planId: investment.planId,
    }),
    ...(withHoldings ? holdingsOf(investment, account.id) : {}),
  }
}

/** What is held, ordered and put in: the INVESTMENTS cluster. */
function holdingsOf(investment: Investment, accountId: string) {
  const { positions, openOrders, contributions, vesting, loans, cash, value } = investment
  const cashHeld = cash.amountMinor > 0 ? [cashHolding(accountId, cash)] : []
  return {
    holdings: [...positions.map((position) => holding(position, value.currency)), ...cashHeld],
    ...known({
      openOrders: openOrders.length > 0 ? openOrders.map(openOrder) : undefined,
      contribution: contributions.length > 0 ? contributions.map(contribution) : undefined,
      vesting: vesting.length > 0 ? vesting.map((step) => vested(step, investment)) : undefined,
      investmentLoans: loans.length > 0 ? loans.map(loan) : undefined,
    }),
  }
}

function shortOf({ positions }: Investment): number | undefined {
  const short = positions.filter(({ side }) => side === 'short')
  return short.length === 0 ? undefined : short.reduce((sum, { value }) => sum + value.amountMinor, 0) / 100
}

function openOrder(order: OpenOrder) {
  return {
    orderId: order.id,
    symbol: order.symbol,
    description: order.name,
    units: units(order.unitsMicro),
    orderType: order.action.toUpperCase(),
    orderDate: order.orderedOn,
    orderDuration: order.duration === 'day' ? 'DAY' : 'GOODTILLCANCEL',
    unitType: 'SHARES',
    ...known({ limitPrice: order.limitMinor === null ? undefined : minor(order.limitMinor) }),
  }
}

function contribution({ source, employer, sharePpm, amountMinor }: Investment['contributions'][number]) {
  const percentage = sharePpm === null ? undefined : percent(sharePpm)
  const each = amountMinor === null ? undefined : minor(amountMinor)
  const part = employer
    ? { employerMatchPercentage: percentage, employerMatchAmount: each }
    : { employeePreTaxPercentage: percentage, employeePreTaxAmount: each }
  return { securityId: source, ...known(part) }
}

function vested({ on, sharePpm }: Investment['vesting'][number], { value }: Investment) {
  const vestedMinor = Math.round((value.amountMinor * sharePpm) / 1_000_000)
  return {
    vestingDate: on,
    vestingPercentage: percent(sharePpm),
    vestedBalance: minor(vestedMinor),
    unVestedBalance: minor(value.amountMinor - vestedMinor),
  }
}

function loan({ id, description, startedOn, amountMinor, outstandingMinor, ratePpm }: Investment['loans'][number]) {
  return {
    loanId: id,
    loanDescription: description,
    loanStartDate: startedOn,
    initialLoanAmount: minor(amountMinor),
    currentLoanBalance: minor(outstandingMinor),
    loanRate: percent(ratePpm),
  }
}
