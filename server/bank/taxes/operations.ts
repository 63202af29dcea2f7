import type { Database, Events, Money, World } from '#kernel'
import type { Account } from '../accounts/model.ts'
import type { Accounts } from '../accounts/operations.ts'
import type { Contract } from '../contracts/model.ts'
import type { Transaction } from '../ledger/model.ts'
import type { Ledger } from '../ledger/operations.ts'
import { openHandedForms } from './handed-in.ts'
import type { TaxYear } from './model.ts'

const INTEREST = ['interest-earned', 'investment-yield'] as const
const DIVIDENDS = ['dividend'] as const
const WAGES = ['direct-deposit', 'salary'] as const
const PAYMENTS = ['loan-payment'] as const
const SECURED_BY_A_HOME: readonly Contract['kind'][] = ['mortgage', 'home-equity', 'home-equity-line']

/** Opens the sums that a year's taxes ask for, and the forms that others hand in. */
export function openTaxes({ db, world, events, ledger, accounts, contracts }: Deps) {
  const outstandingAt = (accountId: string, at: number): Money => {
    const { available, blocked } = accounts.balances(accountId)
    const since = ledger.statement({ accountId, from: at, to: Number.MAX_SAFE_INTEGER, limit: LINES })
    const owed = -(available.amountMinor + blocked.amountMinor) + sum(since)
    return { amountMinor: Math.max(0, owed), currency: available.currency }
  }

  return {
    /**
     * The facts of a year (in UTC) of the accounts whose first holder this is: what several hold is told to the first
     * of them. It reads that year's lines of each account, and no others.
     */
    ofYear(holderId: string, year: number): TaxYear {
      const from = Date.UTC(year, 0)
      const within = { from, to: Date.UTC(year + 1, 0) }
      const own = accounts.ofHolder(holderId).filter(({ holders }) => holders[0] === holderId)
      const earned = (kinds: typeof INTEREST | typeof DIVIDENDS) =>
        own.flatMap((account) => {
          const amountMinor = sum(ledger.ofKinds({ accountId: account.id, kinds, ...within }))
          return amountMinor > 0 ? [{ accountId: account.id, earned: moneyOf(account, amountMinor) }] : []
        })
      const mortgageInterest = own.flatMap((account) => {
        const contract = contracts.find(account.id)
        if (!contract || !SECURED_BY_A_HOME.includes(contract.kind)) return []
        const payments = ledger.ofKinds({ accountId: account.id, kinds: PAYMENTS, ...within })
        const paid = payments.reduce((total, { facts }) => total + (facts?.split?.interestMinor ?? 0), 0)
        if (paid <= 0) return []
        const outstandingAtStart = outstandingAt(account.id, from)
        return [{ accountId: account.id, paid: moneyOf(account, paid), outstandingAtStart }]
      })
      const wages = own.flatMap((account) =>
        wagesOf(account, ledger.ofKinds({ accountId: account.id, kinds: WAGES, ...within })),
      )
      return { holderId, year, interest: earned(INTEREST), dividends: earned(DIVIDENDS), mortgageInterest, wages }
    },
    handedIn: openHandedForms({ db, world, events }),
  }
}

type Deps = {
  db: Database
  world: World
  events: Events
  ledger: Ledger
  accounts: Accounts
  contracts: { find(accountId: string): Contract | undefined }
}

/** More lines than a loan has in the years that are asked about. */
const LINES = 10_000

const moneyOf = ({ currency }: Account, amountMinor: number): Money => ({ amountMinor, currency })

function sum(lines: readonly Transaction[]): number {
  return lines.reduce(
    (total, { direction, amount }) => total + (direction === 'credit' ? 1 : -1) * amount.amountMinor,
    0,
  )
}

/** What an account was paid in wages, by employer. */
function wagesOf(account: Account, lines: readonly Transaction[]): TaxYear['wages'] {
  const byEmployer = Map.groupBy(
    lines.filter(({ facts, counterparty }) => facts?.pay && counterparty),
    ({ counterparty }) => counterparty?.document ?? counterparty?.name ?? '',
  )
  return [...byEmployer.values()].map((paid) => {
    const of = (field: keyof NonNullable<NonNullable<Transaction['facts']>['pay']>) =>
      moneyOf(
        account,
        paid.reduce((total, { facts }) => total + (facts?.pay?.[field] ?? 0), 0),
      )
    return {
      employer: paid[0]?.counterparty ?? {},
      accountId: account.id,
      gross: of('grossMinor'),
      federalTax: of('federalTaxMinor'),
      stateTax: of('stateTaxMinor'),
      socialSecurity: of('socialSecurityMinor'),
      medicare: of('medicareMinor'),
      deferred: of('deferredMinor'),
    }
  })
}
