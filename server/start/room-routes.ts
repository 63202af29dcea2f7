import { analyticsRoutes } from '#analytics'
import { discoveryRoutes } from '#discovery'
import { journeyRoutes } from '#journey'
import type { ConsoleRoute } from '#kernel'
import { marketplaceRoutes } from '#marketplace'
import type { Rooms, Setting } from './bancada.ts'
import { authorizationUrlRoute, infoRoute } from './info-routes.ts'

/** The console's routes over a set of rooms; the same list, in the same order, over every set. */
export function roomRoutes(
  rooms: Rooms,
  { markets, urls }: Setting,
  run: { version: string; startId: string },
): ConsoleRoute[] {
  const { journey, analytics, marketplace, events } = rooms
  return [
    ...marketplaceRoutes(marketplace),
    ...discoveryRoutes(rooms.discovery),
    ...journeyRoutes(journey),
    ...analyticsRoutes({
      analytics,
      clientsOf: marketplace.clientsOf,
      flush() {
        events.flush()
        journey.flush()
      },
    }),
    infoRoute({ rooms, markets, urls, ...run }),
    authorizationUrlRoute(rooms),
  ]
}
