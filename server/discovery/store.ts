import { type Database, migrate, type Origin } from '#kernel'
import type { Job, JobError, JobState, NewJob, PastJob } from './model.ts'

const MIGRATIONS = [
  `CREATE TABLE provisioning_jobs (
     seq INTEGER PRIMARY KEY, application_id TEXT NOT NULL UNIQUE, market TEXT NOT NULL,
     software_id TEXT NOT NULL UNIQUE, redirect_uris TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'registering', 'ready', 'failed')),
     attempts INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
     asked_at INTEGER, due_at INTEGER, last_error TEXT, client_id TEXT UNIQUE, registration_client_uri TEXT,
     created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
   CREATE INDEX provisioning_jobs_due ON provisioning_jobs (due_at) WHERE due_at IS NOT NULL;`,
  `ALTER TABLE provisioning_jobs
     ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));`,
  'ALTER TABLE provisioning_jobs ADD COLUMN notification_uri TEXT;',
  "ALTER TABLE provisioning_jobs ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}';",
]

const COLUMNS = `seq, application_id, market, software_id, redirect_uris, state, attempts, failures, asked_at, due_at,
  last_error, client_id, registration_client_uri, created_at, updated_at, origin, notification_uri, metadata`

type Row = {
  seq: number
  application_id: string
  market: string
  software_id: string
  redirect_uris: string
  state: JobState
  attempts: number
  failures: number
  asked_at: number | null
  due_at: number | null
  last_error: string | null
  client_id: string | null
  registration_client_uri: string | null
  created_at: number
  updated_at: number
  origin: Origin
  notification_uri: string | null
  metadata: string
}

/** Which jobs a page shows: what is left out narrows nothing, `before` is the last of the page before. */
export type JobPage = { before?: string | undefined; origin?: Origin | null | undefined }

/** A job as the agent works on it. */
export type QueuedJob = Job & {
  /** Failures in a row, which set the back-off. */
  failures: number
  /** Whether a registration was ever sent: its answer may have been lost. */
  asked: boolean
  /** Bank time at which the next attempt is due; null once ended. */
  dueAt: number | null
}

/** The queue's rows in bank.db. `due_at` is set for as long as the job is not ended. */
export function jobStore(db: Database) {
  migrate(db, 'discovery', MIGRATIONS)
  const insert = db.prepare(
    `INSERT INTO provisioning_jobs (application_id, market, software_id, redirect_uris, notification_uri, metadata, state,
       due_at, created_at, updated_at)
     VALUES (@applicationId, @market, @softwareId, @redirectUris, @notificationUri, @metadata, 'waiting', @at, @at, @at)`,
  )
  const insertEnded = db.prepare(
    `INSERT INTO provisioning_jobs (application_id, market, software_id, redirect_uris, state, attempts, last_error,
       client_id, created_at, updated_at, origin)
     VALUES (@applicationId, @market, @softwareId, @redirectUris, @state, @attempts, @lastError, @clientId, @createdAt,
       @updatedAt, 'generated')`,
  )
  const byApplication = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM provisioning_jobs WHERE application_id = ?`)
  const byClient = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM provisioning_jobs WHERE client_id = ?`)
  const unended = db.prepare<[number], Row>(
    `SELECT ${COLUMNS} FROM provisioning_jobs WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ?`,
  )
  const page = db.prepare<[number, Origin | null, number], Row>(
    `SELECT ${COLUMNS} FROM provisioning_jobs WHERE seq < ? AND origin = coalesce(?, origin) ORDER BY seq DESC LIMIT ?`,
  )
  const begin = db.prepare(
    `UPDATE provisioning_jobs SET state = 'registering', attempts = attempts + 1, updated_at = @at
      WHERE application_id = @applicationId AND attempts = @attempts AND due_at IS NOT NULL`,
  )
  const asked = db.prepare('UPDATE provisioning_jobs SET asked_at = ? WHERE application_id = ? AND attempts = ?')
  const ready = db.prepare(
    `UPDATE provisioning_jobs SET state = 'ready', failures = 0, due_at = NULL, last_error = NULL,
            client_id = @clientId, registration_client_uri = @registrationClientUri, updated_at = @at
      WHERE application_id = @applicationId AND attempts = @attempts AND state = 'registering'`,
  )
  const waiting = db.prepare(
    `UPDATE provisioning_jobs SET state = 'waiting', failures = failures + 1, due_at = @dueAt, last_error = @lastError,
            updated_at = @at
      WHERE application_id = @applicationId AND attempts = @attempts AND state = 'registering'`,
  )
  const failed = db.prepare(
    `UPDATE provisioning_jobs SET state = 'failed', due_at = NULL, last_error = @lastError, updated_at = @at
      WHERE application_id = @applicationId AND attempts = @attempts AND state = 'registering'`,
  )
  const again = db.prepare(
    `UPDATE provisioning_jobs SET state = 'waiting', failures = 0, due_at = @at, updated_at = @at
      WHERE application_id = @applicationId AND state IN ('waiting', 'failed')`,
  )

  return {
    add: (job: NewJob, at: number) =>
      void insert.run({
        applicationId: job.applicationId,
        market: job.market,
        softwareId: job.softwareId,
        redirectUris: JSON.stringify(job.redirectUris),
        notificationUri: job.notificationUri ?? null,
        metadata: JSON.stringify(job.metadata ?? {}),
        at,
      }),
    /** A job of a generated history: it has ended, so nobody takes it up. */
    addEnded: (job: PastJob) =>
      void insertEnded.run({
        ...job,
        redirectUris: JSON.stringify(job.redirectUris),
        lastError: job.lastError && JSON.stringify(job.lastError),
      }),
    find(applicationId: string): QueuedJob | undefined {
      const row = byApplication.get(applicationId)
      return row && jobOf(row)
    },
    ofClient(clientId: string): QueuedJob | undefined {
      const row = byClient.get(clientId)
      return row && jobOf(row)
    },
    /** Jobs not ended, the longest due first. */
    unended: (limit: number) => unended.all(limit).map(jobOf),
    /** Newest first, from the one before `before`. */
    page(limit: number, { before, origin = null }: JobPage): QueuedJob[] {
      const seq = before === undefined ? Number.MAX_SAFE_INTEGER : (byApplication.get(before)?.seq ?? 0)
      return page.all(seq, origin, limit).map(jobOf)
    },
    // The changes below name the attempt they belong to and tell whether it was still the current one.
    begin: (applicationId: string, attempts: number, at: number) =>
      begin.run({ applicationId, attempts, at }).changes === 1,
    setAsked: (applicationId: string, attempts: number, at: number) =>
      asked.run(at, applicationId, attempts).changes === 1,
    setReady: (
      applicationId: string,
      attempts: number,
      registered: { clientId: string; registrationClientUri: string; at: number },
    ) => ready.run({ applicationId, attempts, ...registered }).changes === 1,
    setWaiting: (applicationId: string, attempts: number, error: JobError, dueAt: number, at: number) =>
      waiting.run({ applicationId, attempts, lastError: JSON.stringify(error), dueAt, at }).changes === 1,
    setFailed: (applicationId: string, attempts: number, error: JobError, at: number) =>
      failed.run({ applicationId, attempts, lastError: JSON.stringify(error), at }).changes === 1,
    setAgain: (applicationId: string, at: number) => again.run({ applicationId, at }).changes === 1,
  }
}

export type JobStore = ReturnType<typeof jobStore>

function jobOf(row: Row): QueuedJob {
  return {
    applicationId: row.application_id,
    market: row.market,
    softwareId: row.software_id,
    redirectUris: JSON.parse(row.redirect_uris),
    notificationUri: row.notification_uri,
    metadata: JSON.parse(row.metadata),
    state: row.state,
    attempts: row.attempts,
    failures: row.failures,
    asked: row.asked_at !== null,
    dueAt: row.due_at,
    lastError: row.last_error === null ? null : JSON.parse(row.last_error),
    nextAttemptAt: row.state === 'waiting' ? row.due_at : null,
    clientId: row.client_id,
    registrationClientUri: row.registration_client_uri,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    origin: row.origin,
  }
}
