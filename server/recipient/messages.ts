import type { ShownToken } from './redact.ts'

/** One side of a message, as shown: secrets are already cut. */
export type ShownSide = { headers: [string, string][]; body: string }

/** One message sent and what came back, as shown. `at` is wire time in milliseconds. */
export type ShownMessage = {
  at: number
  /** `front` passes through the customer's browser and has no status of its own. */
  channel: 'back' | 'front'
  method: string
  url: string
  /** Null when no answer came, and in the front channel. */
  status: number | null
  /** From the first byte sent to the last received; null in the front channel. */
  durationMs: number | null
  interactionId: string | null
  request: ShownSide
  /** Of the front channel's answer, this side is all there is. */
  response: ShownSide
  tokens: (ShownToken & { side: 'request' | 'response' })[]
}

const KEPT_PER_CONNECTION = 80
const KEPT_CONNECTIONS = 100
/** About as many characters as all kept messages may have together. */
const KEPT_CHARS = 8_000_000

/** Keeps the latest messages of the latest connections, in memory only. */
export function openMessages() {
  const byConnection = new Map<string, { list: ShownMessage[]; chars: number }>()
  let chars = 0

  function forgetOldest(): void {
    const [id, kept] = byConnection.entries().next().value as [string, { list: ShownMessage[]; chars: number }]
    byConnection.delete(id)
    chars -= kept.chars
  }

  return {
    add(connectionId: string, message: ShownMessage): void {
      const kept = byConnection.get(connectionId) ?? { list: [], chars: 0 }
      const before = kept.chars
      kept.list.push(message)
      kept.chars += sizeOf(message)
      if (kept.list.length > KEPT_PER_CONNECTION) kept.chars -= sizeOf(kept.list.shift() as ShownMessage)
      chars += kept.chars - before
      byConnection.delete(connectionId)
      byConnection.set(connectionId, kept)
      while (byConnection.size > 1 && (byConnection.size > KEPT_CONNECTIONS || chars > KEPT_CHARS)) forgetOldest()
    },
    /** In the order in which they were sent. */
    of: (connectionId: string): ShownMessage[] => [...(byConnection.get(connectionId)?.list ?? [])],
  }
}

export type Messages = ReturnType<typeof openMessages>

const sizeOf = ({ url, request, response, tokens }: ShownMessage): number =>
  url.length + request.body.length + response.body.length + tokens.length * 1_000
