import type { Database, Money, World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { nextMonthly } from '../days.ts'
import type { Ledger } from '../ledger/operations.ts'
import { shareOf } from '../rate.ts'
import { termsStore } from '../terms.ts'
import type { InsuranceTerms, Policy, PolicyTerms } from './model.ts'

/** Opens the policies that the bank keeps for its customers: insurances and annuities. */
export function openPolicies({ db, world, ledger, accounts }: Deps) {
  const store = termsStore<PolicyTerms>(db, 'policies')

  function nextPremium({ dueDate, status, premiumMinor, premiumTerm, startsOn }: InsuranceTerms, currency: string) {
    if (dueDate === null || status === 'expired' || status === 'terminated' || status === 'waived') return null
    const now = world.clock.now()
    const on = premiumTerm === 'monthly' ? nextMonthly(dueDate, now) : nextYearly(startsOn, now)
    return { amount: { amountMinor: premiumMinor, currency }, on }
  }

  return {
    /** The policy of an account; undefined where the account is none. */
    find(accountId: string): Policy | undefined {
      const terms = store.find(accountId)
      if (!terms) return undefined
      const { available: value } = accounts.balances(accountId)
      const now = world.clock.now()
      const direction = terms.kind === 'insurance' ? 'credit' : 'debit'
      const last = ledger.newest({ accountId, kinds: PAID, direction, from: 0, to: now + 1 })
      const found = { accountId, value, lastPayment: last ? { amount: last.amount, at: last.bookedAt } : null }
      if (terms.kind === 'insurance') return { ...terms, ...found, nextPayment: nextPremium(terms, value.currency) }
      const charge = shareOf(value.amountMinor, terms.surrenderChargePpm)
      const surrenderValue: Money = { ...value, amountMinor: value.amountMinor - charge }
      return { ...terms, ...found, surrenderValue, nextPayment: null }
    },
    add: (accountId: string, terms: PolicyTerms): void => store.add(accountId, terms),
  }
}

type Deps = { db: Database; world: World; ledger: Ledger; accounts: Accounts }

const PAID = ['premium', 'payout'] as const

/** The next day, today's included, with the month and date of a day. */
function nextYearly(day: string, at: number): string {
  const today = new Date(at).toISOString().slice(0, 10)
  const year = new Date(at).getUTCFullYear()
  const here = `${year}${day.slice(4)}`
  return here >= today ? here : `${year + 1}${day.slice(4)}`
}
