import { analyticsRoutes } from '#analytics'
import { bankRoutes } from '#bank'
import { consentRoutes } from '#consent'
import { discoveryRoutes } from '#discovery'
import { journeyRoutes } from '#journey'
import type { ConsoleRoute } from '#kernel'
import { marketplaceRoutes, productRoutes } from '#marketplace'
import type { Market } from '#markets'
import type { Rooms, Setting } from './bancada.ts'
import { applicationEventsRoute, consentViews, marketsRoute, rolledUpBy } from './console-views.ts'
import { authorizationUrlRoute, infoRoute } from './info-routes.ts'

/** The console's routes over a set of rooms; the same list, in the same order, over every set. */
export function roomRoutes(
  rooms: Rooms,
  { markets, urls }: Setting,
  run: { version: string; startId: string },
): ConsoleRoute[] {
  const { journey, analytics, marketplace, events } = rooms
  const apis = apisOf(markets)
  return [
    ...marketplaceRoutes(marketplace),
    ...productRoutes({ markets, documentOf: (marketId, apiId) => rooms.gateway.openApi(marketId, apiId) }),
    ...discoveryRoutes(rooms.discovery),
    ...journeyRoutes(journey, { now: rooms.world.clock.now, rolledUp: rolledUpBy(analytics, markets), apis }),
    ...consentRoutes({ ...consentViews(rooms.bank, markets), consents: rooms.consents, events }),
    ...bankRoutes(rooms.bank, events),
    applicationEventsRoute(events),
    marketsRoute(markets),
    ...analyticsRoutes({
      analytics,
      clientsOf: marketplace.clientsOf,
      apis,
      flush() {
        events.flush()
        journey.flush()
      },
    }),
    infoRoute({ rooms, markets, urls, ...run }),
    authorizationUrlRoute(rooms),
  ]
}

/** The APIs of all markets, each with the operations that traffic is counted under. */
function apisOf(markets: readonly Market[]) {
  return markets.flatMap(({ id: market, apis }) =>
    apis.map(({ id, routes }) => ({ market, id, operations: routes.map((route) => route.id) })),
  )
}
