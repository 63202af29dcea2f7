import { Problem, problem } from '#kernel'
import type { Http } from '../http.ts'
import { objectOf, objectsOf } from '../json.ts'
import type { Period } from '../pages/statement.ts'
import type { Document } from '../routing.ts'
import type { Connection } from '../store.ts'
import type { TokenKeeper } from '../tokens.ts'
import { callApi, fetchDocument } from './api.ts'
import { allows, type GroupId } from './groups.ts'
import type { MetadataReader } from './metadata.ts'
import { readableDays } from './terms.ts'

export type Fields = Record<string, unknown>

export type FdxAccount = {
  accountId: string
  /** All that the account's own entity tells, of whichever category. */
  facts: Fields
  /** Null where they are not shared or the bank has none to give, here as in the rest. */
  transactions: Fields[] | null
  statements: Fields[] | null
  contact: Fields | null
}

/** What the pages show: read when connecting and when refreshing, and kept in between. */
export type Snapshot = { accounts: FdxAccount[]; rewards: Fields[] | null }

export type TransactionPage = { transactions: Fields[]; next: string | null; prev: string | null }

const MOST_PAGES = 20
/** The largest page that the bank gives, and a page of the statement. */
const LARGEST_PAGE = '100'
const STATEMENT_PAGE = '25'

/** What a bank that does not have some data answers; what it does have is shown all the same. */
const WITHOUT = new Set([403, 404, 406, 501])

/** Reads the customer's data with the connection's token, which is renewed once where the bank says 401. */
export function openData({ http, metadata, tokens }: { http: Http; metadata: MetadataReader; tokens: TokenKeeper }) {
  async function get(connection: Connection, operation: string, path: string, query: Record<string, string> = {}) {
    const { provider } = await metadata.read()
    const asked = new URLSearchParams(query).toString()
    const url = provider.baseUri + path + (asked === '' ? '' : `?${asked}`)
    const call = { connectionId: connection.id, operation, method: 'GET', url } as const
    return tokens.using(connection, operation, (token) => callApi(http, { ...call, token }))
  }

  /** A list to its end, following the bank's opaque page keys (FDX, pagination). */
  async function getAll(connection: Connection, operation: string, member: string, path: string, query: Fields = {}) {
    const items: Fields[] = []
    let key: string | null = null
    for (let page = 0; page === 0 || (key !== null && page < MOST_PAGES); page += 1) {
      const asked = {
        ...(query as Record<string, string>),
        limit: LARGEST_PAGE,
        ...(key === null ? {} : { pageKey: key }),
      }
      const answer = await get(connection, operation, path, asked)
      items.push(...objectsOf(answer[member]))
      key = keysOf(answer).next
    }
    return items
  }

  /** What a group allows to read; null where it was not shared, or the bank has no such data. */
  async function shared<T>({ permissions }: Connection, group: GroupId, read: () => Promise<T>): Promise<T | null> {
    if (!allows(permissions, group)) return null
    return read().catch((error: unknown) => {
      if (error instanceof Problem && WITHOUT.has(Number(error.facts.status))) return null
      throw error
    })
  }

  async function account(connection: Connection, facts: Fields, now: number): Promise<FdxAccount> {
    const accountId = String(facts.accountId)
    const path = `/accounts/${encodeURIComponent(accountId)}`
    const { from: startDate, to: endDate } = readableDays(now)
    const [transactions, statements, contact] = await Promise.all([
      shared(connection, 'transactions', () =>
        getAll(connection, 'GET transactions', 'transactions', `${path}/transactions`, { startDate, endDate }),
      ),
      shared(connection, 'statements', () =>
        getAll(connection, 'GET statements', 'statements', `${path}/statements`, { startDate, endDate }),
      ),
      shared(connection, 'contact', () => get(connection, 'GET contact', `${path}/contact`)),
    ])
    return { accountId, facts, transactions, statements, contact }
  }

  return {
    /** The accounts of the consent in all their detail, with what their groups allow, and the reward programmes. */
    async snapshot(connection: Connection, now: number): Promise<Snapshot> {
      const listed = await getAll(connection, 'GET accounts', 'accounts', '/accounts', { resultType: 'details' })
      const [accounts, rewards] = await Promise.all([
        Promise.all(listed.map((facts) => account(connection, facts, now))),
        shared(connection, 'rewards', () =>
          getAll(connection, 'GET reward programmes', 'rewardPrograms', '/reward-programs'),
        ),
      ])
      return { accounts, rewards }
    },
    /** One page of an account's transactions: the first of a period, or the one that a page key leads to. */
    async transactions(
      connection: Connection,
      accountId: string,
      { period, cursor }: { period: Period; cursor: string | null },
    ): Promise<TransactionPage> {
      const path = `/accounts/${encodeURIComponent(accountId)}/transactions`
      const asked = { startDate: period.from, endDate: period.to, limit: STATEMENT_PAGE }
      const answer = await get(
        connection,
        'GET transactions',
        path,
        cursor === null ? asked : { ...asked, pageKey: cursor },
      )
      return { transactions: objectsOf(answer.transactions), ...keysOf(answer) }
    },
    /** A statement as the bank prints it. */
    async statement(connection: Connection, accountId: string, statementId: string): Promise<Document> {
      const { provider } = await metadata.read()
      const ids = [accountId, statementId].map(encodeURIComponent)
      const url = `${provider.baseUri}/accounts/${ids[0]}/statements/${ids[1]}`
      const call = { connectionId: connection.id, operation: 'GET statement', method: 'GET', url } as const
      return tokens.using(connection, call.operation, (token) => fetchDocument(http, { ...call, token }))
    },
  }
}

/** The page keys of a list, by their new names or the former ones. Throws where a list has one that is no text. */
function keysOf({ page }: Fields): { next: string | null; prev: string | null } {
  const { nextPageKey, nextOffset, previousPageKey, prevOffset } = objectOf(page)
  const keyOf = (key: unknown): string | null => {
    if (key === undefined || key === null) return null
    if (typeof key !== 'string') throw problem('answer-untrustworthy', { check: 'page' })
    return key
  }
  return { next: keyOf(nextPageKey ?? nextOffset), prev: keyOf(previousPageKey ?? prevOffset) }
}
