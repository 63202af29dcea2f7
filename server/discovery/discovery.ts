import type { Directory } from '#directory'
import {
  type Database,
  type Events,
  type Exchanges,
  type Log,
  openWorkLoop,
  Problem,
  problem,
  type World,
} from '#kernel'
import { attempt, isFinal } from './attempt.ts'
import type { Job, JobError, NewJob, Register, Registration, RegistrationOf, Secrets, Way } from './model.ts'
import { openProgress } from './progress.ts'
import { type JobPage, jobStore, type QueuedJob } from './store.ts'

/** Attempts under way at once; each may make keys, which keeps a processor busy. */
const AT_ONCE = 4
const PAGE_LIMIT = 100
const FAULT = 'provisioning-fault'

export type DiscoveryDeps = {
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  directory: Pick<Directory, 'issueCredentials' | 'softwareStatement' | 'authority'>
  /** Whether a market's applications have keys and a certificate; they do where left out. */
  hasKeys?: (market: string) => boolean
  /** Between whom a market's applications are provisioned: the agent and identity where left out. */
  wayOf?: (market: string) => Way
  register: Register
  registrationOf: RegistrationOf
  secrets: Secrets
  log: Log
}

export type Discovery = {
  /** Puts an application into the queue; call it inside the transaction that creates the application. */
  enqueue(job: NewJob): void
  /** Begins to work; every unended job, also one cut off midway by a kill, is taken up at once. */
  start(): void
  /** Ends work: an attempt under way is dropped and taken up at the next start. */
  stop(): Promise<void>
  job(applicationId: string): Job | undefined
  jobOfClient(clientId: string): Job | undefined
  /** Newest first; `before` is the application id that ended the page before. */
  jobs(page?: JobPage & { limit?: number }): Job[]
  /**
   * Lets a failed job run again, and a waiting one at once; an attempt under way goes on.
   * Throws problem('job-not-found'), problem('provisioning-finished') and, for one of a generated history,
   * problem('application-generated').
   */
  retry(applicationId: string): Job
  /** The registration's management address and token (RFC 7592) of a ready application. */
  registration(applicationId: string): Registration | undefined
  /** The secret that a ready application was given in the place of keys. */
  clientSecret(applicationId: string): string | undefined
  /** Tells, once, when the job ends ready or failed. Returns what stops the wait. */
  onEnd(applicationId: string, tell: (job: Job) => void): () => void
  /** Looks for due jobs now instead of at the next look. */
  wake(): void
  /** Resolves when no attempt is under way and none is due. */
  idle(): Promise<void>
}

/**
 * Opens the Discovery Agent: a durable queue that provisions applications into identity, each exactly once.
 * A job's state and its event are written together; a kill at any point leaves a job that is taken up at the next start.
 */
export function openDiscovery(deps: DiscoveryDeps): Discovery {
  const { db, world, events, secrets, log } = deps
  const store = jobStore(db)
  const progress = openProgress({ db, world, events, store })
  const waiters = new Map<string, Set<(job: Job) => void>>()
  const loop = openWorkLoop<QueuedJob>({
    ...{ world, log, atOnce: AT_ONCE, unended: store.unended, work: carryOut },
    idOf: ({ applicationId }) => applicationId,
    dueAt: (job) => job.dueAt,
    complaint: 'provisioning could not be recorded',
  })

  async function carryOut(job: QueuedJob, signal: AbortSignal): Promise<void> {
    const current = progress.begin(job)
    if (!current) return
    try {
      const beforeAsking = () => progress.asking(current)
      const registration = await unlessAborted(signal, attempt(job, deps, { signal, beforeAsking }))
      await secrets.save(secretName(job.applicationId), registration.registrationAccessToken)
      if (registration.clientSecret !== undefined)
        await secrets.save(clientSecretName(job.applicationId), registration.clientSecret)
      signal.throwIfAborted()
      if (progress.ready(current, registration)) end(job.applicationId)
    } catch (error) {
      if (!signal.aborted) settle(current, error)
    }
  }

  function settle(job: QueuedJob, error: unknown): void {
    const { applicationId } = job
    const jobError = jobErrorOf(error)
    if (isFinal(error)) {
      if (progress.failed(job, jobError)) end(applicationId)
      return
    }
    if (jobError.type === FAULT) log.error('provisioning an application met a fault', error)
    loop.hold(applicationId, progress.waiting(job, jobError))
  }

  function end(applicationId: string): void {
    loop.release(applicationId)
    const told = waiters.get(applicationId)
    waiters.delete(applicationId)
    const job = store.find(applicationId)
    if (job) for (const tell of told ?? []) tell(jobOf(job))
  }

  const find = (applicationId: string) => {
    const job = store.find(applicationId)
    return job && jobOf(job)
  }

  return {
    enqueue(job) {
      store.add(job, world.clock.now())
      loop.soon()
    },
    start: loop.start,
    stop: loop.stop,
    job: find,
    jobOfClient(clientId) {
      const job = store.ofClient(clientId)
      return job && jobOf(job)
    },
    jobs: ({ limit = PAGE_LIMIT, ...page } = {}) => store.page(Math.min(limit, PAGE_LIMIT), page).map(jobOf),
    retry(applicationId) {
      const job = store.find(applicationId)
      if (!job) throw problem('job-not-found', { applicationId })
      if (job.origin === 'generated') throw problem('application-generated', { applicationId })
      if (job.state === 'ready') throw problem('provisioning-finished', { applicationId, clientId: job.clientId })
      progress.again(job)
      loop.release(applicationId)
      loop.soon()
      return find(applicationId) as Job
    },
    registration(applicationId) {
      const job = find(applicationId)
      const registrationAccessToken = secrets.read(secretName(applicationId))
      if (!job?.clientId || !job.registrationClientUri || !registrationAccessToken) return undefined
      return { clientId: job.clientId, registrationClientUri: job.registrationClientUri, registrationAccessToken }
    },
    clientSecret: (applicationId) => secrets.read(clientSecretName(applicationId)),
    onEnd(applicationId, tell) {
      const told = waiters.get(applicationId) ?? new Set()
      waiters.set(applicationId, told.add(tell))
      return () => {
        told.delete(tell)
        if (told.size === 0 && waiters.get(applicationId) === told) waiters.delete(applicationId)
      }
    },
    wake: loop.wake,
    idle: loop.idle,
  }
}

/** The name under which an application's registration access token is kept. */
function secretName(applicationId: string): string {
  return `registration-${applicationId}`
}

/** The name under which an application's client secret is kept. */
function clientSecretName(applicationId: string): string {
  return `client-secret-${applicationId}`
}

/** A fault of ours shows no internals: its message goes to the log alone. */
function jobErrorOf(error: unknown): JobError {
  return error instanceof Problem ? { type: error.type, facts: error.facts } : { type: FAULT, facts: {} }
}

function jobOf({ failures: _failures, asked: _asked, dueAt: _dueAt, ...job }: QueuedJob): Job {
  return job
}

/** Settles with `work`, or rejects as soon as the signal is given, even if `work` never ends. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
  })
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', abort))
}
