import { type ConsoleRoute, numberIn } from '#kernel'
import type { Incidents } from './incidents.ts'

const DEFAULT_LIMIT = 50
const MOST = 200

/** Reports of suspected fraud in the console API, and noting that one was seen. They are the owner's alone. */
export function incidentRoutes(incidents: Incidents): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/incidents',
      roles: ['owner'],
      act: ({ query }) =>
        incidents.list(
          numberIn(query, 'before') ?? Number.MAX_SAFE_INTEGER,
          numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT,
        ),
    },
    {
      method: 'POST',
      path: '/api/incidents/:seq/seen',
      roles: ['owner'],
      act: ({ params }) => ({ incident: incidents.see(Number(params.seq) || 0) }),
    },
  ]
}
