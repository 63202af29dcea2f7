import Koa, { type Context } from 'koa'
import type { Directory } from '#directory'
import type { Identity } from '#identity'
import { bodyOrRefusal, type Exchanges, type Log, problem, type World } from '#kernel'
import {
  institutionIn,
  issuesTokens,
  laneHeader,
  type Market,
  type Rooms,
  type RouteInput,
  type SettingValues,
} from '#markets'
import { compileMarkets, type GatewayTables, openApiDoor } from './api-door.ts'
import type { Peer } from './call.ts'
import { openDirectoryDoor } from './directory-door.ts'
import { openIdentityDoor } from './identity-door.ts'
import type { Maintenance } from './maintenance/maintenance.ts'
import type { OpenLane } from './open-lane/open-lane.ts'
import { openPageKeys, sealer } from './page-keys.ts'
import { type ApplicationOf, openPeers } from './peer.ts'
import { openPlaces } from './places.ts'
import { openPublicDoor, serveStatic } from './public-door.ts'
import { publishedFacts } from './published.ts'
import { putHeader } from './put-header.ts'
import { openReceived } from './received.ts'
import { openRegistrationDoor } from './registration-door.ts'
import { openTurns } from './turn.ts'

export type GatewayDeps = {
  world: World
  log: Log
  exchanges: Exchanges
  identity: Identity
  directory: Directory
  rooms: Omit<Rooms, 'registry'>
  openLane: Pick<OpenLane, 'reader'>
  maintenance: Pick<Maintenance, 'current'>
  markets: readonly Market[]
  /** What the operator set in a market. */
  settingsOf: (market: string) => SettingValues
  /** Addresses of the two listeners, without a path. Nothing is ever taken from Host. */
  addresses: { public: string; mutual: string }
  /** The application a software statement is for, to tie a call to it by its certificate. */
  applicationOf: ApplicationOf
  /** The markets' routes, compiled; compiled here where left out. */
  tables?: GatewayTables
}

export type Gateway = ReturnType<typeof openGateway>

/** What a listener says of itself to the calls it receives. */
type Listener = { name: 'public' | 'mutual'; host: string }

/** Opens the API gateway: one Koa application for each of its two listeners, over the same tables. */
export function openGateway(deps: GatewayDeps) {
  const { world, log, exchanges, identity, directory, markets, addresses } = deps
  const placeOf = openPlaces(markets)
  const peerOf = openPeers({ directory, world, applicationOf: deps.applicationOf })
  const received = openReceived({ exchanges, applicationOf: deps.applicationOf })
  const directoryDoor = openDirectoryDoor(deps)
  const publicDoor = openPublicDoor(deps)
  const identityDoor = openIdentityDoor({ identity, received })
  const registrationDoor = openRegistrationDoor({ world, identity, exchanges, received })
  const rooms: Rooms = {
    ...deps.rooms,
    registry: {
      ...identity.clients,
      published: (id) => publishedFacts(markets.find((market) => market.id === id) as Market, directory, addresses),
    },
  }
  const institutions = new Map(
    markets.map((market) => [market.id, { ...institutionIn(market, directory.bank), homeUri: addresses.public }]),
  )
  const apiDoor = openApiDoor({
    ...{ world, log, exchanges, identity, rooms, received, addresses },
    settingsOf: deps.settingsOf,
    tables: deps.tables ?? compileMarkets(markets),
    pageKeys: openPageKeys({ secret: identity.cookieKeys[0] as string, world }),
    sealOf: sealer(identity.cookieKeys[0] as string),
    institutionOf: (market) => institutions.get(market.id) as RouteInput['institution'],
    registrationOf: identity.registrationOfClient,
    openReader: deps.openLane.reader,
    maintenanceOf: deps.maintenance.current,
  })

  async function handle(ctx: Context, listener: Listener): Promise<void> {
    putHeader(ctx, 'x-content-type-options', 'nosniff')
    if (serveStatic(ctx)) return
    const directoryPath = directoryDoor.pathOf(ctx)
    const place = directoryPath === undefined ? placeOf(ctx.path) : undefined
    if (place) putHeader(ctx, laneHeader, place.lane)
    const sent = bodyOrRefusal(ctx.req)
    const body = sent instanceof Promise ? await sent : sent
    if (directoryPath !== undefined) {
      return directoryDoor.handle(ctx, directoryPath, { peer: peerAt(ctx, listener), body })
    }
    if (place?.isApi && registrationDoor.isAt(place.market, ctx.path)) {
      return registrationDoor.handle(ctx, place.market, { body, peer: peerAt(ctx, listener) })
    }
    if (place?.isApi) return apiDoor(ctx, place.market, { body, peer: peerOf(ctx.req.socket) })
    if (place && issuesTokens(place.market)) {
      return identityDoor(ctx, place.market, { body, peer: peerAt(ctx, listener), host: listener.host })
    }
    return publicDoor.handle(ctx, body)
  }

  /** The public listener asks nobody for a certificate. */
  function peerAt(ctx: Context, listener: Listener): Peer {
    return listener.name === 'mutual' ? peerOf(ctx.req.socket) : problem('certificate-missing', {}, 'certificate-shown')
  }

  function application(listener: Listener): Koa {
    const app = new Koa()
    const turnEnds = openTurns()
    app.keys = identity.cookieKeys
    // What can't be sent any more to a caller who went away is nobody's fault.
    app.on('error', (error: NodeJS.ErrnoException) => {
      if (!GONE.has(error.code ?? '')) log.error('gateway', error)
    })
    app.use(async (ctx) => {
      try {
        await handle(ctx, listener)
      } catch (error) {
        log.error(`${ctx.method} ${ctx.path}`, error)
        ctx.status = 500
        ctx.body = { error: 'server_error', error_description: 'the bank failed to answer; its log has the failure' }
      }
      await turnEnds()
    })
    return app
  }

  const listener = (name: Listener['name']): Listener => ({
    name,
    host: new URL(addresses[name]).host,
  })
  return {
    publicHandler: application(listener('public')).callback(),
    mutualHandler: application(listener('mutual')).callback(),
    /** The OpenAPI document of an API; undefined where there is none. */
    openApi: (marketId: string, apiId: string) => publicDoor.openApi(marketId, apiId),
  }
}

const GONE: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])
