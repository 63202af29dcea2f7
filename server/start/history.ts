import { openAnalyticsPast } from '#analytics'
import type { Bank, Personas } from '#bank'
import { type ConsentHistory, openConsentPast } from '#consent'
import { openDirectoryPast } from '#directory'
import { openDiscoveryPast } from '#discovery'
import { openJourneyPast, type PastCall } from '#journey'
import { type Database, type Events, migrate, openDatabase, readDatabase, type World } from '#kernel'
import { openMarketplacePast } from '#marketplace'
import type { Market } from '#markets'
import type { HistoryAsked } from './bancada.ts'

/** What makes one history differ from another. */
export type Generation = { seed: string; customers: number; days: number; lastDay: string }

/** An application of a generated history. It has no keys. */
export type GeneratedApplication = {
  organisation: { organisationId: string; name: string; registrationNumber: string; roles: string[] }
  developer: { id: string; name: string; email: string }
  applicationId: string
  softwareId: string
  name: string
  description: string
  redirectUris: string[]
  roles: string[]
  createdAt: number
  provisioning:
    | { state: 'ready'; clientId: string; at: number }
    | { state: 'failed'; error: { type: string; facts: Record<string, unknown> }; attempts: number; at: number }
}

/** What was generated for a market. */
export type GeneratedHistory = {
  market: string
  personas: Personas
  applications: readonly GeneratedApplication[]
  consents: readonly ConsentHistory[]
  calls: readonly (PastCall & { kind: 'http' })[]
}

/** How much of it was kept. */
export type Made = { customers: number; transactions: number; consents: number; calls: number; ms: number }

export type HistoryDeps = {
  markets: readonly Market[]
  generate: (generation: Generation) => readonly GeneratedHistory[]
  /** What to generate at a moment of bank time. */
  generationAt: (at: number) => Generation
  say?: Say | undefined
}

/** What the making of a history does, one after the other. */
export const PHASES = ['generating', 'ledger', 'calls'] as const
export type Phase = (typeof PHASES)[number]

export type History = ReturnType<typeof openHistory>

/** Told how the making goes, a line at a time, and what is being done. */
export type Say = (line: string, phase: Phase) => void

/** The history of so many customers and days, ending on the day it is written. */
export type HistoryOf = (asked: HistoryAsked, say?: Say) => History

/** For the time of writing alone. */
const CACHE_KIB = 256 * 1024

const TABLE = `CREATE TABLE generated_history (
  id INTEGER PRIMARY KEY CHECK (id = 1), seed TEXT NOT NULL, customers INTEGER NOT NULL, days INTEGER NOT NULL,
  last_day TEXT NOT NULL, until INTEGER NOT NULL) STRICT;`

/** A generation as a file remembers it; what lay ahead of `until` was left out. */
type Kept = Generation & { until: number }

/**
 * Opens the writing of generated history: into a bank.db by the rooms' own bulk writers, in the order of what rests on
 * what, and into the traffic.db that goes with it. Whatever is written says that it was generated.
 */
export function openHistory({ markets, generate, generationAt, say = () => undefined }: HistoryDeps) {
  /** The generation last made, for the second of the two files. */
  let last: { generation: Generation; histories: readonly GeneratedHistory[] } | undefined

  function historiesOf(generation: Generation): readonly GeneratedHistory[] {
    const same = last && JSON.stringify(last.generation) === JSON.stringify(generation)
    if (!last || !same) last = { generation, histories: generate(generation) }
    return last.histories.filter(({ market }) => markets.some(({ id }) => id === market))
  }

  return {
    generationAt,

    /** Writes the bank's part into a bank.db that has its books' first customers, in one transaction. */
    writeBank({ db, world, events, bank }: { db: Database; world: World; events: Events; bank: Bank }): Made {
      const began = performance.now()
      const now = world.clock.now()
      const { until, ...generation }: Kept = { ...generationAt(now), until: now }
      say(`making ${generation.customers} customers and ${generation.days} days of history …`, 'generating')
      const made = { customers: 0, transactions: 0, consents: 0, calls: 0 }
      const histories = historiesOf(generation)
      say('writing their accounts, ledger and consents …', 'ledger')
      const writers = openWriters(db, markets)
      db.transaction(() => {
        for (const history of histories) {
          const { market, personas, applications, consents, calls } = history
          bank.importGenerated(personas, generation.seed)
          for (const application of applications) writers.application(market, application)
          const past = [...applications.map((one) => toldOf(market, one)), ...writers.consents(consents, now)]
          for (const event of past.sort((one, other) => one.at - other.at)) events.record(event)
          made.customers += personas.people.length + personas.companies.length
          made.transactions += personas.movements.filter(({ at }) => at <= now).length
          made.consents += consents.filter(({ lodgedAt }) => lodgedAt <= now).length
          made.calls += calls.filter(({ at }) => at <= now).length
        }
        remember(db, { ...generation, until })
      })()
      return { ...made, ms: Math.round(performance.now() - began) }
    },

    /**
     * Writes the traffic that belongs to a bank.db's history, where the file beside it doesn't hold it: at a first
     * start, and when traffic.db, which may be lost, was. With `keep: 'nothing'` into a file that nobody sees yet.
     */
    writeTraffic(bankDb: Database, trafficFile: string, keep: 'most' | 'nothing' = 'most'): void {
      const kept = recall(bankDb)
      if (!kept || kept.days === 0) return
      const db = openDatabase(trafficFile, { keep })
      db.pragma(`cache_size = -${CACHE_KIB}`)
      try {
        if (recall(db)) return
        say('writing the calls of that time …', 'calls')
        const { until, ...generation } = kept
        const histories = historiesOf(generation)
        const journeys = openJourneyPast(db)
        const analytics = openAnalyticsPast(db)
        db.transaction(() => {
          for (const { calls } of histories) {
            const past = calls.filter(({ at }) => at <= until)
            journeys.write(past)
            analytics.write(past)
          }
          remember(db, kept)
        })()
      } finally {
        last = undefined
        db.close()
      }
    },
  }
}

/** What was generated into a bank.db, and until when; undefined where nothing was. */
export function keptGeneration(db: Database): Generation | undefined {
  const kept = recall(db)
  return kept && { seed: kept.seed, customers: kept.customers, days: kept.days, lastDay: kept.lastDay }
}

/** Whether a bank.db began with the very history that a prepared file holds. */
export function hasGenerationOf(seededFile: string, bankDb: string): boolean {
  const [seeded, bank] = [readDatabase(seededFile), openDatabase(bankDb, { keep: 'everything' })]
  try {
    const kept = recall(seeded)
    return kept !== undefined && JSON.stringify(kept) === JSON.stringify(recall(bank))
  } finally {
    seeded.close()
    bank.close()
  }
}

/** The rooms' writers over one bank.db. */
function openWriters(db: Database, markets: readonly Market[]) {
  const directory = openDirectoryPast(db)
  const marketplace = openMarketplacePast(db)
  const discovery = openDiscoveryPast(db)
  const consents = openConsentPast({
    db,
    lives: Object.fromEntries(markets.map(({ id, consent }) => [id, consent.life])),
  })
  return {
    consents: consents.write,
    application(market: string, application: GeneratedApplication): void {
      const { organisation, developer, applicationId, softwareId, name, redirectUris, createdAt } = application
      const { description, roles, provisioning } = application
      directory.write({ organisation, softwareId, market, name, description, redirectUris, roles, createdAt })
      const { organisationId } = organisation
      const ids = { id: applicationId, softwareId, organisationId }
      marketplace.write({ ...ids, developer, market, name, redirectUris, createdAt })
      const ready = provisioning.state === 'ready'
      discovery.write({
        ...{ applicationId, market, softwareId, redirectUris, state: provisioning.state, createdAt },
        attempts: ready ? 1 : provisioning.attempts,
        lastError: ready ? null : provisioning.error,
        clientId: ready ? provisioning.clientId : null,
        updatedAt: provisioning.at,
      })
    },
  }
}

/** What the event log says of an application's end. */
function toldOf(market: string, { applicationId, softwareId, provisioning }: GeneratedApplication) {
  const { state, at } = provisioning
  const ended =
    state === 'ready' ? { type: 'application.ready', clientId: provisioning.clientId } : { type: 'application.failed' }
  return { ...ended, at, market, origin: 'generated' as const, data: { applicationId, softwareId } }
}

function remember(db: Database, { seed, customers, days, lastDay, until }: Kept): void {
  migrate(db, 'history', [TABLE])
  db.prepare(
    'INSERT INTO generated_history (id, seed, customers, days, last_day, until) VALUES (1, ?, ?, ?, ?, ?)',
  ).run(seed, customers, days, lastDay, until)
}

/** What was generated into a file; undefined where nothing was. */
function recall(db: Database): Kept | undefined {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'generated_history'").get()
  if (table === undefined) return undefined
  return db
    .prepare<[], Kept>('SELECT seed, customers, days, last_day AS lastDay, until FROM generated_history WHERE id = 1')
    .get()
}
