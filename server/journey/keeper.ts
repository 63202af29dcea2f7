import type { Database, Exchange, Log, Problem } from '#kernel'
import type { ActorHeaders } from './actors.ts'
import type { JourneyLimits } from './limits.ts'
import { openJourneyStore } from './store.ts'
import { openWriter } from './writer.ts'

/** What became of a batch. */
export type Kept = {
  /** For each exchange its journey, null for one that belongs to none or could not be written; left out where nobody asks. */
  journeyIds: (string | null)[] | undefined
  /** The places of those that could not be written. */
  lost: number[]
  /** The journeys that are new or changed. */
  changedIds: string[]
}

export type Keep = (batches: readonly (readonly Exchange[])[], now: number) => Kept[]

export type KeeperDeps = {
  db: Database
  log: Log
  limits: JourneyLimits
  headers: readonly string[]
  actors: ActorHeaders
}

/** What the log says where the record's files are not those that the bank started from. */
export const FILES_CHANGED = 'the files under the bank were changed: restart it'

/** What to say of a keeping that could not be opened: that its tables are of other files, or else `failed`. */
export function notOpened(error: unknown, failed: string): string {
  // An error of a thread comes as a copy.
  const { type } = (error ?? {}) as Partial<Problem>
  return type === 'data-folder-newer' ? FILES_CHANGED : failed
}

/**
 * Opens it with the first batch, and again with each while it can't be opened; what comes meanwhile is lost, and counted
 * by whoever asked. Never throws.
 */
export function openKeeperInTime(deps: KeeperDeps): Keep {
  let keep: Keep | undefined
  let said = false
  return function keepInTime(batches, now) {
    try {
      keep ??= openKeeper(deps)
    } catch (error) {
      if (!said) deps.log.error(notOpened(error, 'the record of calls could not be opened'), error)
      said = true
      return batches.map((batch) => ({ journeyIds: batch.map(() => null), lost: [...batch.keys()], changedIds: [] }))
    }
    return keep(batches, now)
  }
}

/**
 * Opens the keeping of batches over a traffic.db: writes all of them at once, or what can be written of them, so that one
 * bad record costs no other. `now` is bank time. What it returns never throws. Throws data-folder-newer.
 */
export function openKeeper({ db, log, limits, headers, actors }: KeeperDeps): Keep {
  let bankTime = 0
  const writer = openWriter({ db, now: () => bankTime, log, store: openJourneyStore(db), limits, headers, actors })

  return function keep(batches: readonly (readonly Exchange[])[], now: number): Kept[] {
    bankTime = now
    try {
      return keepAll(batches)
    } catch (error) {
      log.error('traffic records could not be written', error)
      return batches.map(keepEach)
    }
  }

  /** What a transaction costs beside its rows is paid once for all. What changed is told with the first batch. */
  function keepAll(batches: readonly (readonly Exchange[])[]): Kept[] {
    const { journeyIds, changedIds } = writer.write(batches.flat())
    let end = 0
    return batches.map(({ length }, place) => {
      const start = end
      end += length
      return { journeyIds: journeyIds.slice(start, end), lost: [], changedIds: place === 0 ? changedIds : [] }
    })
  }

  function keepEach(batch: readonly Exchange[]): Kept {
    const kept: Kept = { journeyIds: [], lost: [], changedIds: [] }
    for (const [place, exchange] of batch.entries()) {
      try {
        const { journeyIds, changedIds } = writer.write([exchange])
        kept.journeyIds?.push(...journeyIds)
        kept.changedIds.push(...changedIds)
      } catch {
        kept.journeyIds?.push(null)
        kept.lost.push(place)
      }
    }
    return kept
  }
}
