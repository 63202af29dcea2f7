import type { MessagePort } from 'node:worker_threads'
import type { Exchange, Log } from '#kernel'
import type { ActorHeaders } from './actors.ts'
import type { Kept } from './keeper.ts'
import type { JourneyLimits } from './limits.ts'

// What the answering thread and the record's tell each other.

/** What the thread is started with. */
export type ThreadData = {
  file: string
  limits: JourneyLimits
  headers: readonly string[]
  actors: ActorHeaders
  /** How many steps made the tables that the other side writes. */
  tables: number
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

/**
 * What became of the batches, in their order, with what there was to say for the log; or that the thread's own files know
 * other tables, so that it keeps nothing.
 */
export type ThreadAnswer = { kept: Kept[]; notes: ThreadNote[] } | 'files-changed'
export type ThreadNote = { level: keyof Log; message: string; detail: unknown }

/** Batches kept at once, in one transaction, before the other side hears of it. */
export const MOST_AT_ONCE = 4
