import type { Investment, OpenOrder } from '#bank'
import { known, minor, percent, units } from '../../../amounts.ts'
import type { Held } from '../held.ts'
import { cashHolding, holding } from './positions.ts'

/** What an investment account holds, what is ordered for it and put into it (FDX 6.4, the INVESTMENTS cluster). */
export function holdingsOf({ account, place, investment }: Held) {
  if (place.accountCategory !== 'INVESTMENT_ACCOUNT' || !investment) return {}
  const { positions, openOrders, contributions, vesting, loans, cash, value } = investment
  const cashHeld = cash.amountMinor > 0 ? [cashHolding(account.id, cash)] : []
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
