import path from 'node:path'
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Exchange, Log, Message } from '#kernel'
import type { ActorHeaders } from './actors.ts'
import { sleepUntilCounted } from './answer-count.ts'
import { FILES_CHANGED, type Kept, notOpened } from './keeper.ts'
import type { JourneyLimits } from './limits.ts'
import { STEPS } from './tables.ts'
import type { Told } from './telling.ts'
import {
  MOST_AT_ONCE,
  type ThreadAnswer,
  type ThreadBatch,
  type ThreadData,
  type ThreadRequest,
} from './thread-messages.ts'

/** How long to sleep for an answer before the thread is given up. */
const PATIENCE_MS = 5_000

const FAILED = 'the thread that writes traffic records failed'

/** How long full batches wait for more of them. Waking the thread costs as much as answering several calls. */
const GATHER_MS = 20

/** So many exchanges may be on their way to the thread; what comes beyond waits where the oldest can make room. */
const MOST_HANDED_OVER = 2_000

export type ThreadedKeeper = {
  /** How many exchanges were handed over and not answered for yet. */
  waiting(): number
  /** Whether another batch may be handed over. */
  ready(): boolean
  /** Hands a batch over, with what there will be to tell of it. `now` is bank time. */
  keep(batch: readonly Exchange[], told: Told, now: number): void
  /** Sleeps until everything handed over was answered for. */
  settle(): void
  close(): void
}

export type KeptBatch = { told: Told; kept: Kept }

export type ThreadedKeeperDeps = {
  file: string
  log: Log
  limits: JourneyLimits
  headers: readonly string[]
  actors: ActorHeaders
  /** Told of batches, once they were kept. The thread writes nothing meanwhile. */
  onKept: (batches: readonly KeptBatch[]) => void
  /**
   * Told when the thread is gone, with what it had not answered for, or how many those are that it took along; nothing
   * may be handed over after that.
   */
  onLost: (batch: readonly Exchange[], gone: number) => void
}

type HandedOver = { told: Told; count: number; batch: readonly Exchange[] | undefined }

/**
 * Opens the keeping of batches on a thread of its own, so that redaction, JSON and the disk cost no call any time.
 * What is handed over is copied at once and not held here any longer: objects that wait would outlive the young
 * generation and cost the calls more than the copying does. Only a thread that has not kept anything yet may fail without
 * loss. Redaction sees copies: what can't be copied is put into plain words first.
 */
export function openThreadedKeeper(deps: ThreadedKeeperDeps): ThreadedKeeper {
  const { log, onKept, onLost } = deps
  const answers = new Int32Array(new SharedArrayBuffer(4))
  const { port1: port, port2 } = new MessageChannel()
  const { port1: batches, port2: batches2 } = new MessageChannel()
  const workerData: ThreadData = {
    ...{ file: deps.file, limits: deps.limits, headers: deps.headers, actors: deps.actors },
    ...{ tables: STEPS.length, port: port2, batches: batches2, answers },
  }
  // In a checkout the file is TypeScript, in a packaged app it is not: the thread's is as this one.
  const script = new URL(`./writer-thread${path.extname(import.meta.url)}`, import.meta.url)
  const transferList = [port2, batches2]
  const worker = new Worker(script, { workerData, transferList })
  let handedOver: HandedOver[] = []
  let waiting = 0
  let asked = 0
  let asking = false
  let gathering: NodeJS.Timeout | undefined
  let proven = false
  let ended = false

  worker.on('error', (error) => giveUp(notOpened(error, FAILED), error))
  worker.unref()
  port.on('message', read)
  port.unref()

  /** Asks when there is enough to do; at once where traffic is so little that no batch was full. */
  function askSoon(lately: number): void {
    if (asking || ended || handedOver.length === 0) return
    if (!proven || lately < deps.limits.batchRecords || handedOver.length >= MOST_AT_ONCE) ask()
    else gathering ??= setTimeout(ask, GATHER_MS).unref()
  }

  function ask(): void {
    clearTimeout(gathering)
    gathering = undefined
    asking = true
    asked += 1
    port.postMessage('keep' satisfies ThreadRequest)
  }

  /** Whatever files the thread runs from, what it says ends nothing but itself. */
  function read(answer: ThreadAnswer): void {
    try {
      if (answer === 'files-changed') giveUp(FILES_CHANGED)
      else answered(answer)
    } catch (error) {
      giveUp(FAILED, error)
    }
  }

  function answered({ kept, notes }: Exclude<ThreadAnswer, string>): void {
    asking = false
    proven = true
    const done = handedOver.splice(0, kept.length)
    for (const { count } of done) waiting -= count
    for (const { level, message, detail } of notes) log[level](message, detail as Record<string, unknown>)
    onKept(done.map(({ told }, i) => ({ told, kept: kept[i] as Kept })))
    askSoon(handedOver.at(-1)?.count ?? 0)
  }

  function giveUp(message: string, error?: unknown): void {
    if (ended) return
    ended = true
    clearTimeout(gathering)
    log.error(message, error)
    port.close()
    batches.close()
    void worker.terminate()
    const lost = handedOver.flatMap(({ batch = [] }) => batch)
    const gone = waiting - lost.length
    handedOver = []
    waiting = 0
    onLost(lost, gone)
  }

  function settle(): void {
    while (handedOver.length > 0 && !ended) {
      // Whoever is told of what was kept may ask for the rest.
      if (!asking) ask()
      if (!sleepUntilCounted(answers, asked, PATIENCE_MS)) {
        giveUp('the thread that writes traffic records does not answer')
        return
      }
      const received = receiveMessageOnPort(port) as { message: ThreadAnswer } | undefined
      if (!received) return
      read(received.message)
    }
  }

  return {
    waiting: () => waiting,
    ready: () => (proven ? waiting < MOST_HANDED_OVER : waiting === 0),
    keep(batch, told, now) {
      handedOver.push({ told, count: batch.length, batch: proven ? undefined : batch })
      waiting += batch.length
      const live = told.summaries !== undefined
      try {
        batches.postMessage({ batch, now, live } satisfies ThreadBatch)
      } catch {
        batches.postMessage({ batch: batch.map(copyable), now, live } satisfies ThreadBatch)
      }
      askSoon(batch.length)
    },
    settle,
    close() {
      settle()
      if (ended) return
      ended = true
      clearTimeout(gathering)
      asked += 1
      port.postMessage('end' satisfies ThreadRequest)
      sleepUntilCounted(answers, asked, PATIENCE_MS)
      port.close()
      batches.close()
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

/** How far down a body is told: who sends more means no message by it, and copying it would take the whole stack. */
const DEEPEST = 100

/** The value without what only this thread can hold: functions are left out, and objects of a class are named. */
function plain(value: unknown, around: readonly object[]): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (around.includes(value)) return '[circle]'
  if (around.length >= DEEPEST) return '[deeper]'
  const within = [...around, value]
  if (Array.isArray(value)) return value.map((one) => plain(one, within))
  if ('toJSON' in value && typeof value.toJSON === 'function') return plain(value.toJSON(), within)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return `[${value.constructor?.name ?? 'object'}]`
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, within)]))
}
