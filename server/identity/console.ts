import { type ConsoleRoute, openSchemas, problem } from '#kernel'
import type { Identity } from './identity.ts'

/** How long new keys are shown before they are used, unless a caller says otherwise. */
const ANNOUNCE_SECONDS = 300
const MOST_ANNOUNCE_SECONDS = 86_400

const checkRotation = openSchemas().check({
  type: 'object',
  properties: {
    announceSeconds: { type: 'integer', minimum: 0, maximum: MOST_ANNOUNCE_SECONDS },
    idempotencyKey: { type: 'string', minLength: 1, maxLength: 200 },
  },
  additionalProperties: false,
})

/** Identity's part of the console API: the keys of each market's authorization server, and their rotation. */
export function identityRoutes(identity: Pick<Identity, 'keys' | 'rotateKeys'>): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/identity/:market/keys',
      roles: ['owner'],
      act: ({ params }) => ({ keys: identity.keys(params.market as string) }),
    },
    {
      method: 'POST',
      path: '/api/identity/:market/keys/rotate',
      roles: ['owner'],
      async act({ params, body = {} }) {
        const faults = checkRotation(body)
        if (faults.length > 0) throw problem('request-invalid', { faults })
        const { announceSeconds = ANNOUNCE_SECONDS, idempotencyKey } = body as {
          announceSeconds?: number
          idempotencyKey?: string
        }
        return { keys: await identity.rotateKeys(params.market as string, { announceSeconds, idempotencyKey }) }
      },
    },
  ]
}
