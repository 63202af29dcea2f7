import { type ConsoleRoute, problem } from '#kernel'
import { issuesTokens, type Market } from '#markets'
import type { Rooms } from './bancada.ts'
import type { BankInfo, LaneInfo } from './bank-info.ts'
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
  const apisOf = ({ id: market, addresses, apis }: Market) =>
    apis.map(({ id, version, basePath }) => ({
      ...{ id, version },
      base: `${urls[addresses.apiListener ?? 'mutual']}${basePath}`,
      openapi: `${urls.public}/openapi/${market}/${id}.json`,
    }))

  const issuerOf = (market: Market) => {
    const { issuer } = rooms.identity.server(market.id)
    return { issuer, metadata: `${issuer}/.well-known/openid-configuration` }
  }

  const lanesOf = (market: Market): LaneInfo[] =>
    markets
      .filter(({ lane }) => lane?.market === market.id)
      .map((one) => ({
        ...{ id: one.lane?.id ?? '', market: one.id },
        ...(issuesTokens(one) ? issuerOf(one) : { issuer: null, metadata: null }),
        apis: apisOf(one),
      }))

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
      unpaired: rooms.marketplace.unpaired(),
      markets: markets
        .filter(({ lane }) => !lane)
        .map((market) => ({
          ...{ id: market.id, name: market.name, book: market.book, ...issuerOf(market) },
          participants: `${urls.public}/directory${market.publication.path}`,
          sharing: `${urls.public}${market.addresses.issuerPath}/sharing`,
          apis: apisOf(market),
          customers: rooms.bank.customers.demonstrationLogins(market.book),
          lanes: lanesOf(market),
          login: rooms.identity.loginSettings.of(market.id),
        })),
    }),
  }
}

/** Where a customer would be sent for a consent whose request was pushed: for approving it without a browser. */
export function authorizationUrlRoute({ identity, consents }: Rooms, markets: readonly Market[]): ConsoleRoute {
  return {
    method: 'GET',
    path: '/api/consents/:id/authorization-url',
    roles: ['owner'],
    act({ params }) {
      const consentId = params.id as string
      const consent = consents.find(consentId)
      if (!consent) throw problem('consent-not-found', { consentId })
      const url = identity.authorizationUrl(consent.market, consentId)
      if (url === undefined) {
        // Where nothing is pushed, a request is first seen when its customer's browser brings it.
        const plain = markets.find(({ id }) => id === consent.market)?.security.plain
        throw problem(plain ? 'request-in-browser' : 'request-not-pushed', { consentId, state: consent.state })
      }
      return { url, state: consent.state, market: consent.market }
    },
  }
}
