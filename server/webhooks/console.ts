import { type ConsoleRoute, choiceIn, numberIn } from '#kernel'
import { DELIVERY_STATES } from './model.ts'
import type { Webhooks } from './webhooks.ts'

const DEFAULT_LIMIT = 50
const MOST = 200

/** What the bank owes applications and what came of it, in the console API; and trying again what failed. */
export function deliveryRoutes(webhooks: Pick<Webhooks, 'page' | 'again'>): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/deliveries',
      roles: ['owner'],
      act: ({ query }) =>
        webhooks.page({
          state: choiceIn(query, 'state', DELIVERY_STATES),
          before: numberIn(query, 'before'),
          limit: numberIn(query, 'limit', MOST) ?? DEFAULT_LIMIT,
        }),
    },
    {
      method: 'POST',
      path: '/api/deliveries/:id/again',
      roles: ['owner'],
      act: ({ params }) => ({ delivery: webhooks.again(params.id as string) }),
    },
  ]
}
