import type { Analytics, Overview } from '#analytics'
import type { Bank, Holder } from '#bank'
import type { ConsentRouteDeps } from '#consent'
import type { RolledUp } from '#journey'
import type { ConsoleRoute, Events, Part } from '#kernel'
import type { Market, Words } from '#markets'

/** What the console tells of a market: its words for the arrows, and the clauses behind arrows and rules. */
export type MarketView = {
  id: string
  name: string
  arrows: Readonly<Record<number, Words>>
  arrowClauses: Readonly<Record<number, Words>>
  /** Between which parts an arrow is, where that is not as the picture has it. */
  arrowWays: Readonly<Record<number, { from: Part; to: Part }>>
  /** By the rule that refuses: its clause, and what puts a refusal right. */
  clauses: Readonly<Record<string, { clause: string; fix: Words }>>
  /** Set where it is a lane of another market. */
  lane: { id: string; market: string } | null
}

/** Markets as the console explains them. */
export function marketsRoute(markets: readonly Market[]): ConsoleRoute {
  const views = markets.map(
    ({ id, name, arrows, rules, lane }): MarketView => ({
      ...{ id, name, arrows: arrows.titles, arrowClauses: arrows.clauses ?? {}, arrowWays: arrows.ways ?? {} },
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
        shared: profile?.describe(consent) ?? [],
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
    holderName: (holderId) => person(holderId)?.name,
    namedLike: (text) => bank.customers.list({ text, limit: NAMED }),
    idsOf: (document) =>
      [...new Set(markets.map(({ book }) => book))].flatMap(
        (book) => bank.customers.byDocument(book, document)?.id ?? [],
      ),
    bankEnding: (market) => marketOf(market)?.consent.bankEnding,
  }
}

/**
 * What analytics counted on each arrow, of one market with its lanes or of all: an operation means what its market says.
 * What is no market's, such as a sign-up, counts in each.
 */
export function rolledUpBy(analytics: Pick<Analytics, 'overview'>, markets: readonly Market[]) {
  const tables = new Map(markets.map((market) => [market.id, arrowsOf(market)]))
  return (since: number, asked?: readonly string[]): ReadonlyMap<number, RolledUp> => {
    const counts = new Map<number, RolledUp>()
    for (const { id, registration } of markets) {
      if (asked && !asked.includes(id)) continue
      const told = !registration.atGateway
      addTo(counts, analytics.overview({ from: since, market: id }), { arrows: tables.get(id) ?? new Map(), told })
    }
    addTo(counts, analytics.overview({ from: since, market: '' }), { arrows: OF_NO_MARKET, told: false })
    return counts
  }
}

const OF_NO_MARKET: ReadonlyMap<string, number> = new Map([
  ...([
    ['sign up', 1],
    ['create application', 1],
    ['collect credentials', 4],
  ] as const),
])

function arrowsOf({ arrows, apis }: Market): Map<string, number> {
  return new Map([
    ...OF_NO_MARKET,
    ...Object.entries(arrows.operations),
    ...apis.flatMap((api) => api.routes.flatMap(({ id, arrow }) => (arrow === null ? [] : [[id, arrow] as const]))),
  ])
}

type Counting = {
  arrows: ReadonlyMap<string, number>
  /** Whether the agent is told of applications, in a call that no traffic counts. */
  told: boolean
}

function addTo(counts: Map<number, RolledUp>, { traffic, events }: Overview, { arrows, told }: Counting): void {
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
    if (told && type === 'application.created') add(2, count, generated)
  }
}

function nameOf(holder: Holder): string {
  return holder.kind === 'person' ? holder.name : holder.legalName
}
