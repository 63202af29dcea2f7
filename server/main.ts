import path from 'node:path'
import { type Analytics, analyticsRoutes, openAnalytics } from '#analytics'
import { type Bank, bankRoutes, openBank } from '#bank'
import { type Consents, consentRoutes, openConsents } from '#consent'
import { type ConsoleFacts, openConsole } from '#console'
import { type Directory, openDirectory } from '#directory'
import { type Discovery, discoveryRoutes, openDiscovery, openRegistrationCall } from '#discovery'
import { type Gateway, openGateway } from '#gateway'
import { type Identity, openIdentity } from '#identity'
import { type Journey, journeyRoutes, openJourney } from '#journey'
import {
  type ConsoleRoute,
  type Database,
  type Events,
  type Exchanges,
  type Log,
  openDatabase,
  openEvents,
  openExchanges,
  openLog,
  openWorld,
  Problem,
  problem,
  type World,
  type WorldOptions,
} from '#kernel'
import { type Marketplace, marketplaceRoutes, openMarketplace } from '#marketplace'
import { markets as builtIn, type Market } from '#markets'
import { openRecipient, RECIPIENT_MARKETS, type Recipient } from '#recipient'
import { personas as builtInPersonas, lastDayAt } from '../mock-data/index.ts'
import { DEFAULT_PORT } from './config.ts'
import {
  applicationEventsRoute,
  type BankInfo,
  bindListeners,
  consentViews,
  DOORS,
  type Door,
  type Listeners,
  marketsRoute,
  openDataFolder,
  type Personas,
  packageVersion,
  peopleOf,
  rolledUpBy,
  sampleAppMarket,
} from './start/index.ts'

export type BancadaOptions = {
  dataDir: string
  /** The first of five ports; 0 picks free ones; left out, the folder's own or 4300. */
  port?: number | undefined
  /** The built console; the one of this checkout where left out. */
  consoleDir?: string | undefined
  /** The clock, ids and chance, for tests. */
  world?: Omit<WorldOptions, 'db'> | undefined
  /** Markets to run instead of the built-in ones, with the customers of their books. */
  markets?: readonly Market[] | undefined
  personas?: ((lastDay: string) => Personas[]) | undefined
  /** Registers the sample app and serves it (on unless told). */
  sampleApp?: boolean | undefined
  log?: Log | undefined
}

/** Every room of a running bank. */
export type Rooms = {
  world: World
  events: Events
  exchanges: Exchanges
  directory: Directory
  bank: Bank
  consents: Consents
  identity: Identity
  gateway: Gateway
  discovery: Discovery
  marketplace: Marketplace
  journey: Journey
  analytics: Analytics
}

export type Bancada = {
  urls: Record<Door, string>
  /** The console's address with the owner's token in its fragment. */
  consoleUrl: string
  consoleToken: string
  caFile: string
  version: string
  startId: string
  rooms: Rooms
  /** Why the sample app isn't registered yet; undefined when it is. */
  sampleAppFault: string | undefined
  close(): Promise<void>
}

const ROOT = path.resolve(import.meta.dirname, '..')
const SWEEP_MS = 1_000

/**
 * Opens a whole bank over a data folder: binds the doors, opens every room, makes what is missing at a first start,
 * and answers. Throws data-folder-in-use, data-folder-unusable, data-folder-newer, database-unreadable, port-busy,
 * authority-unreadable, key-file-unreadable, key-file-broken.
 */
export async function openBancada(options: BancadaOptions): Promise<Bancada> {
  const folder = openDataFolder(options.dataDir)
  folder.prepare()
  const lock = folder.lock()
  const closers: (() => void | Promise<void>)[] = [lock.release]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    return await open(options, folder, closers, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  options: BancadaOptions,
  folder: ReturnType<typeof openDataFolder>,
  closers: (() => void | Promise<void>)[],
  close: () => Promise<void>,
): Promise<Bancada> {
  const markets = options.markets ?? builtIn
  const ciphers = [...new Set(markets.flatMap((market) => market.security.tls12Ciphers))]
  const listeners = await bindListeners(wantedPorts(options.port, folder.readSettings()?.ports), ciphers)
  closers.push(listeners.close)
  folder.saveSettings({ ports: DOORS.map((door) => listeners.ports[door]) })
  const urls = addressesOf(listeners)

  const bankDb = openDatabase(folder.bankDb, { keep: 'everything' })
  closers.push(() => void bankDb.close())
  const trafficDb = openDatabase(folder.trafficDb, { keep: 'most' })
  closers.push(() => void trafficDb.close())

  const world = openWorld({ db: bankDb, ...options.world })
  const log = options.log ?? openLog({ now: world.wire.now })
  const rooms = await openRooms({ options, markets, folder, bankDb, trafficDb, world, log, urls, closers })
  listeners.setCertificate(rooms.directory.serverCredentials())

  const consoleToken = world.ids.token()
  const version = packageVersion(ROOT)
  const startId = world.ids.uuid()
  const recipient = await openSampleApp(rooms, folder.dir, log, closers)
  const facts = () => factsOf({ version, world, markets, listeners, urls })
  const routes = [
    ...marketplaceRoutes(rooms.marketplace),
    ...discoveryRoutes(rooms.discovery),
    ...journeyRoutes(rooms.journey, { now: world.clock.now, rolledUp: rolledUpBy(rooms.analytics, markets) }),
    ...consentRoutes({ ...consentViews(rooms.bank, markets), consents: rooms.consents, events: rooms.events }),
    ...bankRoutes(rooms.bank),
    applicationEventsRoute(rooms.events),
    marketsRoute(markets),
    ...analyticsRoutes({
      analytics: rooms.analytics,
      clientsOf: rooms.marketplace.clientsOf,
      flush: () => flush(rooms),
    }),
    infoRoute({ rooms, markets, urls, version, startId }),
    authorizationUrlRoute(rooms),
  ]
  const consoleRoom = openConsole({
    world,
    log,
    exchanges: rooms.exchanges,
    routes,
    token: consoleToken,
    developerOf: rooms.marketplace.developerOf,
    allowedHosts: () => ['localhost', '127.0.0.1', '[::1]'].map((host) => `${host}:${listeners.ports.console}`),
    distDir: options.consoleDir ?? path.join(ROOT, 'dist', 'renderer'),
    live: rooms.journey,
    facts,
  })
  closers.push(consoleRoom.close)

  listeners.serve('console', consoleRoom.handler())
  listeners.serve('public', rooms.gateway.publicHandler)
  listeners.serve('mutual', rooms.gateway.mutualHandler)
  if (recipient) listeners.serve('app', recipient.handler())

  rooms.discovery.start()
  closers.push(rooms.discovery.stop)
  const sweeping = setInterval(() => sweep(rooms, log), SWEEP_MS)
  closers.push(() => clearInterval(sweeping))
  const sampleAppFault =
    options.sampleApp === false ? undefined : await registerSampleApp(rooms, markets, urls, recipient)

  folder.saveRun({ pid: process.pid, startId, version, addresses: urls, consoleToken })
  closers.push(folder.removeRun)
  return {
    urls,
    consoleToken,
    consoleUrl: `${urls.console}/#token=${consoleToken}`,
    caFile: path.join(folder.keysDir, 'ca.pem'),
    version,
    startId,
    rooms,
    sampleAppFault,
    close,
  }
}

type OpenRooms = {
  options: BancadaOptions
  markets: readonly Market[]
  folder: ReturnType<typeof openDataFolder>
  bankDb: Database
  trafficDb: Database
  world: World
  log: Log
  urls: Record<Door, string>
  closers: (() => void | Promise<void>)[]
}

/** Opens the rooms over the two databases, each with what it needs in its argument. */
async function openRooms({
  options,
  markets,
  folder,
  bankDb,
  trafficDb,
  world,
  log,
  urls,
  closers,
}: OpenRooms): Promise<Rooms> {
  const exchanges = openExchanges({ now: world.clock.now })
  const events = openEvents({
    db: bankDb,
    world,
    onListenerError: (name, error) => log.error(`listener ${name}`, error),
  })
  closers.push(events.close)

  const analytics = openAnalytics({ db: trafficDb, world, exchanges })
  const journey = openJourney({
    ...{ db: trafficDb, world, log, onWritten: analytics.trafficListener, threaded: true },
    headers: markets.flatMap(({ headers }) =>
      [headers.interactionId, headers.apiVersion ?? [], headers.recorded].flat(),
    ),
  })
  exchanges.install({ recorder: journey.recorder, holder: journey.holder })
  closers.push(journey.close)

  const profiles = Object.fromEntries(markets.map((market) => [market.id, market.trust]))
  const directory = await openDirectory({
    db: bankDb,
    world,
    events,
    keysDir: folder.keysDir,
    baseUrl: `${urls.public}/directory`,
    profiles,
  })
  const bank = openBank({ db: bankDb, world, events })
  const personas = options.personas ?? builtInPersonas
  for (const book of personas(lastDayAt(world.clock.now()))) bank.seed(book)

  const lives = Object.fromEntries(markets.map((market) => [market.id, market.consent.life]))
  const consents = openConsents({ db: bankDb, world, events, lives })
  const marketOf = (id: string): Market => {
    const market = markets.find((candidate) => candidate.id === id)
    if (!market) throw problem('market-unknown', { market: id, known: markets.map((known) => known.id) })
    return market
  }
  const identity = await openIdentity({
    ...{ db: bankDb, world, events, exchanges, consents, directory, markets },
    people: peopleOf(bank, markets),
    keysDir: folder.keysDir,
    addresses: { public: urls.public, mutual: urls.mutual },
  })
  const discovery = openDiscovery({
    ...{ db: bankDb, world, events, exchanges, directory, log },
    secrets: folder.secrets,
    register: openRegistrationCall({
      endpoint: (id) => identity.server(id).metadata().registration_endpoint,
      metadata(id, statement) {
        const { registration, trust } = marketOf(id)
        return { ...registration.requested, jwks_uri: statement[trust.statementNames.keySet] }
      },
    }),
    registrationOf: async (softwareId) => {
      const { market } = directory.software(softwareId) ?? {}
      return market === undefined ? undefined : identity.registrationOf(market, softwareId)
    },
  })
  const marketplace = openMarketplace({
    ...{ db: bankDb, world, events, exchanges, directory, discovery },
    markets: markets.map((market) => ({ ...market, recipientRoles: market.registration.recipientRoles })),
    addresses: (id) => {
      const { issuer } = identity.server(id)
      const metadataUrl = `${issuer}/.well-known/openid-configuration`
      return { issuer, metadataUrl, participantsUrl: `${urls.public}/directory${marketOf(id).publication.path}` }
    },
    usage: (clientId) => {
      journey.flush()
      events.flush()
      return analytics.overview({ clientId })
    },
  })
  const gateway = openGateway({
    ...{ world, log, exchanges, identity, directory, markets },
    rooms: { bank, consents },
    addresses: { public: urls.public, mutual: urls.mutual },
    applicationOf: marketplace.applicationOfSoftware,
  })
  events.listen(analytics.listener)
  return {
    world,
    events,
    exchanges,
    directory,
    bank,
    consents,
    identity,
    gateway,
    discovery,
    marketplace,
    journey,
    analytics,
  }
}

function flush({ journey, events }: Rooms): void {
  events.flush()
  journey.flush()
}

/** What is due on bank time without anybody asking: consents that end, artefacts past their end. */
function sweep({ consents, identity }: Rooms, log: Log): void {
  try {
    consents.sweep()
    identity.sweep()
  } catch (error) {
    log.error('sweep', error)
  }
}

async function openSampleApp(
  rooms: Rooms,
  dataDir: string,
  log: Log,
  closers: (() => void | Promise<void>)[],
): Promise<Recipient> {
  const recipient = await openRecipient({
    world: rooms.world,
    log,
    dataDir: path.join(dataDir, 'sample-app'),
    caPem: rooms.directory.authority.certificatePem,
    host: '127.0.0.1',
    markets: {},
  })
  closers.push(recipient.close)
  return recipient
}

/** Registers the sample app where its folder knows a market. Returns why it could not, if it could not. */
async function registerSampleApp(
  { exchanges, marketplace, bank }: Rooms,
  markets: readonly Market[],
  urls: Record<Door, string>,
  recipient: Recipient,
): Promise<string | undefined> {
  for (const id of RECIPIENT_MARKETS) {
    const market = markets.find((candidate) => candidate.id === id)
    if (!market) continue
    const redirectUri = `${urls.app}/${id}/callback`
    const registered = await sampleAppMarket({ exchanges, marketplace, bank, market, redirectUri })
    if (registered instanceof Problem) return registered.type
    recipient.setMarket(id, registered)
  }
  return undefined
}

function wantedPorts(port: number | undefined, kept: number[] | undefined): Record<Door, number> {
  const first = port ?? DEFAULT_PORT
  const ports =
    port === undefined && kept?.length === DOORS.length ? kept : DOORS.map((_, i) => (first === 0 ? 0 : first + i))
  return Object.fromEntries(DOORS.map((door, i) => [door, ports[i]])) as Record<Door, number>
}

/** Absolute addresses, from the doors' own ports and never from a request. */
function addressesOf({ ports }: Listeners): Record<Door, string> {
  return {
    console: `http://localhost:${ports.console}`,
    public: `https://localhost:${ports.public}`,
    mutual: `https://localhost:${ports.mutual}`,
    app: `https://127.0.0.1:${ports.app}`,
    provider: `https://localhost:${ports.provider}`,
  }
}

function factsOf(of: {
  version: string
  world: World
  markets: readonly Market[]
  listeners: Listeners
  urls: Record<Door, string>
}): ConsoleFacts {
  const { clock } = of.world
  const service = (door: Door) => ({
    name: door,
    port: of.listeners.ports[door],
    url: of.urls[door],
    state: 'up' as const,
  })
  return {
    version: of.version,
    clock: { now: clock.now(), offsetMs: clock.offsetMs(), frozen: clock.frozen() },
    services: [service('console'), service('public'), service('mutual'), service('app')],
    markets: of.markets.map(({ id, name }) => ({ id, name })),
    sampleApp: of.urls.app,
  }
}

/** What `bancada info` tells: addresses, markets, the authority's certificate, clock, demonstration customers. */
function infoRoute({
  rooms,
  markets,
  urls,
  version,
  startId,
}: {
  rooms: Rooms
  markets: readonly Market[]
  urls: Record<Door, string>
  version: string
  startId: string
}): ConsoleRoute {
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
function authorizationUrlRoute({ identity, consents }: Rooms): ConsoleRoute {
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
