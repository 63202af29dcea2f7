import { type MessagePort, workerData } from 'node:worker_threads'
import { type Exchange, type Log, openDatabase } from '#kernel'
import { type Kept, openKeeper } from './keeper.ts'
import type { JourneyLimits } from './limits.ts'

/** What the thread is started with. */
export type ThreadData = {
  file: string
  limits: JourneyLimits
  headers: readonly string[]
  port: MessagePort
  /** Counts the batches answered; the other side may sleep on it. */
  answers: Int32Array
}

/** A batch to keep, at a moment of bank time; null asks the thread to end. */
export type ThreadRequest = { batch: readonly Exchange[]; now: number } | null

/** What became of it, with what there was to say for the log. */
export type ThreadAnswer = { kept: Kept; notes: ThreadNote[] }
export type ThreadNote = { level: keyof Log; message: string; detail: unknown }

const { file, limits, headers, port, answers } = workerData as ThreadData
const db = openDatabase(file, { keep: 'most' })
const notes: ThreadNote[] = []
const note = (level: keyof Log) => (message: string, detail?: unknown) => void notes.push({ level, message, detail })
const log: Log = { info: note('info'), warn: note('warn'), error: note('error') }
const keep = openKeeper({ db, log, limits, headers })

port.on('message', (request: ThreadRequest) => {
  if (request) {
    port.postMessage({ kept: keep(request.batch, request.now), notes: notes.splice(0) } satisfies ThreadAnswer)
  } else {
    db.close()
    port.close()
  }
  Atomics.add(answers, 0, 1)
  Atomics.notify(answers, 0)
})
