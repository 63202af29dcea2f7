import {
  type ApiOperations,
  badParameter,
  type ConsoleInput,
  type ConsoleRoute,
  numberIn,
  operationsIn,
  originIn,
} from '#kernel'
import type { Analytics } from './analytics.ts'

const DEFAULT_LIMIT = 50
const MOST = 500

export type AnalyticsRouteDeps = {
  analytics: Analytics
  /** The clients of a portal developer's applications. */
  clientsOf: (developerId: string) => readonly string[]
  /** The APIs with their operations, by which traffic may be asked for. */
  apis?: readonly ApiOperations[]
  /** Brings events and traffic up to this moment. */
  flush: () => void
}

/** The console's routes over analytics: all of it for the owner, their own clients for a developer. */
export function analyticsRoutes({ analytics, clientsOf, apis = [], flush }: AnalyticsRouteDeps): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/analytics/overview',
      roles: ['owner'],
      act({ query }) {
        const filter = {
          ...periodIn(query),
          operations: operationsIn(query, apis),
          clientId: query.get('client') ?? undefined,
        }
        flush()
        return analytics.readOverview(filter)
      },
    },
    {
      method: 'GET',
      path: '/api/analytics/events',
      roles: ['owner'],
      act({ query }) {
        const limit = numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT
        const before = numberIn(query, 'before')
        flush()
        return analytics.recentEvents({ clientId: query.get('client') ?? undefined, limit, before })
      },
    },
    {
      method: 'GET',
      path: '/api/analytics/mine',
      roles: ['developer'],
      act: (input) => mine(input),
    },
  ]

  function mine({ query, caller }: ConsoleInput) {
    const filter = periodIn(query)
    flush()
    // The owner passes wherever a developer may, and sees all.
    if (caller.role !== 'developer') return analytics.readOverview(filter)
    return analytics.readOverview({ ...filter, clientIds: clientsOf(caller.developerId) })
  }
}

function periodIn(query: URLSearchParams) {
  const period = {
    ...{ from: numberIn(query, 'from'), to: numberIn(query, 'to'), market: query.get('market') ?? undefined },
    spanMs: numberIn(query, 'span'),
    origin: originIn(query),
  }
  if (period.from !== undefined && period.to !== undefined && period.from > period.to) {
    throw badParameter('to', 'must not be before from', { keyword: 'minimum', allowed: period.from })
  }
  return period
}
