import type { Database, Money, World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { cardPaidAt } from '../automatic/schedule.ts'
import { endOf, startOfYear } from '../days.ts'
import type { Ledger } from '../ledger/operations.ts'
import { paidBy, SETTLING_KINDS } from '../ledger/settling.ts'
import type { Statements } from '../statements/operations.ts'
import { termsStore } from '../terms.ts'
import { CLOSED_READ, dueOf } from './due.ts'
import type { Bill, Card, CardTerms } from './model.ts'

/** Opens the bank's cards: what was agreed, what is owed, and what the last statement asks for. */
export function openCards({ db, world, ledger, accounts, statements }: Deps) {
  const store = termsStore<CardTerms>(db, 'cards')

  function billOf(accountId: string, terms: CardTerms): Bill | null {
    const now = world.clock.now()
    const closed = statements.list({ accountId, from: 0, to: now + 1, limit: CLOSED_READ })
    const [newest] = closed
    if (!newest) return null
    const money = (amountMinor: number): Money => ({ ...newest.closing, amountMinor })
    const { balance, least, closedOn, dueOn } = dueOf(newest, terms)
    const paid = paidWithin(accountId, newest.endsAt, now + 1)
    // What was not paid of one month is still owed when the next one is closed.
    const over = closed.find((statement) => now >= endOf(dueOf(statement, terms).dueOn))
    const overdue = over ? Math.max(0, dueOf(over, terms).least - paidWithin(accountId, over.endsAt, now + 1)) : 0
    const left = (terms.autopay === 'minimum' ? least : balance) - paid
    const awaited = terms.autopay !== 'none' && left > 0 && now < cardPaidAt(dueOn)
    const last = ledger.newest({ accountId, kinds: SETTLING_KINDS, direction: 'credit', from: 0, to: now + 1 })
    return {
      ...{ statementId: newest.id, closedOn, dueOn },
      balance: money(balance),
      minimum: money(least),
      paid: money(paid),
      pastDue: money(overdue),
      autopay: awaited ? { amount: money(left), on: dueOn } : null,
      lastPayment: last ? { amount: last.amount, at: last.bookedAt } : null,
    }
  }

  function paidWithin(accountId: string, from: number, to: number): number {
    return paidBy(ledger.ofKinds({ accountId, kinds: SETTLING_KINDS, from, to }))
  }

  return {
    /** The card of an account; undefined where the account is none. */
    find(accountId: string): Card | undefined {
      const terms = store.find(accountId)
      if (!terms) return undefined
      const bill = billOf(accountId, terms)
      const now = world.clock.now()
      const { available, blocked } = accounts.balances(accountId)
      const money = (amountMinor: number): Money => ({ amountMinor, currency: available.currency })
      // What is authorised lies in the blocked part: it is held back, and not owed until it is booked.
      const owed = 0 - (available.amountMinor + blocked.amountMinor)
      const { limitMinor, cashLimitMinor } = terms
      const left = limitMinor === null ? null : limitMinor + available.amountMinor
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
