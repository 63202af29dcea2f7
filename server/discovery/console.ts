import { type ConsoleRoute, openSchemas, originIn, problem } from '#kernel'
import type { Discovery } from './discovery.ts'

const checkPage = openSchemas().check({
  type: 'object',
  properties: { limit: { type: 'string', pattern: '^([1-9][0-9]?|100)$' }, before: { type: 'string' } },
})

/** The agent's part of the console API: its queue, and another try for a job that failed. */
export function discoveryRoutes(discovery: Discovery): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/discovery/jobs',
      roles: ['owner'],
      act({ query }) {
        const faults = checkPage(Object.fromEntries(query))
        if (faults.length > 0) throw problem('request-invalid', { faults })
        const limit = Number(query.get('limit') ?? 100)
        const jobs = discovery.jobs({ limit, before: query.get('before') ?? undefined, origin: originIn(query) })
        return { jobs, next: jobs.length === limit ? jobs.at(-1)?.applicationId : null }
      },
    },
    {
      method: 'POST',
      path: '/api/discovery/jobs/:id/retry',
      roles: ['owner'],
      act: ({ params, tie }) => {
        const job = discovery.retry(params.id as string)
        tie({ market: job.market, applicationId: job.applicationId })
        return { job }
      },
    },
  ]
}
