import type { Directory } from '#directory'
import { type Exchanges, Problem } from '#kernel'
import type { Register, Registration, RegistrationOf, Way } from './model.ts'
import type { QueuedJob } from './store.ts'

export type AttemptDeps = {
  directory: Pick<Directory, 'issueCredentials' | 'softwareStatement' | 'authority'>
  /** Whether a market's applications have keys and a certificate; they do where left out. */
  hasKeys?: ((market: string) => boolean) | undefined
  /** Between whom a market's applications are provisioned: the agent and identity where left out. */
  wayOf?: ((market: string) => Way) | undefined
  exchanges: Exchanges
  register: Register
  registrationOf: RegistrationOf
}

const OF_THE_AGENT: Way = { arrow: 3, from: 'discovery', to: 'identity', operation: 'register client' }

/**
 * One attempt at a job, every step of which may be repeated: credentials, then a fresh statement, then registration.
 * Before anything is sent a second time identity is asked: the standard refuses a second registration of one software
 * statement, so one whose answer was lost is adopted. `beforeAsking` runs just before the call goes out.
 * Returns the registration; throws what the steps throw.
 */
export async function attempt(
  job: QueuedJob,
  deps: AttemptDeps,
  { signal, beforeAsking }: { signal: AbortSignal; beforeAsking: () => void },
): Promise<Registration> {
  const { directory, hasKeys = () => true } = deps
  const credentials = hasKeys(job.market)
    ? await directory.issueCredentials(job.softwareId)
    : { caPem: directory.authority.certificatePem }
  if (job.asked) {
    const found = await findRegistration(job, deps)
    if (found) return found
  }
  const softwareStatement = await directory.softwareStatement(job.softwareId)
  signal.throwIfAborted()
  beforeAsking()
  try {
    const { market, applicationId, softwareId, redirectUris, notificationUri, metadata } = job
    return await deps.register({
      market,
      applicationId,
      softwareId,
      credentials,
      softwareStatement,
      redirectUris,
      notificationUri,
      metadata,
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    if (!isFinal(error)) {
      recordUnreached(job, deps, error)
      throw error
    }
    // An earlier call may have been carried out between the question and this refusal.
    const found = await findRegistration(job, deps)
    if (found) return found
    throw error
  }
}

/** Whether trying again is useless: the other side understood and refused. Faults and outages pass. */
export function isFinal(error: unknown): error is Problem {
  return (
    error instanceof Problem &&
    error.type !== 'registration-unavailable' &&
    error.type !== 'registration-answer-invalid'
  )
}

function findRegistration(job: QueuedJob, { exchanges, registrationOf, wayOf = () => OF_THE_AGENT }: AttemptDeps) {
  return exchanges.pass(
    {
      ...wayOf(job.market),
      operation: 'find registration',
      request: { body: { softwareId: job.softwareId } },
      ids: { market: job.market, applicationId: job.applicationId },
    },
    async (exchange) => {
      const found = await registrationOf(job.softwareId, job.metadata)
      // The management token stays out of the record.
      exchange.response = {
        body: found ? { clientId: found.clientId, registrationClientUri: found.registrationClientUri } : null,
      }
      if (found) exchange.ids.clientId = found.clientId
      return found
    },
  )
}

/** A call that never reached the gateway was seen by no listener: it is recorded here. */
function recordUnreached(job: QueuedJob, { exchanges, wayOf = () => OF_THE_AGENT }: AttemptDeps, error: unknown): void {
  if (!(error instanceof Problem) || error.facts.reached !== false) return
  try {
    exchanges.passNow(
      {
        ...wayOf(job.market),
        kind: 'http',
        request: { method: 'POST', url: String(error.facts.endpoint) },
        ids: { market: job.market, applicationId: job.applicationId },
      },
      () => {
        throw error
      },
    )
  } catch {
    // Recorded with its problem; the job's own state tells the rest.
  }
}
