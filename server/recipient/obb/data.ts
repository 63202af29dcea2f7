import { Problem, problem } from '#kernel'
import type { Http } from '../http.ts'
import { objectOf, objectsOf } from '../json.ts'
import type { Period } from '../pages/statement.ts'
import type { Connection } from '../store.ts'
import type { TokenKeeper } from '../tokens.ts'
import { type Answer, callApi } from './api.ts'
import { allows } from './groups.ts'
import type { MetadataReader } from './metadata.ts'
import { day, type historyUntil } from './terms.ts'

export type Fields = Record<string, unknown>
export type Account = {
  accountId: string
  facts: Fields
  balances: Fields | null
  limits: Fields | null
  /** The movements of the budget's period; null where they are not shared. */
  transactions: Fields[] | null
  /** What the bank refused for this account alone, such as one that is temporarily blocked. */
  refusal: { type: string; facts: Fields } | null
}
/** What the pages show: read when connecting and when refreshing, and kept in between. */
export type Snapshot = { resources: Fields[]; accounts: Account[] }

type HistoryDays = ReturnType<typeof historyUntil>

export type TransactionPage = { transactions: Fields[]; next: string | null; prev: string | null }

const MOST_PAGES = 20
/** The largest page that the standard has. */
const LARGEST_PAGE = 1000

/** Reads the customer's data with the connection's token, which is renewed once where the bank says 401. */
export function openData({ http, metadata, tokens }: { http: Http; metadata: MetadataReader; tokens: TokenKeeper }) {
  const get = (connection: Connection, operation: string, url: string): Promise<Answer> =>
    tokens.using(connection, operation, (token) =>
      callApi(http, { connectionId: connection.id, operation, method: 'GET', url, token }),
    )

  async function getAll(
    connection: Connection,
    operation: string,
    address: string,
    query: Record<string, string> = {},
  ): Promise<Fields[]> {
    const items: Fields[] = []
    const first = new URLSearchParams(query).toString()
    let url: string | null = first === '' ? address : `${address}?${first}`
    for (let page = 0; url !== null && page < MOST_PAGES; page += 1) {
      const answer: Answer = await get(connection, operation, url)
      items.push(...objectsOf(answer.data))
      const cursor = cursorOf(answer.links.next, address)
      url = cursor === null ? null : address + cursor
    }
    return items
  }

  /**
   * The movements of the budget's period. The whole list may be asked for a few times a month only, its last week
   * nearly always (operational limits): where the rest is kept from before, only the week is read anew.
   */
  async function history(connection: Connection, accountId: string, days: HistoryDays): Promise<Fields[] | null> {
    if (!allows(connection.permissions, 'statements')) return null
    const { bank } = await metadata.read()
    const read = (operation: 'transactions' | 'recent', from: string) =>
      getAll(connection, `GET ${operation}`, bank.address(operation, accountId), {
        fromBookingDate: from,
        toBookingDate: days.to,
        'page-size': String(LARGEST_PAGE),
      })
    const kept = keptBefore(connection, accountId, days)
    if (!kept || !bank.publishes('recent')) return read('transactions', days.from)
    return [...(await read('recent', days.recentFrom)), ...kept]
  }

  async function account(connection: Connection, facts: Fields, days: HistoryDays): Promise<Account> {
    const { bank } = await metadata.read()
    const accountId = String(facts.accountId)
    const read = { accountId, facts, balances: null, limits: null, transactions: null, refusal: null }
    const one = async (operation: 'balances' | 'limits') => {
      if (!allows(connection.permissions, operation)) return null
      return objectOf((await get(connection, `GET ${operation}`, bank.address(operation, accountId))).data)
    }
    try {
      const [balances, limits, transactions] = await Promise.all([
        one('balances'),
        one('limits'),
        history(connection, accountId, days),
      ])
      return { ...read, balances, limits, transactions }
    } catch (error) {
      if (!(error instanceof Problem) || error.facts.status !== 403) throw error
      return { ...read, refusal: { type: error.type, facts: error.facts } }
    }
  }

  return {
    /** The resources of the consent, and its accounts with what their groups allow, with the period's movements. */
    async snapshot(connection: Connection, days: HistoryDays): Promise<Snapshot> {
      const { bank } = await metadata.read()
      const resources = await getAll(connection, 'GET resources', bank.address('resources'))
      const listed = await getAll(connection, 'GET accounts', bank.address('accounts'))
      return { resources, accounts: await Promise.all(listed.map((facts) => account(connection, facts, days))) }
    },
    /**
     * One page of an account's transactions: the first of a period, or the one that an earlier page's link led to.
     * `cursor` is the query of that link, pagination-key included; it is only ever added to the published address.
     */
    async transactions(
      connection: Connection,
      accountId: string,
      { period, cursor }: { period: Period; cursor: string | null },
    ): Promise<TransactionPage> {
      const { bank } = await metadata.read()
      const address = bank.address('transactions', accountId)
      const query = new URLSearchParams({ fromBookingDate: period.from, toBookingDate: period.to })
      const url = new URL(address)
      url.search = cursor ?? `?${query}`
      const answer = await get(connection, 'GET transactions', url.href)
      return {
        transactions: objectsOf(answer.data),
        next: cursorOf(answer.links.next, address),
        prev: cursorOf(answer.links.prev, address),
      }
    },
  }
}

/** What is kept of the period from before the last week; undefined where the last reading left a gap before it. */
function keptBefore({ data, dataAt }: Connection, accountId: string, days: HistoryDays): Fields[] | undefined {
  if (dataAt === null || day(dataAt) < days.recentFrom) return undefined
  const before = (data as Snapshot | null)?.accounts.find((account) => account.accountId === accountId)
  return before?.transactions?.filter(({ transactionDateTime }) => {
    const date = String(transactionDateTime).slice(0, 10)
    return date >= days.from && date < days.recentFrom
  })
}

/** The query of a link to another page. A link that leads anywhere else would carry the token away: it is refused. */
function cursorOf(link: unknown, address: string): string | null {
  if (typeof link !== 'string') return null
  const url = URL.canParse(link) ? new URL(link) : undefined
  const expected = new URL(address)
  if (!url || url.origin !== expected.origin || url.pathname !== expected.pathname) {
    throw problem('answer-untrustworthy', { check: 'links' })
  }
  return url.search
}
