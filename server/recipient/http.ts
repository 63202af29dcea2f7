import { Agent } from 'node:https'
import type { CustomFetch } from 'openid-client'
import { callOut, type Problem, problem, type World } from '#kernel'
import type { Messages } from './messages.ts'
import { type Decryption, shownBody, shownHeaders } from './redact.ts'

/** The client side gives up after 15 s: the standard reports a longer wait as 504. */
export const TIMEOUT_MS = 15_000
const LARGEST_ANSWER = 4 * 1024 * 1024
/** A connection that nobody used for so long is ended: well before the bank's own side would. */
const IDLE_MS = 4_000
export const INTERACTION_ID = 'x-fapi-interaction-id'

/** The app's way out: calls over mutual TLS with its own certificate, each kept among its connection's messages. */
export function openHttp({
  transport,
  caPem,
  world,
  messages,
  decryption,
}: {
  transport: { keyPem: string; certificatePem: string }
  caPem: string
  world: World
  messages: Messages
  decryption: Decryption
}) {
  const { certificatePem: cert, keyPem: key } = transport
  const agent = new Agent({ ca: caPem, cert, key, minVersion: 'TLSv1.2', keepAlive: true, timeout: IDLE_MS })

  return {
    /**
     * A `fetch` whose messages belong to `connectionId`. Gives every call a fresh interaction id and never follows a
     * redirect. Throws problem `bank-unreachable` when there is no answer.
     */
    fetchFor:
      (connectionId: string): CustomFetch =>
      async (url, options) => {
        const headers = new Headers(options.headers)
        headers.set(INTERACTION_ID, world.ids.uuid())
        const body = options.body == null ? '' : String(options.body)
        const { text, tokens } = await shownBody(headers.get('content-type') ?? '', body, decryption)
        const at = world.wire.now()
        const request = { headers: shownHeaders(headers), body: text }
        const told = { at, channel: 'back', method: options.method, url, request } as const
        const sentTokens = tokens.map((token) => ({ ...token, side: 'request' as const }))
        const sentId = headers.get(INTERACTION_ID)
        const sent = { method: options.method, headers, body: body || undefined, signal: options.signal }
        const answer = await exchange(url, sent, agent).catch((error: unknown) => {
          const refusal = unreachable(url, sentId, error)
          const response = { headers: [], body: String(refusal.facts.reason) }
          const durationMs = world.wire.now() - at
          const outcome = { status: null, durationMs, interactionId: sentId, response, tokens: sentTokens }
          messages.add(connectionId, { ...told, ...outcome })
          throw refusal
        })
        const durationMs = world.wire.now() - at
        const type = answer.headers.get('content-type') ?? ''
        const shown = await shownBody(type, readable(type, answer.bytes), decryption)
        messages.add(connectionId, {
          ...told,
          status: answer.status,
          durationMs,
          interactionId: answer.headers.get(INTERACTION_ID) ?? sentId,
          response: { headers: shownHeaders(answer.headers), body: shown.text },
          tokens: [...sentTokens, ...shown.tokens.map((token) => ({ ...token, side: 'response' as const }))],
        })
        return new Response(answer.bytes.length > 0 ? answer.bytes : null, {
          status: answer.status,
          headers: answer.headers,
        })
      },
    /** Ends the calls that are still open, too. */
    close: async (): Promise<void> => agent.destroy(),
  }
}

export type Http = ReturnType<typeof openHttp>

type Sent = { method: string; headers: Headers; body: string | undefined; signal: AbortSignal | undefined }

async function exchange(url: string, sent: Sent, agent: Agent) {
  const { status, headers, bytes } = await callOut(url, {
    method: sent.method,
    headers: Object.fromEntries(sent.headers),
    body: sent.body,
    agent,
    signal: sent.signal ?? AbortSignal.timeout(TIMEOUT_MS),
    limitBytes: LARGEST_ANSWER,
  })
  return { status, headers: new Headers(headers), bytes }
}

/** An answer as text; of a document, what it is and how large. */
function readable(type: string, bytes: Buffer): string {
  const isText = type === '' || /json|text|urlencoded|jwt|xml/.test(type)
  return isText ? bytes.toString('utf8') : `${type}, ${bytes.length} bytes`
}

function unreachable(url: string, interactionId: string | null, error: unknown): Problem {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? `${cause.code}: ` : ''
  const reason = cause instanceof Error ? `${code}${cause.message || cause.name}` : String(cause)
  return problem('bank-unreachable', { operation: new URL(url).origin, reason, interactionId })
}
