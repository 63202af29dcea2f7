import type { Database, Money } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { termsStore } from '../terms.ts'
import type { HeldPosition, Investment, InvestmentTerms, Position } from './model.ts'

/** Opens the bank's investments: what is held in an account, and what it is worth. */
export function openInvestments({ db, accounts }: { db: Database; accounts: Accounts }) {
  const store = termsStore<InvestmentTerms>(db, 'investments')
  return {
    /** What an investment account is and holds; undefined where the account is none. */
    find(accountId: string): Investment | undefined {
      const terms = store.find(accountId)
      if (!terms) return undefined
      const { available, blocked } = accounts.balances(accountId)
      const money = (amountMinor: number): Money => ({ amountMinor, currency: available.currency })
      const positions = terms.positions.map((position) => held(position, money))
      const total = (of: (position: HeldPosition) => Money) =>
        positions.reduce((sum, position) => sum + of(position).amountMinor, 0)
      return {
        ...terms,
        accountId,
        cash: available,
        value: money(available.amountMinor + blocked.amountMinor + total(({ value }) => value)),
        dayChange: money(total(({ dayChange }) => dayChange)),
        positions,
      }
    },
    add(accountId: string, terms: InvestmentTerms): void {
      for (const position of terms.positions) assertLots(position)
      store.add(accountId, terms)
    },
  }
}

/** What so many millionths of units are worth at a price, in whole minor units: exact, however many they are. */
export function worth(unitsMicro: number, priceMinor: number): number {
  const product = BigInt(unitsMicro) * BigInt(priceMinor)
  const half = product < 0n ? -500_000n : 500_000n
  return Number((product + half) / 1_000_000n)
}

function held(position: Position, money: (amountMinor: number) => Money): HeldPosition {
  const { unitsMicro, priceMinor, previousPriceMinor, side, option } = position
  const units = (side === 'short' ? -1 : 1) * unitsMicro * (option?.sharesPerUnit ?? 1)
  const value = worth(units, priceMinor)
  return { ...position, value: money(value), dayChange: money(value - worth(units, previousPriceMinor)) }
}

function assertLots({ id, unitsMicro, lots }: Position): void {
  const sum = lots.reduce((total, lot) => total + lot.unitsMicro, 0)
  if (lots.length > 0 && sum !== unitsMicro) throw new Error(`position ${id}: its lots are ${sum} of ${unitsMicro}`)
}
