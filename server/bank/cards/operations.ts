import type { Database, Money, World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { dayOf, daysAfter, endOf, startOfYear } from '../days.ts'
import type { Ledger } from '../ledger/operations.ts'
import { shareOf } from '../rate.ts'
import type { Statements } from '../statements/operations.ts'
import { termsStore } from '../terms.ts'
import type { Bill, Card, CardTerms } from './model.ts'

/** Opens the bank's cards: what was agreed, what is owed, and what the last statement asks for. */
export function openCards({ db, world, ledger, accounts, statements }: Deps) {
  const store = termsStore<CardTerms>(db, 'cards')

  function billOf(accountId: string, { minimum, dueDays, autopay }: CardTerms): Bill | null {
    const statement = statements.latest(accountId)
    if (!statement) return null
    const now = world.clock.now()
    const { currency } = statement.closing
    const money = (amountMinor: number): Money => ({ amountMinor, currency })
    const balance = Math.max(0, -statement.closing.amountMinor)
    const least = Math.min(balance, Math.max(minimum.floorMinor, shareOf(balance, minimum.sharePpm)))
    const closedOn = dayOf(statement.endsAt - 1)
    const dueOn = daysAfter(closedOn, dueDays)
    const paid = paidWithin(accountId, statement.endsAt, now + 1)
    const inTime = paidWithin(accountId, statement.endsAt, Math.min(now + 1, endOf(dueOn)))
    const overdue = now >= endOf(dueOn) && inTime < least ? Math.max(0, least - paid) : 0
    const takes = autopay === 'minimum' ? least : balance
    const last = ledger.newest({ accountId, kinds: PAYMENTS, direction: 'credit', from: 0, to: now + 1 })
    return {
      ...{ statementId: statement.id, closedOn, dueOn },
      balance: money(balance),
      minimum: money(least),
      paid: money(paid),
      pastDue: money(overdue),
      autopay: autopay === 'none' || takes === 0 ? null : { amount: money(takes), on: dueOn },
      lastPayment: last ? { amount: last.amount, at: last.bookedAt } : null,
    }
  }

  function paidWithin(accountId: string, from: number, to: number): number {
    const lines = ledger.ofKinds({ accountId, kinds: PAYMENTS, from, to })
    return lines.reduce((sum, { direction, amount }) => sum + (direction === 'credit' ? 1 : -1) * amount.amountMinor, 0)
  }

  return {
    /** The card of an account; undefined where the account is none. */
    find(accountId: string): Card | undefined {
      const terms = store.find(accountId)
      if (!terms) return undefined
      const now = world.clock.now()
      const { available, blocked } = accounts.balances(accountId)
      const money = (amountMinor: number): Money => ({ amountMinor, currency: available.currency })
      // What is authorised lies in the blocked part: it is held back, and not owed until it is booked.
      const owed = -(available.amountMinor + blocked.amountMinor)
      const { limitMinor, cashLimitMinor } = terms
      const left = limitMinor === null ? null : limitMinor + available.amountMinor
      const bill = billOf(accountId, terms)
      const charged = ledger.ofKinds({ accountId, kinds: ['interest-charged'], from: startOfYear(now), to: now + 1 })
      return {
        ...terms,
        accountId,
        owed: money(owed),
        available: left === null ? null : money(Math.max(0, left)),
        availableCash:
          cashLimitMinor === null ? null : money(Math.max(0, Math.min(cashLimitMinor, left ?? cashLimitMinor))),
        bill,
        interestThisYear: money(charged.reduce((sum, { amount }) => sum + amount.amountMinor, 0)),
        standing: (bill?.pastDue.amountMinor ?? 0) > 0 ? 'delinquent' : 'current',
      }
    },
    add: (accountId: string, terms: CardTerms): void => store.add(accountId, terms),
  }
}

type Deps = { db: Database; world: World; ledger: Ledger; accounts: Accounts; statements: Statements }

const PAYMENTS = ['card-payment'] as const
