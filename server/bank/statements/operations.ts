import { addMonths, type Database, type World } from '#kernel'
import type { Accounts } from '../accounts/operations.ts'
import { monthOf } from '../days.ts'
import { idOf } from '../ids.ts'
import type { Statement, StatementsQuery } from './model.ts'
import { type StatementRow, statementsStore } from './store.ts'

/** How long a statement is in the making after the end of its month. */
export const MAKING_MS = 6 * 3_600_000

type Deps = {
  db: Database
  world: World
  accounts: Accounts
  /** The moment of the earliest thing that is still to be booked as of its own moment; undefined where there is none. */
  awaited: () => number | undefined
  /** Books of it what can be booked at once. */
  settle: () => void
}

/**
 * Opens the statements of accounts. A month is summed up once, when it is over and somebody asks: the next one begins
 * where it ended, so that no question ever adds up an account's whole past.
 */
export function openStatements({ db, world, accounts, awaited, settle }: Deps) {
  const store = statementsStore(db)

  /** Sums up the months that are over and not summed up yet. */
  const close = db.transaction((accountId: string): void => {
    const account = accounts.find(accountId)
    if (!account) return
    const now = Math.min(
      world.clock.now(),
      awaited() ?? Number.MAX_SAFE_INTEGER,
      account.closedAt === null ? Number.MAX_SAFE_INTEGER : endOfMonth(account.closedAt),
    )
    const last = store.latest(accountId)
    let startsAt = last?.ends_at ?? startOfMonth(account.openedAt)
    let opening = last?.closing_minor ?? 0
    for (let endsAt = addMonths(startsAt, 1); endsAt <= now; endsAt = addMonths(startsAt, 1)) {
      const { sumMinor, lines } = store.sum(accountId, startsAt, endsAt)
      const month = monthOf(startsAt)
      const id = idOf(account.book, `${accountId} statement ${month}`)
      const amounts = { opening_minor: opening, closing_minor: opening + sumMinor, line_count: lines }
      store.add({ id, account_id: accountId, month, starts_at: startsAt, ends_at: endsAt, ...amounts })
      opening += sumMinor
      startsAt = endsAt
    }
  })

  function statementOf(row: StatementRow, currency: string): Statement {
    const availableAt = row.ends_at + MAKING_MS
    return {
      ...{ id: row.id, accountId: row.account_id, month: row.month, startsAt: row.starts_at, endsAt: row.ends_at },
      availableAt,
      state: world.clock.now() < availableAt ? 'processing' : 'available',
      opening: { amountMinor: row.opening_minor, currency },
      closing: { amountMinor: row.closing_minor, currency },
      lines: row.line_count,
    }
  }

  function list(query: StatementsQuery): Statement[] {
    close(query.accountId)
    const currency = currencyOf(query.accountId)
    return store.page(query).map((row) => statementOf(row, currency))
  }

  const currencyOf = (accountId: string) => accounts.find(accountId)?.currency ?? ''

  return {
    /** A page of an account's statements, newest first. An unknown account has none. */
    list(query: StatementsQuery): Statement[] {
      settle()
      return list(query)
    },
    /** The same for what books by itself: of what was booked until now. */
    booked: list,
    /** The statement of the last whole month; undefined in an account's first. */
    latest(accountId: string): Statement | undefined {
      settle()
      close(accountId)
      const row = store.latest(accountId)
      return row && statementOf(row, currencyOf(accountId))
    },
    /** A statement of an account by its id. */
    find(accountId: string, id: string): Statement | undefined {
      const row = store.find(id)
      return row?.account_id === accountId ? statementOf(row, currencyOf(accountId)) : undefined
    },
  }
}

export type Statements = ReturnType<typeof openStatements>

const startOfMonth = (at: number): number => Date.parse(`${monthOf(at)}-01`)
const endOfMonth = (at: number): number => addMonths(startOfMonth(at), 1)
