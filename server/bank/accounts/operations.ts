import { type Database, type Events, type Origin, problem, type World } from '#kernel'
import type { StatementQuery, Transaction } from '../ledger/model.ts'
import type { Ledger } from '../ledger/operations.ts'
import type { Account, AccountStatus, Balances, KeptAccount } from './model.ts'
import { accountStore } from './store.ts'

type Deps = { db: Database; world: World; events: Events; ledger: Ledger }

/** Opens the bank's accounts: what customers hold, what is on it, and what moved. */
export function openAccounts({ db, world, events, ledger }: Deps) {
  const store = accountStore(db)

  function mustFind(accountId: string): Account {
    const account = store.find(accountId)
    if (!account) throw problem('account-not-found', { accountId })
    return account
  }

  const change = db.transaction((accountId: string, status: AccountStatus, type: string, data = {}) => {
    const account = mustFind(accountId)
    if (account.status === 'closed') throw problem('account-closed', { accountId })
    if (account.status === status) return
    store.setStatus(accountId, status, null)
    events.record({ type, ...about(account), data: { accountId, ...data } })
  })

  const close = db.transaction((accountId: string) => {
    const account = closeAt(accountId, world.clock.now())
    events.record({ type: 'account.closed', ...about(account), data: { accountId } })
  })

  function closeAt(accountId: string, at: number): Account {
    const account = mustFind(accountId)
    if (account.status === 'closed') throw problem('account-closed', { accountId })
    const balances = ledger.balances(accountId)
    if (balances?.available || balances?.blocked || balances?.invested)
      throw problem('account-not-empty', { accountId })
    ledger.closeAccount(accountId)
    store.setStatus(accountId, 'closed', at)
    return account
  }

  return {
    /** The accounts of a person or company, joint ones included, in the order they were opened here. */
    ofHolder: (holderId: string): KeptAccount[] => store.ofHolder(holderId),
    find: (accountId: string): KeptAccount | undefined => store.find(accountId),
    /** The accounts with these ids, in their order; unknown ids are left out. */
    list: (ids: readonly string[]): KeptAccount[] => ids.flatMap((id) => store.find(id) ?? []),
    /** What is on the account at this moment of bank time. Throws account-not-found. */
    balances(accountId: string): Balances {
      const balances = ledger.balances(accountId)
      const account = balances && store.find(accountId)
      if (!balances || !account) throw problem('account-not-found', { accountId })
      const money = (amountMinor: number) => ({ amountMinor, currency: balances.currency })
      const drawn = Math.max(0, -balances.available)
      const limit = account.overdraftLimitMinor
      return {
        available: money(balances.available),
        blocked: money(balances.blocked),
        invested: money(balances.invested),
        overdraft: limit === null ? null : overdraft(drawn, limit, money),
        at: world.clock.now(),
      }
    },
    /**
     * The lines of a statement, newest first, by key: hand the last line of a page as `after` to read the next one.
     * A page costs the same wherever it is. An unknown account has no lines.
     */
    transactions: (query: StatementQuery): Transaction[] => ledger.statement(query),
    /** One line of an account's statement, by its id. */
    transaction: (accountId: string, id: string): Transaction | undefined => ledger.line(accountId, id),
    /** Blocks the account, and with `hidden` takes it out of its holders' sight. Throws account-not-found, -closed. */
    block(accountId: string, { hidden = false } = {}): void {
      change(accountId, hidden ? 'hidden' : 'blocked', 'account.blocked', { hidden })
    },
    /** Opens a blocked or hidden account again. Throws account-not-found, account-closed. */
    unblock: (accountId: string): void => change(accountId, 'open', 'account.unblocked'),
    /** Closes an empty account for good. Throws account-not-found, account-closed, account-not-empty. */
    close: (accountId: string): void => close(accountId),
    /** Opens an account in the bank and in its ledger. */
    add(account: Account, origin: Origin): void {
      ledger.openAccount(account.id, { book: account.book, currency: account.currency })
      store.add(account, origin)
    },
    /** For the seed: closes as at a moment of the past, without an event. */
    closeAt,
    /** For the seed: sets what an account is without an event. */
    mark: (accountId: string, status: 'blocked' | 'hidden'): void => store.setStatus(accountId, status, null),
  }
}

export type Accounts = ReturnType<typeof openAccounts>

function overdraft(drawn: number, limit: number, money: (amountMinor: number) => Balances['available']) {
  return {
    contracted: money(limit),
    used: money(Math.min(drawn, limit)),
    unarranged: money(Math.max(0, drawn - limit)),
  }
}

const about = (account: Account) => ({ market: account.book, customerId: account.holders[0] ?? null })
