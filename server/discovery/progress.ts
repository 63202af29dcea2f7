import { backOffMs, type Database, type Events, type World } from '#kernel'
import type { JobError, Registration } from './model.ts'
import type { JobStore, QueuedJob } from './store.ts'

type ProgressDeps = { db: Database; world: World; events: Events; store: JobStore }

/**
 * Writes down how a job goes on, each step with its event in one transaction. A step names the attempt it belongs to:
 * one that another run has taken over changes nothing.
 */
export function openProgress({ db, world, events, store }: ProgressDeps) {
  function record(type: string, job: QueuedJob, data: Record<string, unknown>, clientId: string | null = null): void {
    const { market, applicationId, softwareId } = job
    events.record({ type, market, clientId, data: { applicationId, softwareId, ...data } })
  }

  return {
    /** Begins the next attempt; returns the job as it now is, or undefined when another run has begun it. */
    begin: (job: QueuedJob): QueuedJob | undefined =>
      db.transaction(() => {
        if (!store.begin(job.applicationId, job.attempts, world.clock.now())) return undefined
        record('application.provisioning-started', job, { attempt: job.attempts + 1 })
        return store.find(job.applicationId)
      })(),

    /** Remembers, before the call goes out, that a registration may come of it. */
    asking(job: QueuedJob): void {
      if (!store.setAsked(job.applicationId, job.attempts, world.clock.now())) throw new Error('superseded')
    },

    ready: (job: QueuedJob, { clientId, registrationClientUri }: Registration): boolean =>
      db.transaction(() => {
        const registered = { clientId, registrationClientUri, at: world.clock.now() }
        if (!store.setReady(job.applicationId, job.attempts, registered)) return false
        record('application.ready', job, { attempts: job.attempts }, clientId)
        return true
      })(),

    failed: (job: QueuedJob, error: JobError): boolean =>
      db.transaction(() => {
        if (!store.setFailed(job.applicationId, job.attempts, error, world.clock.now())) return false
        record('application.failed', job, { attempts: job.attempts, error })
        return true
      })(),

    /** Lets the job wait for its next attempt; returns how long, in milliseconds. */
    waiting(job: QueuedJob, error: JobError): number {
      const waitMs = backOffMs(job.failures + 1, world.chance())
      const at = world.clock.now()
      db.transaction(() => {
        if (!store.setWaiting(job.applicationId, job.attempts, error, at + waitMs, at)) return
        record('application.attempt-failed', job, { attempt: job.attempts, error, nextAttemptAt: at + waitMs })
      })()
      return waitMs
    },

    /** Lets a failed job run again, and a waiting one at once. */
    again: (job: QueuedJob): boolean =>
      db.transaction(() => {
        if (!store.setAgain(job.applicationId, world.clock.now())) return false
        record('application.retry-requested', job, {})
        return true
      })(),
  }
}
