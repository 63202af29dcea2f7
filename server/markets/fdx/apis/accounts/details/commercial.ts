import { amount, known, minor } from '../../../amounts.ts'
import { timestamp } from '../../../dates.ts'
import type { Held } from '../held.ts'

/** What balances are called in the codes of the Bank Administration Institute (BAI2). */
const BAI = { currentLedger: '030', currentAvailable: '060' } as const

/** An account of a business (FDX 6.4, CommercialAccount): ledger balances are what was booked. */
export function commercialDetails(held: Held) {
  const { contract } = held
  return {
    ...commercialBalances(held),
    ...known({ creditLine: contract?.limitMinor == null ? undefined : minor(contract.limitMinor) }),
  }
}

/** How it stands: nearly all that is told of it. */
export function commercialBalances({ balances, deposit, contract, investment }: Held) {
  const { available, blocked, invested, at } = balances
  const ledgerMinor = available.amountMinor + blocked.amountMinor + invested.amountMinor
  return {
    balanceType: contract ? 'LIABILITY' : 'ASSET',
    balanceAsOf: timestamp(at),
    currentLedgerBalance: minor(ledgerMinor),
    currentAvailableBalance: amount(available),
    nextDayAvailableBalance: minor(ledgerMinor),
    twoDaysPlusAvailableBalance: minor(ledgerMinor),
    ...known({
      openingLedgerBalance: deposit && amount(deposit.openingToday),
      principalBalance: contract && amount(contract.outstanding),
      availableCredit: contract?.undrawn && amount(contract.undrawn),
      currentValue: investment && amount(investment.value),
    }),
    commercialBalances: [
      balance(BAI.currentLedger, ledgerMinor, 'Current ledger'),
      balance(BAI.currentAvailable, available.amountMinor, 'Current available'),
    ],
  }
}

const balance = (code: string, amountMinor: number, memo: string) => ({
  commercialCode: { type: 'BAI', code },
  amount: minor(amountMinor),
  memo,
})
