import { analyticsRoutes, serviceRoutes } from '#analytics'
import { bankRoutes } from '#bank'
import { consentRoutes } from '#consent'
import { directoryRoutes } from '#directory'
import { discoveryRoutes } from '#discovery'
import { incidentRoutes, maintenanceRoutes, openLaneRoutes } from '#gateway'
import { approvalRoutes, identityRoutes, loginRoutes, tokenRoutes } from '#identity'
import { journeyRoutes, ruleRoutes } from '#journey'
import type { ConsoleRoute, Database } from '#kernel'
import { marketplaceRoutes, productRoutes } from '#marketplace'
import { issuesTokens, type Market } from '#markets'
import { settingsRoutes } from '#settings'
import { deliveryRoutes } from '#webhooks'
import type { Rooms, Setting } from './bancada.ts'
import { applicationEventsRoute, consentViews, marketsRoute, rolledUpBy } from './console-views.ts'
import { authorizationUrlRoute, infoRoute } from './info-routes.ts'
import { standardsRoutes } from './standards.ts'
import { once } from './state-calls.ts'

/** The console's routes over a set of rooms; the same list, in the same order, over every set. */
export function roomRoutes(
  rooms: Rooms,
  { markets, urls }: Setting,
  { db, ...run }: { version: string; startId: string; db: Database },
): ConsoleRoute[] {
  const { journey, analytics, marketplace, events } = rooms
  const apis = apisOf(markets)
  const flush = () => {
    events.flush()
    journey.flush()
  }
  return [
    ...marketplaceRoutes(marketplace),
    ...productRoutes({
      markets: markets.filter(({ lane }) => !lane),
      documentOf: (marketId, apiId) => rooms.gateway.openApi(marketId, apiId),
    }),
    ...discoveryRoutes(rooms.discovery),
    ...directoryRoutes(rooms.directory),
    ...journeyRoutes(journey, {
      ...{ now: rooms.world.clock.now, rolledUp: rolledUpBy(analytics, markets), apis },
      familyOf: (id) => familyOf(markets, id),
    }),
    ...ruleRoutes({
      journey,
      markets,
      issuerOf: (id) => rooms.identity.server(id).issuer,
      wireNow: rooms.world.wire.now,
    }),
    ...consentRoutes({ ...consentViews(rooms.bank, markets), consents: rooms.consents, events }),
    ...approvalRoutes({
      ...{ phones: rooms.identity.phones, hook: rooms.identity.approvalHook, consoleUrl: urls.console },
    }),
    ...tokenRoutes(() => rooms.identity.tokens, markets.filter(issuesTokens)),
    ...bankRoutes(rooms.bank, events),
    ...standardsRoutes({
      ...{ bank: rooms.bank, markets, settingsOf: rooms.settings.of, now: rooms.world.clock.now },
      institution: rooms.directory.bank,
    }),
    ...openLaneRoutes(rooms.openLane),
    ...loginRoutes(rooms.identity, { provider: urls.provider, once: (call, act) => once(db, call, act) }),
    ...settingsRoutes(rooms.settings, { once: (call, act) => once(db, call, act) }),
    ...identityRoutes(rooms.identity),
    applicationEventsRoute(events),
    marketsRoute(markets),
    ...analyticsRoutes({
      analytics,
      clientsOf: marketplace.clientsOf,
      apis,
      flush,
    }),
    ...serviceRoutes({
      ...{ service: analytics.service, marketOf: rooms.service.explained, now: rooms.world.clock.now, flush },
    }),
    ...maintenanceRoutes(rooms.maintenance, rooms.world.clock.now),
    ...incidentRoutes(rooms.incidents),
    ...deliveryRoutes(rooms.webhooks),
    infoRoute({ rooms, markets, urls, ...run }),
    authorizationUrlRoute(rooms, markets),
  ]
}

/** A market with its lanes, by their ids; undefined for one that isn't here. */
function familyOf(markets: readonly Market[], id: string): string[] | undefined {
  const family = markets.filter((market) => market.id === id || market.lane?.market === id)
  return family.length === 0 ? undefined : family.map((market) => market.id)
}

/** The APIs of all markets, each with the operations that traffic is counted under. */
function apisOf(markets: readonly Market[]) {
  return markets.flatMap(({ id: market, apis }) =>
    apis.map(({ id, routes }) => ({ market, id, operations: routes.map((route) => route.id) })),
  )
}
