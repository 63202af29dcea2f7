import { type ApiOperations, type ConsoleRoute, choiceIn, numberIn, operationsIn, originIn } from '#kernel'
import type { Journey } from './journey.ts'
import { type ArrowTraffic, JOURNEY_KINDS } from './recorded.ts'
import { ACTORS, STATUS_CLASSES } from './request-log.ts'

const DEFAULT_LIMIT = 50
const MOST = 500
const DAY_MS = 86_400_000
const ARROWS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const

/** What analytics counted on an arrow: it outlives the exchanges, and knows the generated history too. */
export type RolledUp = { count: number; refused: number; generated: number }

export type JourneyRouteDeps = {
  /** Bank time. */
  now: () => number
  /** What was counted since a moment of bank time, by arrow; arrows that are not counted are left out. */
  rolledUp: (since: number, markets?: readonly string[]) => ReadonlyMap<number, RolledUp>
  /** A market's id with those of its lanes; undefined for an unknown one. */
  familyOf?: (market: string) => readonly string[] | undefined
  /** The APIs with their operations, by which the log may be narrowed. */
  apis?: readonly ApiOperations[]
}

/** The console's routes over the recorded journeys: for the install's owner only, since they show everyone's traffic. */
export function journeyRoutes(
  journey: Journey,
  { now, rolledUp, familyOf = () => undefined, apis = [] }: JourneyRouteDeps,
): ConsoleRoute[] {
  const roles = ['owner'] as const
  /** The market asked for, with its lanes; none of an unknown one. */
  const familyIn = (query: URLSearchParams): readonly string[] | undefined => {
    const market = textIn(query, 'market')
    return market === undefined ? undefined : (familyOf(market) ?? [])
  }
  return [
    {
      method: 'GET',
      path: '/api/journeys',
      roles,
      act: ({ query }) =>
        journey.list({
          kind: choiceIn(query, 'kind', JOURNEY_KINDS),
          market: query.get('market') ?? undefined,
          clientId: query.get('client') ?? undefined,
          origin: originIn(query),
          limit: numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT,
          before: numberIn(query, 'before'),
        }),
    },
    {
      method: 'GET',
      path: '/api/journeys/:id',
      roles,
      act: ({ params, query }) => journey.find(params.id ?? '', numberIn(query, 'after')),
    },
    {
      method: 'GET',
      path: '/api/exchanges',
      roles,
      act: ({ query }) =>
        journey.loose({
          clientId: query.get('client'),
          limit: numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT,
          before: numberIn(query, 'before'),
        }),
    },
    { method: 'GET', path: '/api/exchanges/:id', roles, act: ({ params }) => journey.exchange(params.id ?? '') },
    {
      method: 'GET',
      path: '/api/requests',
      roles,
      act: ({ query }) =>
        journey.log({
          kind: choiceIn(query, 'kind', ['http', 'any'] as const),
          arrow: numberIn(query, 'arrow', ARROWS.length),
          clientId: textIn(query, 'client'),
          markets: familyIn(query),
          operations: operationsIn(query, apis),
          origin: originIn(query),
          status: choiceIn(query, 'status', STATUS_CLASSES),
          actor: choiceIn(query, 'actor', ACTORS),
          rule: textIn(query, 'rule'),
          text: textIn(query, 'q'),
          from: numberIn(query, 'from'),
          to: numberIn(query, 'to'),
          before: numberIn(query, 'before'),
          limit: numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT,
        }),
    },
    {
      method: 'GET',
      path: '/api/arrows',
      roles,
      act({ query }) {
        const since = now() - DAY_MS
        const family = familyIn(query)
        const counted = rolledUp(since, family)
        return { since, arrows: journey.arrows(ARROWS, since, family).map((traffic) => wider(traffic, counted)) }
      },
    },
    { method: 'GET', path: '/api/traffic/health', roles, act: () => journey.health() },
  ]
}

/** Exchanges know calls inside the bank, roll-ups what is not kept any more: whichever saw more is what happened. */
function wider(traffic: ArrowTraffic, counted: ReadonlyMap<number, RolledUp>): ArrowTraffic {
  const { count, refused, generated } = counted.get(traffic.arrow) ?? { count: 0, refused: 0, generated: 0 }
  return {
    ...traffic,
    ...{ count: Math.max(traffic.count, count), refused: Math.max(traffic.refused, refused) },
    generated: Math.max(traffic.generated, generated),
  }
}

/** A parameter's text; an empty one is none. */
function textIn(query: URLSearchParams, name: string): string | undefined {
  return query.get(name)?.slice(0, 200) || undefined
}
