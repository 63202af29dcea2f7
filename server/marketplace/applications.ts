import { createHash } from 'node:crypto'
import type { Directory } from '#directory'
import { type Database, type Events, type Exchanges, problem, type World } from '#kernel'
import { CERTIFIED, laneOf, marketIdOf } from '#markets'
import { registeredOf } from './details.ts'
import type { Developers } from './developers.ts'
import type {
  Application,
  ApplicationFilter,
  ApplicationRecord,
  MarketplaceMarket,
  NewApplication,
  Provisioning,
  ProvisioningAgent,
} from './model.ts'
import { applicationStore } from './store.ts'

const PAGE_LIMIT = 100
/** How long a developer waits for the gateway's answer. */
const ANSWER_MS = 20_000

export type ApplicationsDeps = {
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  directory: Pick<Directory, 'createSoftware' | 'organisation'>
  developers: Pick<Developers, 'find'>
  markets: readonly MarketplaceMarket[]
  discovery: ProvisioningAgent
}

/** Applications: created here, provisioned by the agent, whose word on where they stand is final. */
export function openApplications(deps: ApplicationsDeps) {
  const { db, world, events, exchanges, directory, developers, discovery } = deps
  const store = applicationStore(db)

  /** The application's rows, the software's and the agent's, with their events: all or none. */
  function add(id: string, input: NewApplication, { organisationId, roles, metadata }: Settled): ApplicationRecord {
    const { developerId, name, description, clientUri, logoUri, policyUri, tosUri } = input
    const market = marketIdOf(input.market, input.lane)
    const redirectUris = [...new Set(input.redirectUris)]
    const { softwareId } = directory.createSoftware({
      organisationId,
      market,
      name,
      redirectUris,
      roles,
      ...given({ description, clientUri, logoUri, policyUri, tosUri }),
    })
    const createdAt = world.clock.now()
    const ids = { id, developerId, organisationId, softwareId }
    const application: ApplicationRecord = { ...ids, market, name, redirectUris, createdAt, origin: 'live' }
    store.add(application, input.idempotencyKey ?? null, digestOf(input))
    events.record({
      type: 'application.created',
      market,
      data: { applicationId: id, developerId, organisationId, softwareId },
    })
    const { notificationUri = null } = input
    discovery.enqueue({ applicationId: id, market, softwareId, redirectUris, notificationUri, metadata })
    return application
  }

  function earlier(input: NewApplication): ApplicationRecord | undefined {
    if (input.idempotencyKey === undefined) return undefined
    const found = store.byKey(input.developerId, input.idempotencyKey)
    if (found && found.contentDigest !== digestOf(input)) {
      throw problem('idempotency-key-reused', { idempotencyKey: input.idempotencyKey }, 'marketplace-key')
    }
    return found?.application
  }

  /** The roles of the organisation that mean something in the market. */
  function rolesIn(market: MarketplaceMarket, organisationId: string): string[] {
    const held = directory.organisation(organisationId)?.roles ?? []
    const roles = held.filter((role) => market.trust.roles.includes(role))
    if (roles.length === 0) {
      throw problem('organisation-without-role', { organisationId, market: market.id, known: [...market.trust.roles] })
    }
    return roles
  }

  /** The market of that name, in the lane asked for. */
  function marketOf(name: string, lane: string | undefined): MarketplaceMarket {
    const market = deps.markets.find((candidate) => candidate.id === name)
    if (!market) throw problem('market-unknown', { market: name, known: deps.markets.map((known) => known.id) })
    if (lane === undefined || lane === laneOf(market)) return market
    const inLane = deps.markets.find((candidate) => candidate.id === marketIdOf(name, lane))
    if (inLane) return inLane
    const beside = deps.markets.filter((candidate) => candidate.lane?.market === name)
    throw problem('lane-unknown', { market: name, lane, known: [CERTIFIED, ...beside.map(laneOf)] })
  }

  /** The other lanes of a market that an address could be registered in. */
  function lanesAdmitting({ id }: MarketplaceMarket, uri: string): { lanes?: string[] } {
    const others = deps.markets.filter(
      ({ lane, registration }) => lane?.market === id && !registration.redirectFault(uri),
    )
    return others.length === 0 ? {} : { lanes: others.map(laneOf) }
  }

  function withState(record: ApplicationRecord): Application {
    const { state, attempts, lastError, nextAttemptAt, clientId } = discovery.job(record.id) ?? UNKNOWN
    const market = deps.markets.find(({ id }) => id === record.market)
    const lane = market ? laneOf(market) : CERTIFIED
    return { ...record, lane, state, attempts, lastError, nextAttemptAt, clientId }
  }

  /** The application in the hands of the agent, who is told and works on its own (arrow 2). */
  function handOver(market: MarketplaceMarket, id: string, input: NewApplication, write: () => ApplicationRecord) {
    const { name, redirectUris } = input
    return exchanges.pass(
      {
        arrow: 2,
        from: 'marketplace',
        to: 'discovery',
        operation: 'provision application',
        request: { body: { applicationId: id, market: market.id, name, redirectUris } },
        ids: { market: market.id, applicationId: id },
      },
      (exchange) => {
        // The exchange may have been held: another call with the same key may have come first.
        const record = write()
        exchange.ids.applicationId = record.id
        return withState(record)
      },
    )
  }

  /**
   * The application as its developer is told of it: where the gateway registers it, once it answered. One that the
   * gateway could not answer in time is told as it stands; it is tried again like any other.
   */
  async function answered({ registration }: MarketplaceMarket, record: ApplicationRecord): Promise<Application> {
    if (registration.atGateway) await ended(discovery, record.id, ANSWER_MS)
    const application = withState(record)
    if (registration.atGateway && application.state === 'failed')
      throw problem('provisioning-failed', { applicationId: record.id, lastError: application.lastError })
    return application
  }

  function find(id: string): Application | undefined {
    const record = store.find(id)
    return record && withState(record)
  }

  return {
    /**
     * Creates an application and its software, and has it provisioned (arrow 2), in one transaction: by the agent, who
     * is told, or at the gateway, for whose answer it waits.
     * The same idempotency key with the same content gives the first application again.
     * Throws problem('developer-not-found'), ('market-unknown'), ('lane-unknown'), ('redirect-uri-not-allowed', { uri, reason, instead?, lanes? }),
     * ('notification-uri-not-allowed'), ('application-detail-invalid', { field, reason }), ('organisation-without-role'), ('idempotency-key-reused'), what the directory
     * refuses and, where the gateway refused, ('provisioning-failed', { applicationId, lastError }).
     */
    async create(input: NewApplication): Promise<Application> {
      const developer = developers.find(input.developerId)
      if (!developer) throw problem('developer-not-found', { developerId: input.developerId })
      const market = marketOf(input.market, input.lane)
      for (const uri of input.redirectUris) {
        const fault = market.registration.redirectFault(uri)
        if (fault) throw problem('redirect-uri-not-allowed', { uri, ...fault, ...lanesAdmitting(market, uri) })
      }
      if (input.notificationUri !== undefined) checkNotification(market, input.notificationUri)
      const { organisationId } = developer
      const roles = rolesIn(market, organisationId)
      const metadata = registeredOf(market.registration.form, input.details, { own: developer.email === null })
      const before = earlier(input)
      if (before) return answered(market, before)

      const id = world.ids.uuid()
      const write = () => db.transaction(() => earlier(input) ?? add(id, input, { organisationId, roles, metadata }))()
      return market.registration.atGateway ? answered(market, write()) : handOver(market, id, input, write)
    },

    find,

    /** Newest first; `before` is the id that ended the page before. */
    list({ limit = PAGE_LIMIT, ...filter }: ApplicationFilter & { limit?: number } = {}) {
      return store.page(Math.min(limit, PAGE_LIMIT), filter).map(withState)
    },

    /** Client ids of a developer's applications that are ready. */
    clientsOf(developerId: string): string[] {
      return store.idsOf(developerId).flatMap((id) => discovery.job(id)?.clientId ?? [])
    },

    /** The application of a client id. */
    ofClient(clientId: string): Application | undefined {
      const job = discovery.jobOfClient(clientId)
      return job && find(job.applicationId)
    },

    /** The application of a software statement. */
    ofSoftware(softwareId: string): Application | undefined {
      const record = store.bySoftware(softwareId)
      return record && find(record.id)
    },

    /**
     * Resolves with the application once it is ready. `timeoutMs` is wire time.
     * Throws problem('application-not-found'), ('provisioning-failed', { applicationId, lastError }) when the agent
     * gave up, and ('provisioning-timeout', { applicationId, state, lastError }).
     */
    async whenProvisioned(id: string, { timeoutMs }: { timeoutMs: number }): Promise<Application> {
      if (!store.find(id)) throw problem('application-not-found', { applicationId: id })
      await ended(discovery, id, timeoutMs)
      const application = find(id) as Application
      const { state, lastError } = application
      if (state === 'ready') return application
      if (state === 'failed') throw problem('provisioning-failed', { applicationId: id, lastError })
      throw problem('provisioning-timeout', { applicationId: id, state, lastError })
    },
  }
}

/** What is known of an application beside what was asked, before it is written. */
type Settled = { organisationId: string; roles: string[]; metadata: Readonly<Record<string, unknown>> }

export type Applications = ReturnType<typeof openApplications>

/** Throws problem('notification-uri-not-allowed', { uri, reason }). */
function checkNotification({ id, registration }: MarketplaceMarket, uri: string): void {
  const { notification } = registration
  const reason = notification ? notification.fault(uri) : `the market ${id} notifies nobody`
  if (reason !== undefined) throw problem('notification-uri-not-allowed', { uri, reason })
}

/** Row and job are written together; this stands for neither happening. */
const UNKNOWN: Provisioning = { state: 'waiting', attempts: 0, lastError: null, nextAttemptAt: null, clientId: null }

/** Resolves when the job has ended, or after `timeoutMs`. */
function ended(discovery: ProvisioningAgent, id: string, timeoutMs: number): Promise<void> {
  const state = discovery.job(id)?.state
  if (state === 'ready' || state === 'failed') return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(finish, timeoutMs)
    const forget = discovery.onEnd(id, finish)
    function finish(): void {
      clearTimeout(timer)
      forget()
      resolve()
    }
  })
}

/** What makes two requests the same: all that was asked but the key itself. */
function digestOf({ idempotencyKey: _key, ...content }: NewApplication): string {
  const ordered = Object.entries(given(content)).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(ordered)).digest('base64url')
}

function given<T extends Record<string, unknown>>(members: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: NonNullable<T[K]>
  }>
}
