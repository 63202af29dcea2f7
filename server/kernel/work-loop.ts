import type { Log } from './log.ts'
import type { World } from './world.ts'

/** How often work that waits is looked at: bank time may be moved without anybody telling. */
const LOOK_MS = 1_000
const LOOK_AT = 100

export type WorkLoopDeps<T> = {
  world: Pick<World, 'clock' | 'wire'>
  log: Log
  /** Pieces of work under way at once. */
  atOnce: number
  /** What is kept and has not ended, the longest due first. */
  unended(limit: number): T[]
  idOf(piece: T): string
  /** Bank time; null for what is due at once. */
  dueAt(piece: T): number | null
  /** Does one piece and keeps how it came out. It may only throw what keeping it threw. */
  work(piece: T, signal: AbortSignal): Promise<void>
  /** What the log says where something could not be kept. */
  complaint: string
}

export type WorkLoop = {
  /** Begins to work; whatever has not ended, also what a kill cut off, is taken up at once. */
  start(): void
  /** Ends work: a piece under way is dropped and taken up at the next start. */
  stop(): Promise<void>
  /** There is something new: it is looked at after the transaction it was kept in. */
  soon(): void
  /** Looks for due work now instead of at the next look. */
  wake(): void
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>
  /** Lets a piece that failed wait, in wire time as well, so that a frozen bank clock can't hold it for ever. */
  hold(id: string, ms: number): void
  /** The piece has ended, or may go on at once. */
  release(id: string): void
}

/**
 * Opens a loop over work that is kept in rows: each piece is taken up when it is due, a few at once, and again after a
 * stop or a kill, for as long as its row has not ended.
 */
export function openWorkLoop<T>(deps: WorkLoopDeps<T>): WorkLoop {
  const { world, log, atOnce, unended, idOf, dueAt, work, complaint } = deps
  const running = new Map<string, Promise<void>>()
  /** Wire time until which a piece that failed in this run waits. */
  const heldUntil = new Map<string, number>()
  /** Wire time until which nothing is begun, after the database refused to take down what happened. */
  let pausedUntil = 0
  let stopping: AbortController | undefined
  let immediate: NodeJS.Immediate | undefined
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    immediate = undefined
    clearTimeout(timer)
    if (!stopping) return
    if (world.wire.now() < pausedUntil) {
      lookLater()
      return
    }
    const pieces = unended(LOOK_AT)
    for (const piece of pieces) {
      if (running.size >= atOnce) return
      if (!running.has(idOf(piece)) && isDue(piece)) run(piece, stopping.signal)
    }
    if (pieces.some((piece) => !running.has(idOf(piece)))) lookLater()
  }

  function lookLater(): void {
    timer = setTimeout(look, LOOK_MS).unref()
  }

  function soon(): void {
    // Transactions are synchronous: an immediate always runs after commit or rollback.
    if (stopping) immediate ??= setImmediate(look)
  }

  function isDue(piece: T): boolean {
    const held = heldUntil.get(idOf(piece))
    return held === undefined || held <= world.wire.now() || (dueAt(piece) ?? 0) <= world.clock.now()
  }

  function run(piece: T, signal: AbortSignal): void {
    const id = idOf(piece)
    const done = work(piece, signal)
      .catch((error) => {
        // Only the database itself can bring us here: the row is as it was, and is due at once.
        pausedUntil = world.wire.now() + LOOK_MS
        if (!signal.aborted) log.error(complaint, error)
      })
      .finally(() => {
        running.delete(id)
        soon()
      })
    running.set(id, done)
  }

  return {
    start() {
      if (stopping) return
      stopping = new AbortController()
      soon()
    },
    async stop() {
      stopping?.abort()
      stopping = undefined
      clearTimeout(timer)
      if (immediate) clearImmediate(immediate)
      immediate = undefined
      await Promise.all(running.values())
      heldUntil.clear()
    },
    soon,
    wake: look,
    async idle() {
      while (immediate || running.size > 0) {
        await Promise.all(running.values())
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    hold: (id, ms) => void heldUntil.set(id, world.wire.now() + ms),
    release: (id) => void heldUntil.delete(id),
  }
}
