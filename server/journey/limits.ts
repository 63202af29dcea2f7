/** How much is buffered and kept. All are settings of the install. */
export type JourneyLimits = {
  /** Records waiting to be written; beyond it the oldest are dropped and counted. */
  bufferRecords: number
  /** Records written in one transaction; as many waiting start a write at once, before they are old to the collector. */
  batchRecords: number
  /** The longest a record waits to be written. */
  batchMs: number
  /** From this many records in a batch a thread writes them, until so long has passed without such a batch. */
  threadRecords: number
  threadIdleMs: number
  /** The longest body kept whole. */
  bodyBytes: number
  /** How many exchanges keep their messages, and how many bytes these may take. */
  keptMessages: number
  keptMessageBytes: number
  /** How long records are kept, in bank time. */
  keptRecordsMs: number
  /** Steps of a journey given at once. */
  stepsPerPage: number
}

export const DEFAULT_LIMITS: JourneyLimits = {
  bufferRecords: 10_000,
  batchRecords: 150,
  batchMs: 250,
  threadRecords: 32,
  threadIdleMs: 30_000,
  bodyBytes: 64 * 1024,
  keptMessages: 20_000,
  keptMessageBytes: 500 * 1024 * 1024,
  keptRecordsMs: 90 * 24 * 60 * 60 * 1000,
  stepsPerPage: 500,
}
