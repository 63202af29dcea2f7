import type { Database, World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { dayOf, startOf, startOfYear } from '../days.ts'
import type { Ledger } from '../ledger/operations.ts'
import { termsStore } from '../terms.ts'
import type { Deposit, DepositTerms } from './model.ts'

const INTEREST = ['interest-earned', 'investment-yield'] as const
/** More lines than one account has in a day. */
const LINES_OF_A_DAY = 10_000

/** Opens what was agreed about deposits, with what the ledger says of them. */
export function openDeposits({ db, world, ledger, accounts }: Deps) {
  const store = termsStore<DepositTerms>(db, 'deposit_terms')
  return {
    /** The terms of a deposit; undefined for an account about which nothing was agreed. */
    find(accountId: string): Deposit | undefined {
      const terms = store.find(accountId)
      if (!terms) return undefined
      const now = world.clock.now()
      const { available, blocked, invested } = accounts.balances(accountId)
      const currency = available.currency
      const earned = ledger.ofKinds({ accountId, kinds: INTEREST, from: startOfYear(now), to: now + 1 })
      const today = ledger.statement({ accountId, from: startOf(dayOf(now)), to: now + 1, limit: LINES_OF_A_DAY })
      const held = available.amountMinor + blocked.amountMinor + invested.amountMinor
      return {
        ...terms,
        accountId,
        interestThisYear: { amountMinor: sum(earned), currency },
        openingToday: { amountMinor: held - sum(today), currency },
      }
    },
    /** What was agreed alone, for callers who need nothing of the ledger. */
    agreed: (accountId: string): DepositTerms | undefined => store.find(accountId),
    add: (accountId: string, terms: DepositTerms): void => store.add(accountId, terms),
  }
}

type Deps = { db: Database; world: World; ledger: Ledger; accounts: Accounts }
type Line = ReturnType<Ledger['statement']>[number]

function sum(lines: readonly Line[]): number {
  return lines.reduce(
    (total, { direction, amount }) => total + (direction === 'credit' ? 1 : -1) * amount.amountMinor,
    0,
  )
}
