import { type ConsoleInput, type ConsoleRoute, problem } from '#kernel'
import type { Analytics } from './analytics.ts'

const DEFAULT_LIMIT = 50
const MOST = 500

export type AnalyticsRouteDeps = {
  analytics: Analytics
  /** The clients of a portal developer's applications. */
  clientsOf: (developerId: string) => readonly string[]
  /** The APIs with their operations, by which traffic may be asked for. */
  apis?: readonly { market: string; id: string; operations: readonly string[] }[]
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
        const filter = { ...periodIn(query), ...operationsIn(query), clientId: query.get('client') ?? undefined }
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

  /** `api` is `market/id`, `operation` one operation's name. Throws query-invalid for an API that isn't there. */
  function operationsIn(query: URLSearchParams): { operations?: readonly string[] } {
    const operation = query.get('operation')
    if (operation !== null) return { operations: [operation] }
    const asked = query.get('api')
    if (asked === null) return {}
    const api = apis.find(({ market, id }) => `${market}/${id}` === asked)
    if (!api) {
      throw problem('query-invalid', {
        ...{ name: 'api', value: asked },
        allowed: apis.map(({ market, id }) => `${market}/${id}`),
      })
    }
    return { operations: api.operations }
  }

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
    throw invalid('to', 'minimum', 'must not be before from', period.from)
  }
  return period
}

/** Whether what happened, or what was generated, is asked for alone. Throws request-invalid. */
function originIn(query: URLSearchParams): 'live' | 'generated' | undefined {
  const origin = query.get('origin') ?? undefined
  if (origin === undefined || origin === 'live' || origin === 'generated') return origin
  throw invalid('origin', 'enum', 'must be live or generated', ['live', 'generated'])
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
