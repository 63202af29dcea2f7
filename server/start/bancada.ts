import type { Analytics } from '#analytics'
import type { Bank } from '#bank'
import type { Consents } from '#consent'
import type { Directory, DirectoryHost } from '#directory'
import type { Discovery } from '#discovery'
import type { Gateway, GatewayTables, Incidents, Maintenance, OpenLane } from '#gateway'
import type { Identity } from '#identity'
import type { Journey } from '#journey'
import type { Database, Events, Exchanges, Log, World, WorldOptions } from '#kernel'
import type { Marketplace } from '#marketplace'
import type { Market } from '#markets'
import type { Settings } from '#settings'
import type { NoticeRoom, Webhooks } from '#webhooks'
import type { History } from './history.ts'
import type { DataFolder, Personas } from './index.ts'
import type { Door } from './listeners.ts'
import type { openServiceRecord } from './service.ts'

export type BancadaOptions = {
  dataDir: string
  /** The first of five ports; 0 picks free ones; left out, the folder's own or 4300. */
  port?: number | undefined
  /** A name that the directory answers under; null for the install's own; left out, the folder's. */
  directoryHost?: DirectoryHost | null | undefined
  /** The built console; the one of this checkout where left out. */
  consoleDir?: string | undefined
  /** The clock, ids and chance, for tests. */
  world?: Omit<WorldOptions, 'db'> | undefined
  /** Markets to run instead of the built-in ones, with the customers of their books. */
  markets?: readonly Market[] | undefined
  personas?: ((lastDay: string) => Personas[]) | undefined
  /** Markets in which clients from before may authenticate by their certificate's subject. */
  legacyClients?: readonly string[] | undefined
  /** Registers the sample app and serves it (on unless told). */
  sampleApp?: boolean | undefined
  /** What a first start generates beside the named customers; nothing with `false`. Ninety days unless told. */
  history?: HistoryAsked | false | undefined
  /** Told how a first start goes on, a line at a time. */
  say?: ((line: string) => void) | undefined
  log?: Log | undefined
}

/** How much history to generate, ending on the day it is made. */
export type HistoryAsked = { seed: string; customers: number; days: number }

/** The rooms over one bank.db: all of them are closed and opened again when another file takes its place. */
export type BankRooms = {
  world: World
  events: Events
  directory: Directory
  bank: Bank
  consents: Consents
  identity: Identity
  gateway: Gateway
  openLane: OpenLane
  discovery: Discovery
  marketplace: Marketplace
  webhooks: Webhooks
  settings: Settings
  maintenance: Maintenance
  incidents: Incidents
  notices: NoticeRoom
  /** The figures of the bank's service, by market. */
  service: ReturnType<typeof openServiceRecord>
}

/** The rooms over traffic.db: they outlive a reset and a restored snapshot. */
export type TrafficRooms = { journey: Journey; analytics: Analytics }

/** Every room of a running bank. */
export type Rooms = BankRooms & TrafficRooms & { exchanges: Exchanges }

export type Bancada = {
  urls: Record<Door, string>
  /** The console's address with the owner's token in its fragment. */
  consoleUrl: string
  consoleToken: string
  caFile: string
  version: string
  startId: string
  /** The rooms as they stand now: a reset or a restored snapshot opens new ones. */
  readonly rooms: Rooms
  /** Why the sample app isn't registered yet; undefined when it is. */
  readonly sampleAppFault: string | undefined
  close(): Promise<void>
}

/** What stays while rooms are closed and opened again. */
export type Setting = {
  options: BancadaOptions
  folder: DataFolder
  markets: readonly Market[]
  /** The books' first customers, their history ending on the day of a moment. */
  books: (at: number) => readonly Personas[]
  /** What was, or is to be, generated. */
  history: History
  /** The markets' routes, compiled once. */
  tables: GatewayTables
  urls: Record<Door, string>
  directoryHost: DirectoryHost | undefined
  log: Log
  exchanges: Exchanges
  /** Bank time, ids and chance of whatever bank.db is open. */
  world: World
}

/** An open bank.db with its clock. */
export type OpenBankFile = { db: Database; world: World }
