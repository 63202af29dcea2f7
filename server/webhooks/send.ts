import tls from 'node:tls'
import type { Headers } from '#kernel'
import type { Outcome } from './model.ts'

const TIMEOUT_MS = 10_000
/** What is read of an answer: its status says everything. */
const ANSWER_LIMIT_BYTES = 64 * 1024
/** Refusals of the moment, not of the message. */
const PASSING_STATUSES = new Set([408, 425, 429])

export type Letter = { url: string; headers: Headers; body: string; signal: AbortSignal }

/** What came back, for the record; undefined where nothing did. */
export type Sent = Outcome & { status?: number; headers?: Headers; text?: string }

export type Send = (letter: Letter) => Promise<Sent>

/**
 * Posts a message to an application's own address over TLS, trusting the install's authority and the system's.
 * Redirects are never followed, and neither they nor a 401 or 403 are worth another try.
 */
export function openSend({ caPem, timeoutMs = TIMEOUT_MS }: { caPem: () => string; timeoutMs?: number }): Send {
  return async ({ url, headers, body, signal }) => {
    // Loaded with the first message: an idle bank has none to send.
    const { Agent, request } = await import('undici')
    const agent = new Agent({
      connect: { ca: [caPem(), ...systemAuthorities()], timeout: timeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      maxResponseSize: ANSWER_LIMIT_BYTES,
    })
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: headers as Record<string, string>,
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      const { statusCode: status } = answer
      // An answer that breaks off, or goes on for too long, was still given.
      const text = await answer.body.text().catch(() => '')
      return { ...judged(status), status, headers: answer.headers as Headers, text }
    } catch (error) {
      return { kind: 'unreached', answer: codeOf(error) }
    } finally {
      await agent.destroy()
    }
  }
}

/** What a status means for a message that was sent (CIBA 10.2: 204, and 200 is as good). */
export function judged(status: number): Outcome {
  const answer = String(status)
  if (status >= 200 && status < 300) return { kind: 'delivered', answer }
  if (status >= 500 || PASSING_STATUSES.has(status)) return { kind: 'unreached', answer }
  return { kind: 'refused', answer }
}

function systemAuthorities(): readonly string[] {
  // Older runtimes know only the authorities that they were built with.
  if (typeof tls.getCACertificates !== 'function') return tls.rootCertificates
  return [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' ? code : error.name
}
