import type { Route } from './api.ts'
import type { Market } from './market.ts'
import type { Words } from './words.ts'

/** What a market's rules ask of a bank's service, and how the bank counts it there. */
export type ServiceProfile = {
  /** The operations whose requests are counted: those that read a customer's data, unless told. */
  covers?: (route: Route) => boolean
  /** How long an answer should take at most, in milliseconds, until the bank's owner sets something else. */
  objectiveMs: number
  /** How long before its start a planned outage must be announced to count as planned, until set otherwise. */
  noticeHours: number
  /** What a month should reach, from 0 to 1; left out where the market names no figure. */
  targets: { responseRate?: number; uptime?: number }
  /** What the figures are held against, and what they are not. */
  note: Words
}

const NONE: ServiceProfile = {
  objectiveMs: 3_500,
  noticeHours: 72,
  targets: {},
  note: {
    en: 'This market names no figures to reach: the objective and the notice are this bank’s own.',
    'pt-BR': 'Este mercado não define metas: o objetivo e o aviso prévio são deste banco.',
  },
}

/** What a market asks of a bank's service; the bank's own wishes where it says nothing. */
export function serviceProfileOf({ service }: Pick<Market, 'service'>): ServiceProfile {
  return service ?? NONE
}

/** The operations of a market that the figures of its service are about. */
export function coveredOperations(market: Pick<Market, 'service' | 'apis'>): string[] {
  const { covers = readsData } = serviceProfileOf(market)
  return market.apis.flatMap(({ routes }) => routes.filter(covers).map(({ id }) => id))
}

function readsData({ method, token }: Route): boolean {
  return method === 'GET' && token === 'customer'
}

/** How an operation stands at this moment. */
export type OperationState = 'alive' | 'partial' | 'maintenance' | 'down'

/** An announced outage. Times are bank milliseconds. */
export type PlannedOutage = { startsAt: number; endsAt: number; description: string }

export type OperationAvailability = { operation: string; state: OperationState; outages: readonly PlannedOutage[] }

/** A month of one operation, or of all covered ones together. Times are bank milliseconds. */
export type MonthlyFigures = {
  /** Null where all covered operations are meant. */
  operation: string | null
  startsAt: number
  /** The end of the month, or this moment in the current one. */
  endsAt: number
  requests: number
  /** Null where nothing was asked. */
  averageMs: number | null
  /** From 0 to 1; null where nothing is known of the month. */
  uptime: number | null
}

/** What the bank tells of its own service in a market: the verbs behind the APIs that publish it. */
export type ServiceRecord = {
  /** Every operation of the market's APIs, as it stands now, with the outages that are announced or under way. */
  availability(market: Market): OperationAvailability[]
  /**
   * This month so far and up to thirteen before it, as far back as the bank has run, the latest first: of each all
   * covered operations together, then each that was asked. No older than a minute of bank time.
   */
  months(market: Market): Promise<MonthlyFigures[]>
}
