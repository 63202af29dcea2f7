import type { Analytics, Overview } from '#analytics'
import type { Bank, Holder } from '#bank'
import type { ConsentRouteDeps } from '#consent'
import type { RolledUp } from '#journey'
import type { ConsoleRoute, Events } from '#kernel'
import type { Market, Words } from '#markets'

/** What the console tells of a market: its words for the arrows, and the clauses behind arrows and rules. */
export type MarketView = {
  id: string
  name: string
  arrows: Readonly<Record<number, Words>>
  arrowClauses: Readonly<Record<number, string>>
  /** By the rule that refuses: its clause, and what puts a refusal right. */
  clauses: Readonly<Record<string, { clause: string; fix: Words }>>
  /** Set where it is a lane of another market. */
  lane: { id: string; market: string } | null
}

/** Markets as the console explains them. */
export function marketsRoute(markets: readonly Market[]): ConsoleRoute {
  const views = markets.map(
    ({ id, name, arrows, rules, lane }): MarketView => ({
      ...{ id, name, arrows: arrows.titles, arrowClauses: arrows.clauses ?? {} },
      clauses: Object.fromEntries(Object.entries(rules).map(([rule, { clause, fix }]) => [rule, { clause, fix }])),
      lane: lane ? { id: lane.id, market: lane.market } : null,
    }),
  )
  return { method: 'GET', path: '/api/markets', roles: ['owner'], act: () => ({ markets: views }) }
}

/** What happened to one application, newest first. */
export function applicationEventsRoute(events: Pick<Events, 'about'>): ConsoleRoute {
  return {
    method: 'GET',
    path: '/api/applications/:id/events',
    roles: ['owner'],
    act: ({ params }) => ({ events: events.about({ applicationId: params.id as string }, { limit: 200 }) }),
  }
}

/** Customers whose name fits a search for consents; more of one name are left to the document. */
const NAMED = 50

/** What the market and the core bank say of a consent. */
export function consentViews(bank: Bank, markets: readonly Market[]): Omit<ConsentRouteDeps, 'consents' | 'events'> {
  const marketOf = (id: string) => markets.find((market) => market.id === id)
  const person = (id: string | null) => {
    const holder = id === null ? undefined : bank.customers.holder(id)
    return holder ? { id: holder.id, name: nameOf(holder) } : null
  }
  return {
    describe(consent) {
      const profile = marketOf(consent.market)?.consent
      return {
        shared: profile?.describe(consent.permissions) ?? [],
        accounts: bank.accounts.list(consent.accountIds).flatMap((account) => {
          const called = profile?.account(account)
          return called ? [{ id: account.id, ...called }] : []
        }),
        holder: person(consent.holderId),
        answeredBy: person(consent.personId),
      }
    },
    nameOf(market, document) {
      const book = marketOf(market)?.book
      const holder = book === undefined ? undefined : bank.customers.byDocument(book, document)
      return holder && nameOf(holder)
    },
    documentsOf: (text) => bank.customers.list({ text, limit: NAMED }).map(({ document }) => document),
    bankEnding: (market) => marketOf(market)?.consent.bankEnding,
  }
}

/** What analytics counted on each arrow since a moment: calls by their operation, and the events it was told of. */
export function rolledUpBy(analytics: Pick<Analytics, 'overview'>, markets: readonly Market[]) {
  const arrows = new Map<string, number>()
  for (const market of markets) {
    for (const [operation, arrow] of Object.entries(market.arrows.operations)) arrows.set(operation, arrow)
    for (const api of market.apis) for (const { id, arrow } of api.routes) if (arrow !== null) arrows.set(id, arrow)
  }
  for (const operation of ['sign up', 'create application']) arrows.set(operation, 1)
  arrows.set('collect credentials', 4)
  return (since: number): ReadonlyMap<number, RolledUp> => countsOf(analytics.overview({ from: since }), arrows)
}

function countsOf({ traffic, events }: Overview, arrows: ReadonlyMap<string, number>): Map<number, RolledUp> {
  const counts = new Map<number, RolledUp>()
  const add = (arrow: number, count: number, generated: number, refused = 0) => {
    const before = counts.get(arrow) ?? { count: 0, refused: 0, generated: 0 }
    counts.set(arrow, {
      count: before.count + count,
      refused: before.refused + refused,
      generated: before.generated + generated,
    })
  }
  for (const { operation, count, errors, generated } of traffic) {
    const arrow = arrows.get(operation)
    if (arrow !== undefined) add(arrow, count, generated, errors)
  }
  for (const { type, count, generated } of events) {
    add(11, count, generated)
    if (type === 'application.created') add(2, count, generated)
  }
  return counts
}

function nameOf(holder: Holder): string {
  return holder.kind === 'person' ? holder.name : holder.legalName
}
