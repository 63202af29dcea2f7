import type { Database, Money, World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { nextInstalment } from '../automatic/schedule.ts'
import type { AutomaticStore } from '../automatic/store.ts'
import { nextMonthly, startOf, startOfYear } from '../days.ts'
import type { Ledger } from '../ledger/operations.ts'
import { paidBy, SETTLING_KINDS } from '../ledger/settling.ts'
import { shareOf } from '../rate.ts'
import { termsStore } from '../terms.ts'
import type { Contract, ContractTerms } from './model.ts'

const DAY_MS = 86_400_000
const DAYS_OF_A_YEAR = 365

/** Opens the bank's contracts of credit: what was agreed, what is outstanding, and what was paid. */
export function openContracts({ db, world, ledger, accounts, automatic }: Deps) {
  const store = termsStore<ContractTerms>(db, 'contracts')

  function payments(accountId: string, from: number) {
    return ledger.ofKinds({ accountId, kinds: SETTLING_KINDS, from, to: world.clock.now() + 1 })
  }

  function pastDueOf(accountId: string, { arrears }: ContractTerms): number {
    const behind = [
      ...(arrears ? [{ at: startOf(arrears.on), amountMinor: arrears.amountMinor }] : []),
      ...automatic.missed(accountId),
    ]
    if (behind.length === 0) return 0
    const since = Math.min(...behind.map(({ at }) => at))
    // What the bank took by itself was for its own day, and not for what was missed before.
    const paid = paidBy(payments(accountId, since)) - automatic.paidSince(accountId, since)
    return Math.max(0, behind.reduce((sum, { amountMinor }) => sum + amountMinor, 0) - paid)
  }

  return {
    /** The contract behind an account; undefined where there is none. */
    find(accountId: string): Contract | undefined {
      const terms = store.find(accountId)
      if (!terms) return undefined
      const now = world.clock.now()
      const { available, blocked } = accounts.balances(accountId)
      const money = (amountMinor: number): Money => ({ amountMinor, currency: available.currency })
      const outstanding = Math.max(0, -(available.amountMinor + blocked.amountMinor))
      const pastDue = pastDueOf(accountId, terms)
      const last = ledger.newest({ accountId, kinds: SETTLING_KINDS, direction: 'credit', from: 0, to: now + 1 })
      const { payment, limitMinor, escrowAccountId } = terms
      const since = Math.max(0, Math.floor((now - (last?.bookedAt ?? now)) / DAY_MS))
      const accrued = Math.round((shareOf(outstanding, terms.rate.ppm) * since) / DAYS_OF_A_YEAR)
      const paidOff = limitMinor === null && outstanding === 0
      return {
        ...terms,
        accountId,
        outstanding: money(outstanding),
        undrawn: limitMinor === null ? null : money(Math.max(0, limitMinor + available.amountMinor)),
        payOff: money(outstanding + accrued),
        escrow: escrowAccountId === null ? null : accounts.balances(escrowAccountId).available,
        nextPayment:
          payment === null || outstanding === 0
            ? null
            : { amount: money(payment.amountMinor), on: nextDay(payment, now) },
        lastPayment: last ? { amount: last.amount, at: last.bookedAt } : null,
        interestPaidThisYear: money(
          payments(accountId, startOfYear(now)).reduce((sum, { facts }) => sum + (facts?.split?.interestMinor ?? 0), 0),
        ),
        pastDue: money(pastDue),
        standing: paidOff ? 'paid' : pastDue > 0 ? 'delinquent' : 'current',
      }
    },
    add: (accountId: string, terms: ContractTerms): void => store.add(accountId, terms),
  }
}

type Deps = {
  db: Database
  world: World
  ledger: Ledger
  accounts: Accounts
  automatic: Pick<AutomaticStore, 'missed' | 'paidSince'>
}

/** The next day on which an instalment is due: today until the day is over, or until the bank has taken it by itself. */
function nextDay({ dueDate, automatic }: NonNullable<ContractTerms['payment']>, now: number): string {
  return automatic ? nextInstalment(dueDate, now).on : nextMonthly(dueDate, now)
}
