import type { Bank } from '#bank'
import type { Consent } from '#consent'
import type { Introspection } from '#identity'
import { type Database, type Events, problem, type World } from '#kernel'
import type { Market } from '#markets'
import { openLaneStore } from './store.ts'

/** What a call of the open lane is recorded as having come from. */
const NOBODY = 'open-lane'

export type OpenLaneDeps = {
  db: Database
  world: World
  events: Events
  bank: Pick<Bank, 'customers'>
  /** The accounts a customer could share now. */
  accountsOf: (holderId: string) => readonly { id: string }[]
  markets: readonly Market[]
}

/** A market's open lane as its owner sees it. */
export type OpenLaneState = {
  /** The market's id, and the lane's own. */
  market: string
  lane: string
  /** Whose data it shows; null while it is closed. `chosenAt` is bank time. */
  customer: { holderId: string; name: string; chosenAt: number } | null
}

export type OpenLane = ReturnType<typeof openOpenLane>

/**
 * The lane without tokens: off until the bank's owner chooses the one customer whose data it shows. The choice is a
 * row of bank.db, made with its event.
 */
export function openOpenLane({ db, world, events, bank, accountsOf, markets }: OpenLaneDeps) {
  const store = openLaneStore(db)
  const lanes = markets.filter(({ lane }) => lane && !lane.issuesTokens)

  /** The open lane of a market, by the market's id. Throws lane-not-found. */
  function laneOfMarket(market: string): Market {
    const found = lanes.find(({ lane }) => lane?.market === market)
    if (!found) throw problem('lane-not-found', { market, known: lanes.map(({ lane }) => lane?.market) })
    return found
  }

  function holderIn(market: Market, holderId: string) {
    const holder = bank.customers.holder(holderId)
    return holder?.book === market.book ? holder : undefined
  }

  function stateOf(market: Market): OpenLaneState {
    const chosen = store.find(market.id)
    const holder = chosen && holderIn(market, chosen.holderId)
    return {
      market: market.lane?.market ?? '',
      lane: market.id,
      customer:
        chosen && holder ? { ...chosen, name: holder.kind === 'person' ? holder.name : holder.legalName } : null,
    }
  }

  return {
    /** Every open lane with its customer. */
    list: (): OpenLaneState[] => lanes.map(stateOf),

    /** Opens a market's lane for one customer, in place of any other. Throws lane-not-found, customer-not-found. */
    choose: db.transaction((marketId: string, holderId: string): OpenLaneState => {
      const market = laneOfMarket(marketId)
      if (!holderIn(market, holderId)) throw problem('customer-not-found', { customerId: holderId })
      store.save(market.id, { holderId, chosenAt: world.clock.now() })
      events.record({ type: 'open-lane.opened', market: market.id, customerId: holderId })
      return stateOf(market)
    }),

    /** Closes a market's lane; one that is closed stays so. Throws lane-not-found. */
    close: db.transaction((marketId: string): OpenLaneState => {
      const market = laneOfMarket(marketId)
      if (store.clear(market.id)) events.record({ type: 'open-lane.closed', market: market.id })
      return stateOf(market)
    }),

    /** Who reads in a lane without tokens: its customer's own data, all accounts of it. Undefined while it is closed. */
    reader(market: Market): Introspection | undefined {
      const chosen = store.find(market.id)
      if (!chosen || !holderIn(market, chosen.holderId)) return undefined
      const { holderId, chosenAt } = chosen
      return {
        ...{ tokenId: '', kind: 'customer', clientId: NOBODY, scopes: [], grantId: null },
        ...{ thumbprint: null, keyThumbprint: null },
        subject: holderId,
        consent: openConsent(market, holderId, chosenAt, accountsOf(holderId)),
      }
    },
  }
}

/** What stands for a consent where none was asked: it covers the chosen customer's accounts and is kept nowhere. */
function openConsent(market: Market, holderId: string, at: number, accounts: readonly { id: string }[]): Consent {
  return {
    ...{ id: '', market: market.id, clientId: NOBODY, state: '', stateSince: at, createdAt: at, expiresAt: null },
    ...{ personDocument: null, companyDocument: null, holderId, personId: holderId, grantId: null, usedAt: null },
    ...{ ending: null, heldSince: null, extra: {}, origin: 'live' },
    permissions: [...new Set(market.apis.flatMap((api) => api.routes.flatMap((route) => route.permissions)))],
    accountIds: accounts.map(({ id }) => id),
  }
}
