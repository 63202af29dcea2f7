import { Agent } from 'node:https'
import { decodeJwt } from 'jose'
import { callOut, Problem, problem } from '#kernel'
import type { Register, Registration, RegistrationRequest } from './model.ts'

const TIMEOUT_MS = 10_000
const ANSWER_LIMIT_BYTES = 1024 * 1024
/** Refusals of the moment, not of the request. */
const PASSING_STATUSES = new Set([408, 425, 429])

export type RegistrationCallOptions = {
  /** The market's registration endpoint at the mutual-TLS gateway. */
  endpoint: (market: string) => string
  /** The market's client metadata: grant types, response types, algorithms, the key set that the statement names. */
  metadata: (registration: RegistrationRequest, statement: Readonly<Record<string, unknown>>) => Record<string, unknown>
  /** Whether a market's registration takes a software statement; it does where left out. */
  sendsStatement?: (market: string) => boolean
  timeoutMs?: number
}

/**
 * Makes the registration call of RFC 7591 with a software statement (Open Finance Brasil DCR): POST over mutual TLS,
 * presenting the application's own transport certificate where it has one. Redirects are not followed.
 *
 * The call throws problem('registration-refused', { status, error, errorDescription }) when the answer is final,
 * problem('registration-unavailable', { endpoint, reached, code|status }) when it may be tried again, and
 * problem('registration-answer-invalid', { status, reason }) when a success could not be understood.
 */
export function openRegistrationCall({
  endpoint,
  timeoutMs = TIMEOUT_MS,
  ...options
}: RegistrationCallOptions): Register {
  return async (registration) => {
    const address = endpoint(registration.market)
    if (new URL(address).protocol !== 'https:') {
      throw problem('registration-endpoint-not-https', { endpoint: address })
    }
    const { credentials } = registration
    const shown =
      'transport' in credentials ? { cert: credentials.transport.chainPem, key: credentials.transport.keyPem } : {}
    const agent = new Agent({ ...shown, ca: credentials.caPem })
    try {
      const { status, text } = await callOut(address, {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(registrationBody(registration, options)),
        signal: AbortSignal.any([registration.signal, AbortSignal.timeout(timeoutMs)]),
        limitBytes: ANSWER_LIMIT_BYTES,
      })
      return readAnswer(address, status, text)
    } catch (error) {
      if (error instanceof Problem) throw error
      const { connected = false } = error as { connected?: boolean }
      throw problem('registration-unavailable', { endpoint: address, reached: connected, code: codeOf(error) })
    } finally {
      agent.destroy()
    }
  }
}

function registrationBody(
  registration: RegistrationRequest,
  { metadata, sendsStatement = () => true }: Pick<RegistrationCallOptions, 'metadata' | 'sendsStatement'>,
) {
  const { market, redirectUris, softwareStatement } = registration
  return {
    ...metadata(registration, decodeJwt(softwareStatement)),
    redirect_uris: redirectUris,
    ...(sendsStatement(market) ? { software_statement: softwareStatement } : {}),
  }
}

function readAnswer(endpoint: string, status: number, text: string): Registration {
  if (status >= 500 || PASSING_STATUSES.has(status)) {
    throw problem('registration-unavailable', { endpoint, reached: true, status })
  }
  const answer = parsed(text)
  if (status !== 200 && status !== 201) {
    throw problem('registration-refused', {
      status,
      error: words(answer?.error),
      errorDescription: words(answer?.error_description),
    })
  }
  if (!answer) throw problem('registration-answer-invalid', { status, reason: 'not a JSON object' })
  return {
    clientId: member(answer, 'client_id', status),
    registrationClientUri: member(answer, 'registration_client_uri', status),
    registrationAccessToken: member(answer, 'registration_access_token', status),
    ...(typeof answer.client_secret === 'string' ? { clientSecret: answer.client_secret } : {}),
  }
}

function member(answer: Record<string, unknown>, name: string, status: number): string {
  const value = answer[name]
  if (typeof value === 'string' && value !== '') return value
  throw problem('registration-answer-invalid', { status, reason: `${name} is missing` })
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function words(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 500) : null
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  const code = (error as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code : error.name
}
