import { existsSync } from 'node:fs'
import path from 'node:path'
import { openConsole } from '#console'
import { compileMarkets } from '#gateway'
import { machineTime, openExchanges, openLog, problem, type World } from '#kernel'
import { markets as builtIn, type Market, withLanes } from '#markets'
import { personas as builtInPersonas, FIRST_HISTORY, lastDayAt } from '../mock-data/index.ts'
import { builtInHistory } from './built-in-history.ts'
import { addressesOf, factsOf, wantedPorts } from './start/addresses.ts'
import { openRestingBank, type RestingBank } from './start/at-rest.ts'
import type { Bancada, BancadaOptions, HistoryAsked, Setting } from './start/bancada.ts'
import { openClock } from './start/clock.ts'
import { type DataFolder, openDataFolder } from './start/data-folder.ts'
import { openDoorkeeper } from './start/doors.ts'
import { bindListeners, DOORS } from './start/listeners.ts'
import { openLiveNews } from './start/live.ts'
import { placeFirst, type Seeded } from './start/making.ts'
import { openMaker, openMakerHere } from './start/making-apart.ts'
import { remembered } from './start/remembered.ts'
import { roomRoutes } from './start/room-routes.ts'
import { openRunning } from './start/running.ts'
import { openSampleApp } from './start/sample-app-door.ts'
import { seedInto } from './start/seed-into.ts'
import { openSeededFile } from './start/seeded.ts'
import { openSeeding } from './start/seeding.ts'
import { openState } from './start/state.ts'
import { stateRoutes } from './start/state-routes.ts'
import { steadyWorld } from './start/steady-world.ts'
import { trustDoor } from './start/trust-door.ts'
import { packageVersion } from './start/version.ts'

export type { Bancada, BancadaOptions, HistoryAsked, Rooms } from './start/bancada.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

type Closer = () => void | Promise<void>

/**
 * Opens a whole bank over a data folder: binds the doors, opens every room, makes what is missing at a first start,
 * and answers. Throws data-folder-in-use, data-folder-unusable, data-folder-newer, database-unreadable, port-busy,
 * authority-unreadable, key-file-unreadable, key-file-broken.
 */
export async function openBancada(options: BancadaOptions): Promise<Bancada> {
  const folder = openDataFolder(options.dataDir)
  folder.prepare()
  const lock = folder.lock()
  const closers: Closer[] = [lock.release]
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

/** The files of a bank that doesn't run, for its reset and its snapshots. */
export function restingBank(dataDir: string, version: string): RestingBank {
  const folder = openDataFolder(dataDir)
  const history = builtInHistory(builtIn)(FIRST_HISTORY)
  const seeded = openSeededFile({ file: folder.seededDb, books: builtInBooks, history })
  return openRestingBank({ folder, seeded, version, wire: machineTime })
}

/**
 * Gives the bank of a folder other customers and another history, whether it was ever started or not. It must not run.
 * Throws data-folder-in-use, data-folder-unusable, database-in-use.
 */
export function seedBank(dataDir: string, asked: HistoryAsked, say: (line: string) => void): Seeded {
  const folder = openDataFolder(dataDir)
  folder.prepare()
  const lock = folder.lock()
  try {
    return seedInto({ folder, books: builtInBooks, history: builtInHistory(builtIn)(asked, say), wire: machineTime })
  } finally {
    lock.release()
  }
}

const builtInBooks = (at: number) => builtInPersonas(lastDayAt(at))

/** The markets, with clients from before allowed where the caller wants them. Throws market-not-open. */
function withLegacyClients(markets: readonly Market[], wanted: readonly string[] = []): readonly Market[] {
  const unknown = wanted.find((id) => !markets.some((market) => market.id === id))
  if (unknown !== undefined) throw problem('market-not-open', { market: unknown, known: markets.map(({ id }) => id) })
  return markets.map((market) =>
    wanted.includes(market.id) ? { ...market, security: { ...market.security, legacyClients: true } } : market,
  )
}

async function open(
  options: BancadaOptions,
  folder: DataFolder,
  closers: Closer[],
  close: () => Promise<void>,
): Promise<Bancada> {
  const markets = withLanes(withLegacyClients(options.markets ?? builtIn, options.legacyClients))
  const ciphers = [...new Set(markets.flatMap((market) => market.security.tls12Ciphers))]
  const listeners = await bindListeners(wantedPorts(options.port, folder.readSettings()?.ports), ciphers)
  closers.push(listeners.close)
  const kept = folder.readSettings()
  const directoryHost = options.directoryHost === undefined ? kept?.directoryHost : (options.directoryHost ?? undefined)
  folder.saveSettings({ ...kept, ports: DOORS.map((door) => listeners.ports[door]), directoryHost })

  // What stays while the rooms over bank.db are closed and opened over another.
  let openWorldNow: World | undefined
  const world = steadyWorld(() => openWorldNow as World)
  let startId = ''
  const wire = options.world?.wire ?? machineTime
  const personas = remembered(options.personas ?? builtInPersonas)
  const books = (at: number) => personas(lastDayAt(at))
  const { history: asked = FIRST_HISTORY, say = () => undefined } = options
  const historyOf = builtInHistory(markets)
  const history = historyOf(asked || FIRST_HISTORY, say)
  const setting: Setting = {
    ...{ options, folder, markets, books, history, world },
    tables: compileMarkets(markets),
    urls: addressesOf(listeners),
    directoryHost,
    log: options.log ?? openLog({ now: wire }),
    exchanges: openExchanges({ now: world.clock.now, run: wire() }),
  }
  const { urls, log, exchanges } = setting
  const news = openLiveNews()
  const doorkeeper = openDoorkeeper({ markets, now: world.clock.now })
  const seeded = openSeededFile({
    ...{ file: folder.seededDb, books, world: options.world },
    history: asked === false ? undefined : history,
  })
  const version = packageVersion(ROOT)

  // Books, markets and a world of the caller's own can't be handed to a process: their history is made in this one.
  const ownThings = options.personas ?? options.markets ?? options.world
  const make =
    ownThings === undefined ? openMaker(folder) : openMakerHere(folder, { historyOf, books, world: options.world })
  if (asked !== false && ownThings === undefined && !existsSync(folder.bankDb) && !existsSync(folder.seededDb)) {
    await make(asked, say).made
    placeFirst(folder)
  }

  const running = await openRunning({
    ...{ setting, seeded, live: news },
    routesOf: (rooms, db) => roomRoutes(rooms, setting, { version, startId, db }),
    opened: (file) => {
      openWorldNow = file.world
      startId ||= world.ids.uuid()
    },
  })
  closers.push(running.close)
  const { rooms } = running
  const trust = () => listeners.setCertificate(rooms().directory.serverCredentials())
  trust()

  const sampleApp = await openSampleApp(setting, rooms)
  closers.push(() => sampleApp.close())
  const clock = openClock(running, news.tell)
  const seeding = openSeeding({ make, tell: news.tell, db: running.db, newId: world.ids.uuid })
  closers.push(seeding.close)
  const state = openState({
    ...{ folder, seeded, seeding, running, doorkeeper, version, tell: news.tell },
    first: asked === false ? undefined : asked,
    outsiders: {
      close: sampleApp.close,
      async reopen() {
        trust()
        await sampleApp.reopen()
      },
      register: sampleApp.register,
    },
  })
  const consoleToken = world.ids.token()
  const consoleRoom = openConsole({
    ...{ world, log, exchanges, live: news, token: consoleToken },
    routes: [...doorkeeper.routes(running.routes), ...stateRoutes(state, clock, doorkeeper)],
    developerOf: (session) => doorkeeper.needOpen(() => rooms().marketplace.developerOf(session)),
    allowedHosts: () => ['localhost', '127.0.0.1', '[::1]'].map((host) => `${host}:${listeners.ports.console}`),
    distDir: options.consoleDir ?? path.join(ROOT, 'dist', 'renderer'),
    facts: () => factsOf({ version, world, markets, listeners, urls, changing: doorkeeper.isClosed() }),
  })
  closers.push(consoleRoom.close)

  const publicDoor = doorkeeper.door(() => rooms().gateway.publicHandler)
  listeners.serve('console', trustDoor(publicDoor, consoleRoom.handler(), rooms().directory.addresses.hosts))
  listeners.serve('public', publicDoor)
  listeners.serve(
    'mutual',
    doorkeeper.door(() => rooms().gateway.mutualHandler),
  )
  listeners.serve(
    'provider',
    doorkeeper.door(() => rooms().identity.providerHandler),
  )
  listeners.serve('app', (req, res) => sampleApp.handler()(req, res))
  running.begin()
  await sampleApp.register()

  // The prepared file of another day is made anew once the bank answers, so that no reset has to. One with a history stays
  // what it is: the calls of that history are in traffic.db, which no reset touches.
  const renewing = setImmediate(() => {
    try {
      if (asked === false) seeded.renew()
    } catch (error) {
      log.error('the prepared file could not be made anew', error)
    }
  })
  closers.push(() => clearImmediate(renewing))
  folder.saveRun({ pid: process.pid, startId, version, addresses: urls, consoleToken })
  closers.push(folder.removeRun)
  return {
    ...{ urls, consoleToken, version, startId, close },
    consoleUrl: `${urls.console}/#token=${consoleToken}`,
    caFile: path.join(folder.keysDir, 'ca.pem'),
    get rooms() {
      return rooms()
    },
    get sampleAppFault() {
      return sampleApp.fault()
    },
  }
}
