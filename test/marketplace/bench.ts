import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectory } from '#directory'
import { openDiscovery, type Register } from '#discovery'
import { type BankEvent, type Exchange, openDatabase, openEvents, openExchanges, openWorld } from '#kernel'
import { type MarketplaceMarket, openMarketplace } from '#marketplace'
import type { TrustProfile } from '#markets'
import { cnpjOf, isCnpj } from '../../server/markets/obb/registration-number.ts'

const START = Date.UTC(2026, 2, 2, 12)

const profile: TrustProfile = {
  roles: ['DATA', 'PAY'],
  readSubject: () => ({ softwareId: undefined, organisationId: undefined }),
  registrationNumber: (text) => (isCnpj(text) ? text : undefined),
  statementNames: { softwareId: 'software', organisationId: 'organisation', keySet: 'keys' },
  statementSeconds: 300,
  transportSubject: () => [{ oid: '2.5.4.3', value: 'localhost' }],
  statementClaims: () => ({ iss: 'test' }),
}

const market: MarketplaceMarket = {
  id: 'test',
  name: 'Test market',
  trust: { roles: ['DATA', 'PAY'] },
  recipientRoles: ['DATA'],
  registration: {
    redirectFault: (uri) =>
      uri.startsWith('https://localhost')
        ? { reason: 'localhost', instead: uri.replace('localhost', '127.0.0.1') }
        : undefined,
  },
}
const closedMarket: MarketplaceMarket = {
  ...market,
  id: 'closed',
  name: 'Closed',
  trust: { roles: ['OTHER'] },
  recipientRoles: [],
}

/** A marketplace over the real directory and agent; registration is whatever `register` says at the moment. */
export async function openMarketplaceBench() {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-marketplace-'))
  const wire = { now: START }
  const db = openDatabase(join(folder, 'bank.db'), { keep: 'everything' })
  const world = openWorld({ db, wire: () => wire.now })
  const seen: BankEvent[] = []
  const events = openEvents({ db, world, onListenerError: () => {} })
  events.listen({
    name: 'reader',
    position: () => seen.at(-1)?.seq ?? 0,
    handle: (batch) => void seen.push(...batch),
  })
  const recorded: Exchange[] = []
  const exchanges = openExchanges({ now: world.clock.now })
  exchanges.install({ recorder: (exchange) => recorded.push(exchange) })
  const directory = await openDirectory({
    db,
    world,
    events,
    keysDir: join(folder, 'keys'),
    baseUrl: 'https://localhost:4301/directory',
    profiles: { test: profile, closed: { ...profile, roles: ['OTHER'] } },
  })
  const registration: { register: Register } = {
    register: async ({ softwareId }) => ({
      clientId: `client-${softwareId}`,
      registrationClientUri: `https://localhost:4302/register/client-${softwareId}`,
      registrationAccessToken: 'management-token',
    }),
  }
  const discovery = openDiscovery({
    db,
    world,
    events,
    exchanges,
    directory,
    register: (request) => registration.register(request),
    registrationOf: () => undefined,
    secrets: { save() {}, read: () => undefined },
    log: { info() {}, warn() {}, error() {} },
  })
  const marketplace = openMarketplace({
    db,
    world,
    events,
    exchanges,
    directory,
    markets: [market, closedMarket],
    discovery,
    addresses: (id) => ({
      issuer: `https://localhost:4301/${id}`,
      metadataUrl: `https://localhost:4301/${id}/.well-known/openid-configuration`,
      participantsUrl: 'https://localhost:4301/directory/participants',
      apiBase: 'https://localhost:4302',
    }),
    usage: (clientId) => ({ clientId, calls: 3 }),
  })
  let count = 0

  return {
    db,
    world,
    wire,
    events,
    directory,
    discovery,
    marketplace,
    registration,
    recorded,
    /** All events so far. */
    seen() {
      events.flush()
      return seen
    },
    /** A sign-up nobody made before. */
    newcomer(changes: { email?: string; password?: string; registrationNumber?: string; roles?: string[] } = {}) {
      count += 1
      return {
        organisation: {
          name: `Organisation ${count}`,
          registrationNumber: changes.registrationNumber ?? cnpjOf(`9911${String(count).padStart(4, '0')}0001`),
          roles: changes.roles,
        },
        developer: {
          name: `Developer ${count}`,
          email: changes.email ?? `developer${count}@example.test`,
          password: changes.password ?? 'right horse',
        },
      }
    },
    async close() {
      await discovery.stop()
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type MarketplaceBench = Awaited<ReturnType<typeof openMarketplaceBench>>
