import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { openConsole } from '#console'
import { compileMarkets } from '#gateway'
import { machineTime, openDatabase, openExchanges, openLog, problem, type World } from '#kernel'
import { markets as builtIn, type Market, withLanes } from '#markets'
import { personas as builtInPersonas, FIRST_HISTORY, generate, lastDayAt } from '../mock-data/index.ts'
import type { HistoryOrder } from './history-thread.ts'
import { addressesOf, factsOf, wantedPorts } from './start/addresses.ts'
import { openRestingBank, type RestingBank } from './start/at-rest.ts'
import type { Bancada, BancadaOptions, HistoryAsked, Setting } from './start/bancada.ts'
import { openClock } from './start/clock.ts'
import { type DataFolder, openDataFolder } from './start/data-folder.ts'
import { openDoorkeeper } from './start/doors.ts'
import { type History, openHistory } from './start/history.ts'
import { bindListeners, DOORS } from './start/listeners.ts'
import { openLiveNews } from './start/live.ts'
import { remembered } from './start/remembered.ts'
import { roomRoutes } from './start/room-routes.ts'
import { openRunning } from './start/running.ts'
import { openSampleApp } from './start/sample-app-door.ts'
import { type Seeded, seedInto } from './start/seed-into.ts'
import { openSeededFile } from './start/seeded.ts'
import { openState } from './start/state.ts'
import { stateRoutes } from './start/state-routes.ts'
import { steadyWorld } from './start/steady-world.ts'
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
  const { folder, seeded } = filesOf(dataDir, FIRST_HISTORY)
  return openRestingBank({ folder, seeded, version, wire: machineTime })
}

/**
 * Gives the bank of a folder other customers and another history, whether it was ever started or not. It must not run.
 * Throws data-folder-in-use, data-folder-unusable, database-in-use.
 */
export function seedBank(dataDir: string, asked: HistoryAsked, say: (line: string) => void): Seeded {
  const { folder, seeded, history } = filesOf(dataDir, asked, say)
  folder.prepare()
  const lock = folder.lock()
  try {
    return seedInto({ folder, seeded, history, wire: machineTime })
  } finally {
    lock.release()
  }
}

/**
 * Makes what a bank's first start begins with: the prepared file with its history, and the traffic that goes with it.
 * What a kill left half made is made again. Its caller holds the folder.
 */
export function makeHistory(dataDir: string, asked: HistoryAsked, say: (line: string) => void): void {
  const { folder, seeded, history } = filesOf(dataDir, asked, say)
  seeded.prepare()
  const db = openDatabase(folder.seededDb, { keep: 'nothing' })
  try {
    history.writeTraffic(db, folder.trafficDb)
  } finally {
    db.close()
  }
}

/** The same on a thread of its own: what it takes of memory goes with it, and the doors answer meanwhile. */
function makeHistoryApart(order: HistoryOrder, say: (line: string) => void): Promise<void> {
  // In a checkout the file is TypeScript, in a packaged app it is not: the thread's is as this one.
  const script = new URL(`./history-thread${path.extname(import.meta.url)}`, import.meta.url)
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: order })
    worker.on('message', say)
    worker.once('error', reject)
    worker.once('exit', () => resolve())
  })
}

function filesOf(dataDir: string, asked: HistoryAsked, say?: (line: string) => void) {
  const folder = openDataFolder(dataDir)
  const books = (at: number) => builtInPersonas(lastDayAt(at))
  const history = historyOf(builtIn, asked, say)
  return { folder, history, seeded: openSeededFile({ file: folder.seededDb, books, history }) }
}

function historyOf(markets: readonly Market[], asked: HistoryAsked, say?: (line: string) => void): History {
  return openHistory({ markets, generate, say, generationAt: (at) => ({ ...asked, lastDay: lastDayAt(at) }) })
}

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
  folder.saveSettings({ ports: DOORS.map((door) => listeners.ports[door]) })

  // What stays while the rooms over bank.db are closed and opened over another.
  let openWorldNow: World | undefined
  const world = steadyWorld(() => openWorldNow as World)
  let startId = ''
  const wire = options.world?.wire ?? machineTime
  const personas = remembered(options.personas ?? builtInPersonas)
  const books = (at: number) => personas(lastDayAt(at))
  const { history: asked = FIRST_HISTORY, say } = options
  const history = historyOf(markets, asked || FIRST_HISTORY, say)
  const setting: Setting = {
    ...{ options, folder, markets, books, history, world },
    tables: compileMarkets(markets),
    urls: addressesOf(listeners),
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

  // Books, markets and a world of the caller's own can't be handed to a thread: their history is made on this one.
  const ownThings = options.personas ?? options.markets ?? options.world
  if (asked !== false && ownThings === undefined && !existsSync(folder.bankDb)) {
    await makeHistoryApart({ dataDir: folder.dir, asked }, (line) => say?.(line))
  }
  const running = await openRunning({
    ...{ setting, seeded, tell: news.tell },
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
  const state = openState({
    ...{ folder, seeded, running, doorkeeper, version, tell: news.tell },
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

  listeners.serve('console', consoleRoom.handler())
  listeners.serve(
    'public',
    doorkeeper.door(() => rooms().gateway.publicHandler),
  )
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
