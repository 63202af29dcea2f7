import { type ConsoleRoute, openSchemas, problem } from '#kernel'
import type { OpenLane } from './open-lane.ts'

const checkChoice = openSchemas().check({
  type: 'object',
  properties: { customerId: { type: 'string', minLength: 1, maxLength: 100 } },
  required: ['customerId'],
  additionalProperties: false,
})

/** The open lanes in the console API: who they show, and opening and closing one. They are the owner's alone. */
export function openLaneRoutes(openLane: OpenLane): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/open-lanes',
      roles: ['owner'],
      act: () => ({ lanes: openLane.list() }),
    },
    {
      method: 'PUT',
      path: '/api/open-lanes/:market',
      roles: ['owner'],
      act({ params, body }) {
        const faults = checkChoice(body)
        if (faults.length > 0) throw problem('request-invalid', { faults })
        const { customerId } = body as { customerId: string }
        return { lane: openLane.choose(params.market as string, customerId) }
      },
    },
    {
      method: 'DELETE',
      path: '/api/open-lanes/:market',
      roles: ['owner'],
      act: ({ params }) => ({ lane: openLane.close(params.market as string) }),
    },
  ]
}
