import type { Credentials } from '#directory'
import type { Facts, Origin, Part } from '#kernel'

/** waiting: in the queue, or between two attempts; registering: an attempt is under way; ready and failed are ends. */
export const JOB_STATES = ['waiting', 'registering', 'ready', 'failed'] as const
export type JobState = (typeof JOB_STATES)[number]

/** The last refusal or fault an attempt met: a problem's type and facts. */
export type JobError = { type: string; facts: Facts }

/** What the marketplace hands over: one application to be provisioned into identity. */
export type NewJob = {
  applicationId: string
  market: string
  softwareId: string
  redirectUris: readonly string[]
  /** Where the application is notified; null where it asks for itself. */
  notificationUri?: string | null
  /** What else it registers, in the members of its market. */
  metadata?: Readonly<Record<string, unknown>>
}

/** The provisioning of one application. Times are bank time in milliseconds. */
export type Job = {
  applicationId: string
  market: string
  softwareId: string
  redirectUris: string[]
  notificationUri: string | null
  metadata: Readonly<Record<string, unknown>>
  state: JobState
  /** Attempts begun so far. */
  attempts: number
  lastError: JobError | null
  /** When the next attempt is due; null unless waiting. */
  nextAttemptAt: number | null
  clientId: string | null
  registrationClientUri: string | null
  createdAt: number
  updatedAt: number
  origin: Origin
}

/** A job of a generated history, ended one way or the other. */
export type PastJob = NewJob &
  Pick<Job, 'attempts' | 'lastError' | 'clientId' | 'createdAt' | 'updatedAt'> & { state: 'ready' | 'failed' }

/** What one registration call needs; `signal` ends it when the agent stops. */
export type RegistrationRequest = {
  market: string
  applicationId: string
  softwareId: string
  /** The authority's certificate alone where applications have no keys. */
  credentials: Credentials | Pick<Credentials, 'caPem'>
  softwareStatement: string
  redirectUris: readonly string[]
  notificationUri: string | null
  metadata: Readonly<Record<string, unknown>>
  signal: AbortSignal
}

/** Between whom a market's applications are provisioned, and which arrow and operation the registration is. */
export type Way = { arrow: number; from: Part; to: Part; operation: string }

/** A registered client, as the registration endpoint answered or as identity remembers it (RFC 7591, RFC 7592). */
export type Registration = {
  clientId: string
  registrationClientUri: string
  registrationAccessToken: string
  /** Where applications have one in the place of keys. */
  clientSecret?: string | undefined
}

/**
 * Registers a client over the wire. Throws problem('registration-refused') for a final refusal; whatever else it
 * throws is tried again.
 */
export type Register = (request: RegistrationRequest) => Promise<Registration>

/** Asks identity whether a software is registered already, with what it would register of its market's own members. */
export type RegistrationOf = (
  softwareId: string,
  metadata: Readonly<Record<string, unknown>>,
) => Registration | undefined | Promise<Registration | undefined>

/** Where secrets are kept: files beside the keys, never the database. */
export type Secrets = {
  save(name: string, value: string): void | Promise<void>
  read(name: string): string | undefined
}
