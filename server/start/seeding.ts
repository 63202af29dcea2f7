import { type Database, Problem, problem } from '#kernel'
import type { HistoryAsked } from './bancada.ts'
import { type Generation, keptGeneration, type Phase } from './history.ts'
import type { Seeded } from './making.ts'
import type { Make, Making } from './making-apart.ts'
import { SEED_LIMITS } from './seed-limits.ts'
import { type StateCall, wasCalled } from './state-calls.ts'

/** What a seeding does at the moment; `placing` closes the doors for a moment. */
export type SeedingPhase = Phase | 'placing'

/** A seeding that is under way. */
export type SeedingUnderWay = { id: string; asked: HistoryAsked; phase: SeedingPhase }

/** What became of the last one since the bank started. */
export type SeedingEnded =
  | { id: string; asked: HistoryAsked; made: Seeded; closedMs: number }
  | { id: string; asked: HistoryAsked; refusal: { type: string; facts: Record<string, unknown> } }

/** What is told of a bank's generated history: the one it has, and how far the making of another is. */
export type SeedingFacts = {
  kept: Generation | null
  underWay: SeedingUnderWay | null
  last: SeedingEnded | null
  /** The most that may be asked for. */
  most: typeof SEED_LIMITS
}

export type SeedingDeps = {
  make: Make
  tell: (message: unknown) => void
  db: () => Database
  newId: () => string
}

export type Seeding = ReturnType<typeof openSeeding>

/**
 * Opens the making of other histories while the bank goes on. One at a time, and nothing else may change the bank as a
 * whole meanwhile.
 */
export function openSeeding({ make, tell, db, newId }: SeedingDeps) {
  let underWay: (SeedingUnderWay & { key: string | undefined }) | undefined
  let last: SeedingEnded | undefined
  let making: Making | undefined
  let busy: 'seed' | 'reset-all' | undefined
  let ended: Promise<unknown> = Promise.resolve()

  function show(): SeedingFacts {
    const { id, asked, phase } = underWay ?? {}
    return {
      kept: keptGeneration(db()) ?? null,
      underWay: id && asked && phase ? { id, asked, phase } : null,
      last: last ?? null,
      most: SEED_LIMITS,
    }
  }

  /** Throws state-change-under-way. */
  function needNone(): void {
    if (busy) throw problem('state-change-under-way', { change: busy })
  }

  /** Makes a history apart, and hands what was made to `use`; everything else is refused meanwhile. */
  async function makeFor<T>(
    change: 'seed' | 'reset-all',
    asked: HistoryAsked,
    use: (made: Seeded) => Promise<T>,
    enter: (phase: Phase) => void = () => undefined,
  ): Promise<T> {
    needNone()
    busy = change
    try {
      making = make(asked, (_line, phase) => enter(phase))
      return await use(await making.made)
    } finally {
      making = undefined
      busy = undefined
    }
  }

  function enter(phase: SeedingPhase): void {
    if (!underWay) return
    underWay.phase = phase
    tell({ type: 'seeding', seeding: show() })
  }

  async function seed(id: string, asked: HistoryAsked, place: (made: Seeded) => Promise<number>): Promise<void> {
    try {
      last = await makeFor(
        'seed',
        asked,
        async (made) => {
          enter('placing')
          return { id, asked, made, closedMs: await place(made) }
        },
        enter,
      )
    } catch (error) {
      const refusal =
        error instanceof Problem
          ? { type: error.type, facts: error.facts as Record<string, unknown> }
          : { type: 'history-not-made', facts: { reason: error instanceof Error ? error.message : String(error) } }
      last = { id, asked, refusal }
    } finally {
      underWay = undefined
      tell({ type: 'seeding', seeding: show() })
    }
  }

  return {
    show,
    needNone,
    makeFor,
    /**
     * Begins a seeding, and tells how far it is. `place` puts what was made in its place, and returns how long the doors
     * were closed. A call that took effect before, or is under way, begins nothing.
     * Throws state-change-under-way, idempotency-key-reused.
     */
    begin(asked: HistoryAsked, call: StateCall, place: (made: Seeded) => Promise<number>): SeedingFacts {
      if (wasCalled(db(), call)) return show()
      if (underWay && call.key !== undefined && call.key === underWay.key) {
        if (JSON.stringify(asked) === JSON.stringify(underWay.asked)) return show()
        throw problem('idempotency-key-reused', { idempotencyKey: call.key })
      }
      needNone()
      const id = newId()
      underWay = { id, asked, phase: 'generating', key: call.key }
      ended = seed(id, asked, place)
      return show()
    },
    /** Ends what is under way. */
    async close(): Promise<void> {
      making?.stop()
      await ended
    },
  }
}
