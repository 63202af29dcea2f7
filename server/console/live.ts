import type { ServerResponse } from 'node:http'
import { problem } from '#kernel'

export const HEARTBEAT_MS = 15_000
/** Bytes a reader may lag behind before it is dropped; it reads the lists again when it comes back. */
const LAG_LIMIT = 256 * 1024
const READERS_LIMIT = 64

/** Where live messages come from; main joins the rooms' own. */
export type LiveSource = { subscribe(tell: (message: unknown) => void): () => void }

export type Live = {
  /** Takes over a response and writes messages to it, one JSON a line. Throws live-readers-too-many. */
  attach(response: ServerResponse): void
  readers(): number
  close(): void
}

/** Opens the live stream: newline-delimited JSON, a `hello` first and a `heartbeat` every 15 s. */
export function openLive(source: LiveSource): Live {
  const readers = new Set<ServerResponse>()
  /** Listens while somebody reads: news that nobody reads is not made. */
  let unsubscribe: (() => void) | undefined
  const heartbeat = setInterval(() => tellAll({ type: 'heartbeat' }), HEARTBEAT_MS)
  heartbeat.unref()

  function tellAll(message: unknown): void {
    if (readers.size === 0) return
    const line = `${JSON.stringify(message)}\n`
    for (const reader of readers) {
      if (reader.writableLength > LAG_LIMIT) drop(reader)
      else reader.write(line)
    }
  }

  function drop(reader: ServerResponse): void {
    leave(reader)
    reader.destroy()
  }

  function leave(reader: ServerResponse): void {
    readers.delete(reader)
    if (readers.size === 0) stopListening()
  }

  function stopListening(): void {
    unsubscribe?.()
    unsubscribe = undefined
  }

  return {
    attach(response) {
      if (readers.size >= READERS_LIMIT) throw problem('live-readers-too-many', { limit: READERS_LIMIT })
      readers.add(response)
      unsubscribe ??= source.subscribe(tellAll)
      response.on('close', () => leave(response))
      response.write(`${JSON.stringify({ type: 'hello', heartbeatMs: HEARTBEAT_MS })}\n`)
    },
    readers: () => readers.size,
    close() {
      stopListening()
      clearInterval(heartbeat)
      for (const reader of readers) reader.end()
      readers.clear()
    },
  }
}
