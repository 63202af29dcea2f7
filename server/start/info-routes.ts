import { type ConsoleRoute, problem } from '#kernel'
import type { Market } from '#markets'
import type { Rooms } from './bancada.ts'
import type { BankInfo } from './bank-info.ts'
import type { Door } from './listeners.ts'

type Info = {
  rooms: Rooms
  markets: readonly Market[]
  urls: Record<Door, string>
  version: string
  startId: string
}

/** What `bancada info` tells: addresses, markets, the authority's certificate, clock, demonstration customers. */
export function infoRoute({ rooms, markets, urls, version, startId }: Info): ConsoleRoute {
  return {
    method: 'GET',
    path: '/api/info',
    roles: ['owner'],
    act: (): BankInfo => ({
      version,
      startId,
      addresses: urls,
      clock: {
        now: rooms.world.clock.now(),
        offsetMs: rooms.world.clock.offsetMs(),
        frozen: rooms.world.clock.frozen(),
      },
      ca: rooms.directory.authority,
      markets: markets.map((market) => {
        const { issuer } = rooms.identity.server(market.id)
        return {
          id: market.id,
          name: market.name,
          issuer,
          metadata: `${issuer}/.well-known/openid-configuration`,
          participants: `${urls.public}/directory${market.publication.path}`,
          apis: market.apis.map((api) => ({
            id: api.id,
            version: api.version,
            base: `${urls.mutual}${api.basePath}`,
            openapi: `${urls.public}/openapi/${market.id}/${api.id}.json`,
          })),
          customers: rooms.bank.customers.demonstrationLogins(market.book),
        }
      }),
    }),
  }
}

/** Where a customer would be sent for a consent whose request was pushed: for approving it without a browser. */
export function authorizationUrlRoute({ identity, consents }: Rooms): ConsoleRoute {
  return {
    method: 'GET',
    path: '/api/consents/:id/authorization-url',
    roles: ['owner'],
    act({ params }) {
      const consentId = params.id as string
      const consent = consents.find(consentId)
      if (!consent) throw problem('consent-not-found', { consentId })
      const url = identity.authorizationUrl(consent.market, consentId)
      if (url === undefined) throw problem('request-not-pushed', { consentId, state: consent.state })
      return { url, state: consent.state, market: consent.market }
    },
  }
}
