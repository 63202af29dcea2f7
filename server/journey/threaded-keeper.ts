import path from 'node:path'
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Exchange, Log, Message } from '#kernel'
import type { Kept } from './keeper.ts'
import type { JourneyLimits } from './limits.ts'
import type { ThreadAnswer, ThreadData, ThreadRequest } from './writer-thread.ts'

/** How long to sleep for an answer before the thread is given up. */
const PATIENCE_MS = 5_000

/** Young objects live for one batch: a small nursery keeps the thread's memory small. */
const RESOURCES = { maxYoungGenerationSizeMb: 8 }

export type ThreadedKeeper = {
  /** How many exchanges were handed over and not answered for yet. */
  waiting(): number
  /** Hands a batch over; one at a time. `now` is bank time. */
  keep(batch: readonly Exchange[], now: number): void
  /** Sleeps until the batch handed over was answered for. */
  settle(): void
  close(): void
}

export type ThreadedKeeperDeps = {
  file: string
  log: Log
  limits: JourneyLimits
  headers: readonly string[]
  /** Told of each batch, once it was kept. */
  onKept: (batch: readonly Exchange[], kept: Kept) => void
  /** Told when the thread is gone, with what it had not answered for; nothing may be handed over after that. */
  onLost: (batch: readonly Exchange[]) => void
}

/**
 * Opens the keeping of batches on a thread of its own, so that redaction, JSON and the disk cost no call any time.
 * Redaction sees copies: what can't be copied is put into plain words first.
 */
export function openThreadedKeeper(deps: ThreadedKeeperDeps): ThreadedKeeper {
  const { log, onKept, onLost } = deps
  const answers = new Int32Array(new SharedArrayBuffer(4))
  const { port1: port, port2 } = new MessageChannel()
  const workerData: ThreadData = { file: deps.file, limits: deps.limits, headers: deps.headers, port: port2, answers }
  // In a checkout the file is TypeScript, in a packaged app it is not: the thread's is as this one.
  const script = new URL(`./writer-thread${path.extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(script, { workerData, transferList: [port2], resourceLimits: RESOURCES })
  let handedOver: readonly Exchange[] | undefined
  let asked = 0
  let ended = false

  worker.on('error', (error) => giveUp('the thread that writes traffic records failed', error))
  worker.unref()
  port.on('message', answered)
  port.unref()

  function answered({ kept, notes }: ThreadAnswer): void {
    const batch = handedOver ?? []
    handedOver = undefined
    for (const { level, message, detail } of notes) log[level](message, detail as Record<string, unknown>)
    onKept(batch, kept)
  }

  function giveUp(message: string, error?: unknown): void {
    if (ended) return
    ended = true
    log.error(message, error)
    port.close()
    void worker.terminate()
    const batch = handedOver ?? []
    handedOver = undefined
    onLost(batch)
  }

  /** Sleeps until everything asked was answered; false when that takes too long. */
  function sleep(): boolean {
    return Atomics.load(answers, 0) === asked || Atomics.wait(answers, 0, asked - 1, PATIENCE_MS) !== 'timed-out'
  }

  function settle(): void {
    if (!handedOver || ended) return
    if (!sleep()) {
      giveUp('the thread that writes traffic records does not answer')
      return
    }
    const received = receiveMessageOnPort(port) as { message: ThreadAnswer } | undefined
    if (received) answered(received.message)
  }

  return {
    waiting: () => handedOver?.length ?? 0,
    keep(batch, now) {
      handedOver = batch
      asked += 1
      try {
        port.postMessage({ batch, now } satisfies ThreadRequest)
      } catch {
        port.postMessage({ batch: batch.map(copyable), now } satisfies ThreadRequest)
      }
    },
    settle,
    close() {
      settle()
      if (ended) return
      ended = true
      asked += 1
      port.postMessage(null satisfies ThreadRequest)
      sleep()
      port.close()
    },
  }
}

/** The exchange, with bodies in plain words where they can't be copied to another thread. */
function copyable(exchange: Exchange): Exchange {
  try {
    structuredClone(exchange)
    return exchange
  } catch {
    const { request, response, problem } = exchange
    return {
      ...exchange,
      request: plainMessage(request),
      response: response && plainMessage(response),
      problem: problem && { ...problem, facts: plain(problem.facts, []) as Record<string, unknown> },
    }
  }
}

function plainMessage(message: Message): Message {
  return { ...message, body: plain(message.body, []) }
}

/** The value without what only this thread can hold: functions are left out, and objects of a class are named. */
function plain(value: unknown, around: readonly object[]): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (around.includes(value)) return '[circle]'
  const within = [...around, value]
  if (Array.isArray(value)) return value.map((one) => plain(one, within))
  if ('toJSON' in value && typeof value.toJSON === 'function') return plain(value.toJSON(), within)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return `[${value.constructor?.name ?? 'object'}]`
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, within)]))
}
