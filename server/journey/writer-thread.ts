import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { type Exchange, type Log, openDatabase } from '#kernel'
import type { ActorHeaders } from './actors.ts'
import { type Kept, openKeeper } from './keeper.ts'
import type { JourneyLimits } from './limits.ts'

/** What the thread is started with. */
export type ThreadData = {
  file: string
  limits: JourneyLimits
  headers: readonly string[]
  actors: ActorHeaders
  port: MessagePort
  /** Where batches wait to be kept. */
  batches: MessagePort
  /** Counts what was asked and answered; the other side may sleep on it. */
  answers: Int32Array
}

/** A batch to keep, at a moment of bank time; `live` when somebody wants to know the journey of each exchange. */
export type ThreadBatch = { batch: readonly Exchange[]; now: number; live: boolean }

/** Asks the thread to keep the batches that wait, or to end. */
export type ThreadRequest = 'keep' | 'end'

/** What became of the batches, in their order, with what there was to say for the log. */
export type ThreadAnswer = { kept: Kept[]; notes: ThreadNote[] }
export type ThreadNote = { level: keyof Log; message: string; detail: unknown }

/** Batches kept before the other side hears of it: it waits for the file in between. */
const MOST_AT_ONCE = 4

const { file, limits, headers, actors, port, batches, answers } = workerData as ThreadData
const db = openDatabase(file, { keep: 'most' })
const notes: ThreadNote[] = []
const note = (level: keyof Log) => (message: string, detail?: unknown) => void notes.push({ level, message, detail })
const log: Log = { info: note('info'), warn: note('warn'), error: note('error') }
const keep = openKeeper({ db, log, limits, headers, actors })

function keepThoseThatWait(): Kept[] {
  const kept: Kept[] = []
  while (kept.length < MOST_AT_ONCE) {
    // Taken one by one: as long as a batch waits it is bytes, and nobody's garbage.
    const received = receiveMessageOnPort(batches) as { message: ThreadBatch } | undefined
    if (!received) break
    const { batch, now, live } = received.message
    const { journeyIds, ...rest } = keep(batch, now)
    kept.push({ ...rest, journeyIds: live ? journeyIds : undefined })
  }
  return kept
}

port.on('message', (request: ThreadRequest) => {
  if (request === 'keep') {
    port.postMessage({ kept: keepThoseThatWait(), notes: notes.splice(0) } satisfies ThreadAnswer)
  } else {
    db.close()
    batches.close()
    port.close()
  }
  Atomics.add(answers, 0, 1)
  Atomics.notify(answers, 0)
})
