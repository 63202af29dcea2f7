import { type ConsoleRoute, problem } from '#kernel'
import type { Journey } from './journey.ts'
import { JOURNEY_KINDS, type JourneyKind } from './recorded.ts'

const DEFAULT_LIMIT = 50
const MOST = 500

/** The console's routes over the recorded journeys: for the install's owner only, since they show everyone's traffic. */
export function journeyRoutes(journey: Journey): ConsoleRoute[] {
  const roles = ['owner'] as const
  return [
    {
      method: 'GET',
      path: '/api/journeys',
      roles,
      act: ({ query }) =>
        journey.list({
          kind: kindIn(query),
          market: query.get('market') ?? undefined,
          clientId: query.get('client') ?? undefined,
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
    { method: 'GET', path: '/api/traffic/health', roles, act: () => journey.health() },
  ]
}

function kindIn(query: URLSearchParams): JourneyKind | undefined {
  const kind = query.get('kind')
  if (kind === null) return undefined
  const known = JOURNEY_KINDS.find((name) => name === kind)
  if (!known) throw invalid('kind', 'enum', 'must be one of the kinds of journey', JOURNEY_KINDS)
  return known
}

/** A whole number from 1 to `most`; undefined when the parameter was not given. Throws request-invalid. */
function numberIn(query: URLSearchParams, name: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0
  if (value < 1 || value > most) throw invalid(name, 'maximum', `must be a whole number from 1 to ${most}`, most)
  return value
}

function invalid(name: string, keyword: string, message: string, allowed: unknown) {
  return problem('request-invalid', { faults: [{ pointer: `/${name}`, keyword, message, allowed }] })
}
