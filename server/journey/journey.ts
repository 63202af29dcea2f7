import { type Database, type Exchange, type Log, problem, type Recorder, type World } from '#kernel'
import type { ActorHeaders } from './actors.ts'
import { openArrowTraffic } from './arrow-traffic.ts'
import { openBuffer } from './buffer.ts'
import { type ArrowHolder, openArrowHolder } from './holder.ts'
import { openKeeper, openKeeperInTime } from './keeper.ts'
import { openKeeperOnDemand } from './keeper-on-demand.ts'
import { DEFAULT_LIMITS, type JourneyLimits } from './limits.ts'
import { type JourneyFilter, openJourneyReader, withoutSeq } from './reader.ts'
import type {
  ArrowTraffic,
  ExchangePage,
  JourneyDetail,
  JourneyNews,
  JourneyPage,
  LogPage,
  RecordedExchange,
  WrittenRecord,
} from './recorded.ts'
import { type LogFilter, openRequestLog } from './request-log.ts'
import { inOrder } from './steps.ts'
import { migrateJourneys } from './tables.ts'
import { newsOf, recordsOf, toldOf } from './telling.ts'
import type { KeptBatch } from './threaded-keeper.ts'

export type JourneyDeps = {
  /** traffic.db: what is kept here may be lost. */
  db: Database
  world: World
  log: Log
  /** Told of each batch after it was committed. */
  onWritten?: (records: WrittenRecord[]) => void
  limits?: Partial<JourneyLimits>
  /** Headers of the markets' own that a reader needs, in lower case. */
  headers?: readonly string[]
  /** How the markets' headers say who is behind a call. */
  actors?: ActorHeaders
  /** Writes on a thread of its own when there is much to write; without it, always on this one. */
  threaded?: boolean
}

export type Journey = ArrowHolder & {
  /** Takes a finished exchange; does no more than put it into the buffer. */
  recorder: Recorder
  /** Writes everything that waits. */
  flush(): void
  /** How many records were lost since this was opened, because the buffer was full or the file could not be written. */
  dropped(): number
  /** The state of the buffer. */
  health(): { buffered: number; capacity: number; dropped: number }
  /** Journeys, newest first. Flushes first. */
  list(filter: JourneyFilter): JourneyPage
  /**
   * A journey with its steps in order: by start, each followed by those it caused. A long one comes in pages of
   * `stepsPerPage`; `after` continues where `next` of the page before stopped. Flushes first.
   * Throws journey-not-found.
   */
  find(journeyId: string, after?: number): JourneyDetail
  /** Exchanges of a client that belong to no journey, newest first; of no known client when it is null. */
  loose(filter: { clientId: string | null; limit: number; before?: number | undefined }): ExchangePage
  /** One exchange with its messages, JWTs, certificate and refusal. Flushes first. Throws exchange-not-found. */
  exchange(id: string): RecordedExchange
  /** Exchanges, newest first, that a filter lets through. Flushes first. */
  log(filter: LogFilter): LogPage
  /**
   * What went along each of these arrows since a moment of bank time; of some markets and of none alone, where they are
   * named. Flushes first.
   */
  arrows(arrows: readonly number[], since: number, markets?: readonly string[]): ArrowTraffic[]
  /** Tells `tell` after each write what is new, while it `listens`; returns what ends it. */
  subscribe(tell: (news: JourneyNews) => void, listens?: () => boolean): () => void
  /** Lets held exchanges go, writes everything that waits and stops. The file stays open. */
  close(): void
}

/** Opens the record of what happened: exchanges, tied into journeys. */
export function openJourney(deps: JourneyDeps): Journey {
  const { db, world, log, onWritten, headers = [], actors = {} } = deps
  const limits = { ...DEFAULT_LIMITS, ...deps.limits }
  migrateJourneys(db)
  const reader = openJourneyReader(db)
  const requestLog = openRequestLog(db)
  const arrowTraffic = openArrowTraffic(db)
  const buffer = openBuffer<Exchange>(limits.bufferRecords)
  const arrows = openArrowHolder()
  const subscribers = new Map<(news: JourneyNews) => void, () => boolean>()
  let thread = deps.threaded
    ? openKeeperOnDemand({ db, log, limits, headers, actors, onKept: threadKept, onLost: threadLost })
    : undefined
  let keep = thread ? undefined : openKeeper({ db, log, limits, headers, actors })
  let timer: NodeJS.Timeout | undefined
  let immediate: NodeJS.Immediate | undefined
  let unwritten = 0
  let reported = 0
  let closed = false

  function record(exchange: Exchange): void {
    if (closed) return
    buffer.push(exchange)
    schedule()
  }

  /** Sees to it that what waits is written: a full batch at the next turn, else after a moment. */
  function schedule(): void {
    if (thread && !thread.ready()) return
    if (buffer.size() >= limits.batchRecords) immediate ??= setImmediate(writeOneBatch)
    else timer ??= setTimeout(writeOneBatch, limits.batchMs).unref()
  }

  /** Writes one batch and leaves the rest to the next turn, so that requests get in between. */
  function writeOneBatch(): void {
    stopTimers()
    writeNext()
    if (buffer.size() === 0) return
    if (thread) schedule()
    else immediate = setImmediate(writeOneBatch)
  }

  function flush(): void {
    stopTimers()
    thread?.settle()
    while (buffer.size() > 0) {
      writeNext()
      thread?.settle()
    }
  }

  function stopTimers(): void {
    clearTimeout(timer)
    clearImmediate(immediate)
    timer = undefined
    immediate = undefined
  }

  function writeNext(): void {
    const batch = buffer.take(limits.batchRecords)
    if (batch.length === 0) return
    if (thread) thread.keep(batch, toldOf(batch, live()), world.clock.now())
    else keepHere(batch)
  }

  function keepHere(batch: readonly Exchange[]): void {
    keep ??= openKeeperInTime({ db, log, limits, headers, actors })
    const told = toldOf(batch, live())
    tellOf(keep([batch], world.clock.now()).map((kept) => ({ told, kept })))
  }

  function listening() {
    return [...subscribers].filter(([, listens]) => listens()).map(([subscriber]) => subscriber)
  }

  function live(): { live: boolean } {
    return { live: listening().length > 0 }
  }

  function threadKept(batches: readonly KeptBatch[]): void {
    tellOf(batches)
    if (buffer.size() > 0) schedule()
  }

  /** Without its thread the record goes on here, slower for everyone. */
  function threadLost(batch: readonly Exchange[], gone: number): void {
    thread = undefined
    unwritten += gone
    if (batch.length > 0) keepHere(batch)
    if (buffer.size() > 0) schedule()
  }

  function tellOf(batches: readonly KeptBatch[]): void {
    for (const { kept } of batches) unwritten += kept.lost.length
    const records = batches.flatMap(({ told, kept }) => recordsOf(told, kept))
    if (records.length > 0) {
      tell('traffic listener', () => onWritten?.(records))
      tellSubscribers(batches)
    }
    if (dropped() === reported) return
    reported = dropped()
    log.warn('traffic records dropped', { dropped: reported })
  }

  function tellSubscribers(batches: readonly KeptBatch[]): void {
    const told = listening()
    if (told.length === 0) return
    tell('reader for subscribers', () => {
      const news = newsOf(batches, reader.journey)
      for (const subscriber of told) tell('subscriber', () => subscriber(news))
    })
  }

  function tell(whom: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      log.error(`a ${whom} failed`, error)
    }
  }

  function dropped(): number {
    return buffer.dropped() + unwritten
  }

  return {
    ...arrows,
    recorder: record,
    flush,
    dropped,
    health: () => ({
      buffered: buffer.size() + (thread?.waiting() ?? 0),
      capacity: limits.bufferRecords,
      dropped: dropped(),
    }),
    list(filter) {
      flush()
      const rows = reader.journeys(filter)
      return { journeys: rows.map(withoutSeq), next: nextKey(rows, filter.limit) }
    },
    find(journeyId, after = 0) {
      flush()
      const journey = reader.journey(journeyId)
      if (!journey) throw problem('journey-not-found', { id: journeyId })
      const rows = reader.steps(journeyId, after, limits.stepsPerPage)
      return { journey, steps: inOrder(rows.map(withoutSeq)), next: nextKey(rows, limits.stepsPerPage) }
    },
    loose({ clientId, limit, before }) {
      flush()
      const rows = reader.loose(clientId, before, limit)
      return { exchanges: rows.map(withoutSeq), next: nextKey(rows, limit) }
    },
    exchange(id) {
      flush()
      const found = reader.exchange(id)
      if (!found) throw problem('exchange-not-found', { id })
      return found
    },
    log(filter) {
      flush()
      return requestLog.page(filter)
    },
    arrows(numbers, since, markets) {
      flush()
      return numbers.map((arrow) => arrowTraffic(arrow, since, markets))
    },
    subscribe(subscriber, listens = () => true) {
      subscribers.set(subscriber, listens)
      return () => void subscribers.delete(subscriber)
    },
    close() {
      if (closed) return
      arrows.release()
      flush()
      thread?.close()
      closed = true
      subscribers.clear()
    },
  }
}

/** The key after which the next page goes on; null when this page was not full. */
function nextKey(rows: readonly { seq: number }[], limit: number): number | null {
  return rows.length < limit ? null : (rows.at(-1)?.seq ?? null)
}
