import type { JWTPayload } from 'jose'

/** One message sent and what came back, as shown: secrets are already cut. `at` is wire time in milliseconds. */
export type ShownMessage = {
  at: number
  /** `front` passes through the customer's browser and has no status of its own. */
  channel: 'back' | 'front'
  method: string
  url: string
  /** Null when no answer came, and in the front channel. */
  status: number | null
  interactionId: string | null
  request: string
  response: string
  claims: { name: string; payload: JWTPayload }[]
}

const KEPT_PER_CONNECTION = 40
const KEPT_CONNECTIONS = 100

/** Keeps the latest messages of the latest connections, in memory only. */
export function openMessages() {
  const byConnection = new Map<string, ShownMessage[]>()
  return {
    add(connectionId: string, message: ShownMessage): void {
      const list = byConnection.get(connectionId) ?? []
      list.push(message)
      if (list.length > KEPT_PER_CONNECTION) list.shift()
      byConnection.delete(connectionId)
      byConnection.set(connectionId, list)
      if (byConnection.size > KEPT_CONNECTIONS) byConnection.delete(byConnection.keys().next().value as string)
    },
    /** Newest first. */
    of: (connectionId: string): ShownMessage[] => (byConnection.get(connectionId) ?? []).toReversed(),
  }
}

export type Messages = ReturnType<typeof openMessages>
