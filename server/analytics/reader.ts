import path from 'node:path'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { ReaderThreadData, ReadingAnswer, ReadingRequest } from './reader-thread.ts'
import type { ReadingName, Readings } from './readings.ts'

/** A thread that nobody asked for so long is ended: it costs memory, and starts in a moment. */
const IDLE_MS = 30_000

const RESOURCES = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 }

export type Reader = {
  /** Reads what is committed, as of `now` in bank time. */
  read<Name extends ReadingName>(
    name: Name,
    asked: Readings[Name]['asked'],
    now: number,
  ): Promise<Readings[Name]['read']>
  /** Ends the threads; what is being read is refused. Resolves when all have ended. A later read starts a new one. */
  close(): Promise<void>
}

type Waiting = { resolve(read: unknown): void; reject(error: Error): void }
type Thread = { worker: Worker; port: MessagePort; waiting: Map<number, Waiting>; idle?: NodeJS.Timeout }

/**
 * Opens the reading of long ranges on a thread of its own, started at the first read: ninety days of day roll-ups take a
 * tenth of a second and more, which no call should wait for.
 */
export function openReader(file: string, { idleMs = IDLE_MS } = {}): Reader {
  let thread: Thread | undefined
  let count = 0
  /** Threads that were started and have not ended. */
  const living = new Set<Promise<void>>()

  function start(): Thread {
    const { port1: port, port2 } = new MessageChannel()
    const workerData: ReaderThreadData = { file, port: port2 }
    // In a checkout the file is TypeScript, in a packaged app it is not: the thread's is as this one.
    const script = new URL(`./reader-thread${path.extname(import.meta.url)}`, import.meta.url)
    const worker = new Worker(script, { workerData, transferList: [port2], resourceLimits: RESOURCES })
    const started: Thread = { worker, port, waiting: new Map() }
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    living.add(ended)
    void ended.then(() => living.delete(ended))
    port.on('message', (answer: ReadingAnswer) => settle(started, answer))
    worker.on('error', (error) => end(started, error as Error))
    worker.unref()
    return started
  }

  function settle(of: Thread, answer: ReadingAnswer): void {
    const waiting = of.waiting.get(answer.id)
    of.waiting.delete(answer.id)
    if ('read' in answer) waiting?.resolve(answer.read)
    else waiting?.reject(new Error(`figures could not be read: ${answer.failure}`))
    if (of.waiting.size > 0) return
    of.port.unref()
    of.idle = setTimeout(() => end(of), idleMs).unref()
  }

  function end(of: Thread, error = new Error('analytics was closed')): void {
    if (thread === of) thread = undefined
    clearTimeout(of.idle)
    for (const { reject } of of.waiting.values()) reject(error)
    of.waiting.clear()
    // Whoever waits for its end must live to see it.
    of.worker.ref()
    of.port.postMessage(null)
    of.port.close()
  }

  return {
    read(name, asked, now) {
      thread ??= start()
      const { port, waiting, idle } = thread
      clearTimeout(idle)
      // Whoever waits for an answer keeps the process alive; nothing else here does.
      port.ref()
      const id = ++count
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
        port.postMessage({ id, name, asked, now } as ReadingRequest)
      })
    },
    async close() {
      if (thread) end(thread)
      await Promise.all(living)
    },
  }
}
