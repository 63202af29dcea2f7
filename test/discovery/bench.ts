import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Credentials } from '#directory'
import { type Discovery, openDiscovery, type Register, type Registration, type RegistrationOf } from '#discovery'
import {
  type BankEvent,
  type Database,
  type Events,
  type Exchange,
  type Exchanges,
  openDatabase,
  openEvents,
  openExchanges,
  openWorld,
  problem,
  type World,
} from '#kernel'

/** A day in 2026; tests move it themselves. */
const START = Date.UTC(2026, 2, 2, 12)

export const CREDENTIALS = {
  transport: { keyPem: 'key', certificatePem: 'certificate', chainPem: 'chain', serialNumber: '1', thumbprint: 't' },
  signing: { kid: 'sig-1', privateJwk: { kty: 'RSA', kid: 'sig-1', use: 'sig' }, privatePem: 'signing key' },
  encryption: { kid: 'enc-1', privateJwk: { kty: 'RSA', kid: 'enc-1', use: 'enc' }, privatePem: 'encryption key' },
  caPem: 'ca',
} satisfies Credentials

/** Stands in for identity: refuses a second registration of one software, as the standard does. */
export function standInIdentity() {
  const registered = new Map<string, Registration>()
  let count = 0
  return {
    registered,
    /** How often a registration was carried out. */
    count: () => count,
    register(softwareId: string): Registration {
      if (registered.has(softwareId)) {
        throw problem('registration-refused', { status: 400, error: 'invalid_client_metadata', errorDescription: null })
      }
      count += 1
      const registration = {
        clientId: `client-${softwareId}`,
        registrationClientUri: `https://localhost:4302/register/client-${softwareId}`,
        registrationAccessToken: `management-token-of-${softwareId}`,
      }
      registered.set(softwareId, registration)
      return registration
    },
    registrationOf: ((softwareId) => registered.get(softwareId)) as RegistrationOf,
  }
}

export type Run = {
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  recorded: Exchange[]
  discovery: Discovery
}

/** A data folder that outlives kills: each `run` opens the rooms over the same file again. */
export function openBench() {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-discovery-'))
  const identity = standInIdentity()
  const secrets = new Map<string, string>()
  const runs: Run[] = []
  const wire = { now: START }
  const logged: string[] = []

  return {
    folder,
    identity,
    secrets,
    wire,
    logged,
    run({
      register = async ({ softwareId }) => identity.register(softwareId),
      registrationOf = identity.registrationOf,
      issueCredentials = async () => CREDENTIALS,
      softwareStatement = async (softwareId: string) => `statement of ${softwareId}`,
      saveSecret = (name: string, value: string) => void secrets.set(name, value),
      chance = () => 0,
    }: {
      register?: Register
      registrationOf?: RegistrationOf
      issueCredentials?: (softwareId: string) => Promise<Credentials>
      softwareStatement?: (softwareId: string) => Promise<string>
      saveSecret?: (name: string, value: string) => void
      chance?: () => number
    } = {}): Run {
      const db = openDatabase(join(folder, 'bank.db'), { keep: 'everything' })
      const world = openWorld({ db, wire: () => wire.now, chance })
      const events = openEvents({ db, world, onListenerError: (_name, error) => logged.push(String(error)) })
      const recorded: Exchange[] = []
      const exchanges = openExchanges({ now: world.clock.now })
      exchanges.install({ recorder: (exchange) => recorded.push(exchange) })
      const discovery = openDiscovery({
        db,
        world,
        events,
        exchanges,
        directory: {
          ...{ issueCredentials, softwareStatement },
          authority: { certificatePem: 'ca', fingerprint256: '' },
        },
        register,
        registrationOf,
        secrets: { save: saveSecret, read: (name) => secrets.get(name) },
        log: { info() {}, warn() {}, error: (message) => logged.push(message) },
      })
      const run = { db, world, events, exchanges, recorded, discovery }
      runs.push(run)
      return run
    },
    async close() {
      for (const { discovery, db } of runs) {
        await discovery.stop()
        db.close()
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Bench = ReturnType<typeof openBench>

/** Puts an application into the queue as the marketplace does: inside a transaction. */
export function enqueue({ db, discovery }: Run, name = 'a'): string {
  const applicationId = `application-${name}`
  db.transaction(() =>
    discovery.enqueue({
      applicationId,
      market: 'test',
      softwareId: `software-${name}`,
      redirectUris: ['https://127.0.0.1:4303/callback'],
    }),
  )()
  return applicationId
}

/** The events written so far, in order. */
export function eventsOf({ events }: Run): BankEvent[] {
  const seen: BankEvent[] = []
  events.listen({
    name: `reader-${seen.length}`,
    position: () => seen.at(-1)?.seq ?? 0,
    handle: (batch) => void seen.push(...batch),
  })
  return seen
}
