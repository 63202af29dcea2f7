import type { Api } from './api.ts'
import { jsonLines } from './lines.ts'

export type LiveMessage = { type: string } & Record<string, unknown>

export type LiveFeed = {
  subscribe(tell: (message: LiveMessage) => void): () => void
  close(): void
}

const WAITS_MS = [500, 1000, 2000, 5000]
/** Two missed heartbeats and a bit: the stream is dead even where the connection does not say so. */
const SILENCE_MS = 35_000

/** Keeps one live stream open, and opens it again when it ends. Each new stream begins with a `hello`. */
export function openLiveFeed(api: Api, onState: (connected: boolean) => void): LiveFeed {
  const listeners = new Set<(message: LiveMessage) => void>()
  const closing = new AbortController()
  let failures = 0

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      await read().catch(() => undefined)
      if (closing.signal.aborted) return
      onState(false)
      await rest(WAITS_MS[Math.min(failures++, WAITS_MS.length - 1)]!)
    }
  }

  async function read(): Promise<void> {
    const ending = new AbortController()
    const stop = () => ending.abort()
    closing.signal.addEventListener('abort', stop)
    let silence = setTimeout(stop, SILENCE_MS)
    try {
      const stream = await api.stream(ending.signal)
      const feed = jsonLines((message) => {
        failures = 0
        onState(true)
        for (const tell of listeners) tell(message as LiveMessage)
      })
      const decoder = new TextDecoder()
      const reader = stream.getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        clearTimeout(silence)
        silence = setTimeout(stop, SILENCE_MS)
        feed(decoder.decode(value, { stream: true }))
      }
    } finally {
      clearTimeout(silence)
      closing.signal.removeEventListener('abort', stop)
      ending.abort()
    }
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      closing.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  void run()
  return {
    subscribe(tell) {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    close: () => closing.abort(),
  }
}
