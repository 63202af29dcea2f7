import type { Api, StepId } from './api.ts'
import type { Market } from './market.ts'
import type { RegistrationProfile } from './registration-profile.ts'
import type { SecurityProfile } from './security-profile.ts'
import type { Words } from './words.ts'

/** What the lane of a market as declared is called. */
export const CERTIFIED = 'certified'

/** The header by which every answer of a market says in which lane it was given. */
export const laneHeader = 'x-bancada-lane'

/** A way into a market beside the certified one, as data: what differs there. All else is the market's own. */
export type Lane = {
  /** `guided`, `open`: with the market's id it makes the lane's own. */
  id: string
  /** Stands before the paths of the market's APIs; where the lane issues tokens, its issuer's path too. */
  path: string
  /** What the bank's pages say to whoever meets the lane. */
  notice: Words
  /** The gateway steps asked here: the market's and its routes' own without some, or others in their place. */
  steps: { without: readonly StepId[] } | { instead: readonly StepId[] }
  /** What stands behind an arrow here, where it is not what stands behind the market's. */
  arrowClauses?: Readonly<Record<number, Words>>
  /** How applications get their tokens; left out where nobody needs one and customers' data can be read only. */
  tokens?: {
    security: SecurityProfile
    registration: RegistrationProfile
    exampleClient?: NonNullable<Market['exampleClient']>
    exampleCommands?: NonNullable<Market['exampleCommands']>
  }
}

/** What a lane's market remembers of where it came from. */
export type LaneMark = { id: string; market: string; notice: Words; issuesTokens: boolean }

/**
 * The markets with their lanes, each lane a market of its own: its clients, consents, tokens and records are kept under
 * its own id, so that nothing of one lane is ever found in another.
 */
export function withLanes(markets: readonly Market[]): Market[] {
  return markets.flatMap((market) => [market, ...(market.lanes ?? []).map((lane) => laneMarket(market, lane))])
}

/** The lane of a market, by name. */
export function laneOf({ lane }: Pick<Market, 'lane'>): string {
  return lane?.id ?? CERTIFIED
}

/** The id under which a lane of a market is kept. */
export function marketIdOf(market: string, lane: string = CERTIFIED): string {
  return lane === CERTIFIED ? market : `${market}-${lane}`
}

/** Whether a market has an authorization server and applications. */
export function issuesTokens({ lane }: Pick<Market, 'lane'>): boolean {
  return lane?.issuesTokens ?? true
}

function laneMarket(market: Market, lane: Lane): Market {
  const { id, path, notice, tokens } = lane
  const { apiPath, versionsPath } = market.addresses
  const {
    lanes: _lanes,
    exampleClient: _program,
    exampleCommands: _commands,
    securityChoices: _choices,
    ...shared
  } = market
  return {
    ...shared,
    id: marketIdOf(market.id, id),
    name: `${market.name} · ${id}`,
    addresses: {
      issuerPath: path,
      issuerListener: 'public',
      apiPath: path + apiPath,
      ...(versionsPath === undefined ? {} : { versionsPath: path + versionsPath }),
      apiListener: 'public',
    },
    trust: { ...market.trust, loopbackRedirects: true },
    steps: stepsIn(lane, market.steps),
    arrows: { ...market.arrows, clauses: { ...market.arrows.clauses, ...lane.arrowClauses } },
    apis: market.apis.flatMap((api) => apiIn(lane, api)),
    lane: { id, market: market.id, notice, issuesTokens: tokens !== undefined },
    ...tokens,
  }
}

/** An API at the lane's address. Without tokens only what reads a customer's data is left of it. */
function apiIn(lane: Lane, api: Api): Api[] {
  const { path, tokens } = lane
  const open = api.routes.filter((route) => tokens || (route.method === 'GET' && route.token === 'customer'))
  const routes = open.map(({ steps: own, ...route }) => (own ? { ...route, steps: stepsIn(lane, own) } : route))
  const aliases = api.aliases?.map((alias) => path + alias)
  return routes.length === 0 ? [] : [{ ...api, basePath: path + api.basePath, ...(aliases ? { aliases } : {}), routes }]
}

function stepsIn({ steps }: Lane, own: readonly StepId[]): readonly StepId[] {
  return 'instead' in steps ? steps.instead : own.filter((step) => !steps.without.includes(step))
}
