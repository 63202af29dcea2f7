import {
  type BankEvent,
  badParameter,
  type ConsoleRoute,
  type Events,
  type Money,
  numberIn,
  type Origin,
  originIn,
  problem,
} from '#kernel'
import type { Balances, KeptAccount } from './accounts/model.ts'
import type { Holder, KeptHolder } from './customers/model.ts'
import { type Holding, holdingOf, type Stands, standsOf } from './holding.ts'
import type { Bank } from './index.ts'
import type { Transaction } from './ledger/model.ts'
import { type ComingPayment, comingPaymentsOf } from './payments/coming.ts'

const DEFAULT_LIMIT = 50
const MOST = 200
const EVENTS_SHOWN = 100

/** A customer as the console lists them. */
export type CustomerRow = {
  id: string
  book: string
  kind: Holder['kind']
  name: string
  document: string
  /** How a demonstration customer logs in; null for the others. */
  login: string | null
  origin: Origin
}

/** An account with what is on it. */
export type AccountRow = KeptAccount & { balances: Balances; stands: Stands; holderNames: string[] }

/** One account, with everything that was agreed about it and what it is still to pay. */
export type AccountObject = AccountRow & { holding: Holding; coming: ComingPayment[] }

/** A customer with whom they act for and what they hold. */
export type CustomerObject = CustomerRow & {
  tradeName: string | null
  actsFor: CustomerRow[]
  accounts: AccountRow[]
  /** What happened to them, newest first. */
  events: BankEvent[]
}

/** A page of an account's statement; `next` is the `before` of the page after it. */
export type StatementPage = { transactions: Transaction[]; balance: Money; next: string | null }

/** The core bank's part of the console API: customers, accounts and their ledger. It changes nothing. */
export function bankRoutes(bank: Bank, events: Pick<Events, 'about'>): ConsoleRoute[] {
  const roles = ['owner'] as const

  function rowOf(holder: KeptHolder): CustomerRow {
    const { id, book, kind, document, origin } = holder
    const login = bank.customers.demonstrationLogins(book).find((known) => known.document === document)?.login ?? null
    return { id, book, kind, name: nameOf(holder), document, login, origin }
  }

  function accountOf(account: KeptAccount): AccountRow {
    const holders = account.holders.map((id) => bank.customers.holder(id))
    return {
      ...account,
      balances: bank.accounts.balances(account.id),
      stands: standsOf(bank, account),
      holderNames: holders.flatMap((holder) => (holder ? [nameOf(holder)] : [])),
    }
  }

  function account(id: string): KeptAccount {
    const found = bank.accounts.find(id)
    if (!found) throw problem('account-not-found', { accountId: id })
    return found
  }

  return [
    {
      method: 'GET',
      path: '/api/customers',
      roles,
      act({ query }) {
        const limit = numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT
        const kind = query.get('kind')
        const list = bank.customers.list({
          book: query.get('book') || undefined,
          kind: kind === 'person' || kind === 'company' ? kind : undefined,
          text: query.get('q') || undefined,
          origin: originIn(query),
          after: afterIn(query.get('after')),
          limit,
        })
        const last = list.at(-1)
        const next = last && list.length === limit ? `${last.id} ${nameOf(last)}` : null
        return { customers: list.map(rowOf), next }
      },
    },
    {
      method: 'GET',
      path: '/api/customers/:id',
      roles,
      act({ params }) {
        const holder = bank.customers.holder(params.id as string)
        if (!holder) throw problem('customer-not-found', { customerId: params.id })
        const others = holder.kind === 'person' ? bank.customers.actsFor(holder.id) : []
        const customer: CustomerObject = {
          ...rowOf(holder),
          tradeName: holder.kind === 'company' ? holder.tradeName : null,
          actsFor: others.filter(({ id }) => id !== holder.id).map(rowOf),
          accounts: bank.accounts.ofHolder(holder.id).map(accountOf),
          events: events.about({ customerId: holder.id }, { limit: EVENTS_SHOWN }),
        }
        return { customer }
      },
    },
    {
      method: 'GET',
      path: '/api/accounts/:id',
      roles,
      act({ params }): { account: AccountObject } {
        const found = account(params.id as string)
        const coming = comingPaymentsOf(bank, found.id)
        return { account: { ...accountOf(found), holding: holdingOf(bank, found), coming } }
      },
    },
    {
      method: 'GET',
      path: '/api/accounts/:id/transactions',
      roles,
      act({ params, query }): StatementPage {
        const { id } = account(params.id as string)
        const limit = numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT
        const direction = query.get('direction')
        const transactions = bank.accounts.transactions({
          accountId: id,
          ...{ from: 0, to: Number.MAX_SAFE_INTEGER, limit },
          direction: direction === 'credit' || direction === 'debit' ? direction : undefined,
          origin: originIn(query),
          after: beforeIn(query.get('before')),
        })
        const last = transactions.at(-1)
        return {
          transactions,
          balance: bank.accounts.balances(id).available,
          next: last && transactions.length === limit ? `${last.bookedAt}.${last.id}` : null,
        }
      },
    },
  ]
}

function nameOf(holder: Holder): string {
  return holder.kind === 'person' ? holder.name : holder.legalName
}

/** The key that ended a page of customers, as `next` gave it: id and name. */
function afterIn(text: string | null): { name: string; id: string } | undefined {
  if (text === null) return undefined
  const [, id, name] = /^(\S+) (.+)$/.exec(text) ?? []
  if (id === undefined || name === undefined) throw badParameter('after', 'must be the `next` of a page')
  return { id, name }
}

/** The key that ended a page of a statement, as `next` gave it: booking and id. */
function beforeIn(text: string | null): { bookedAt: number; id: string } | undefined {
  if (text === null) return undefined
  const [, bookedAt, id] = /^(\d{1,16})\.(.+)$/.exec(text) ?? []
  if (bookedAt === undefined || id === undefined) throw badParameter('before', 'must be the `next` of a page')
  return { bookedAt: Number(bookedAt), id }
}
