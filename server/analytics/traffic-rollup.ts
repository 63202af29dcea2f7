import type { Database, Origin } from '#kernel'
import { GRAIN_NAMES, intervalOf } from './grain.ts'
import type { AnalyticsStore } from './store.ts'
import { isApiCall, measuresOf, ruleOf, type TrafficRecord } from './traffic.ts'

/** Series remembered with their ids. */
const REMEMBERED = 10_000

/** Counts wait so long at most, unless somebody reads before. */
const WRITE_AFTER_MS = 250

/** Calls of one minute and series that were alike in what is counted of them. */
type Alike = {
  series: Pick<TrafficRecord, 'market' | 'clientId' | 'operation'>
  minute: number
  statusClass: number
  bucket: number
  /** The rule that refused them; undefined where they went well. */
  rule: string | undefined
  count: number
}

export type TrafficRollup = {
  /** Counts calls, in memory. */
  add(records: readonly TrafficRecord[]): void
  /** Writes what was counted. Throws when the file can't be written; the counts wait on then. */
  write(): void
}

type RollupDeps = { db: Database; store: AnalyticsStore; origin?: Origin }

/** Opens the counting of API traffic into minutes, hours and days: one transaction a writing. */
export function openTrafficRollup({ db, store, origin = 'live' }: RollupDeps): TrafficRollup {
  const remembered = new Map<string, number>()
  let tally = new Map<string, Alike>()

  function seriesOf({ market, clientId, operation }: Alike['series']): number {
    const key = JSON.stringify([market, clientId, operation])
    const known = remembered.get(key)
    if (known !== undefined) return known
    const id = store.series(market ?? '', clientId ?? '', operation, origin)
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(key, id)
    return id
  }

  const transaction = db.transaction((counted: Iterable<Alike>): void => {
    for (const { series: of, minute, statusClass, bucket, rule, count } of counted) {
      const series = seriesOf(of)
      // Hours and days are made of whole minutes.
      for (const grain of GRAIN_NAMES) {
        const at = intervalOf(grain, minute)
        store.addCount(grain, at, series, statusClass, count, rule === undefined ? 0 : count)
        store.addLatency(grain, at, series, bucket, count)
        if (rule !== undefined) store.addError(grain, at, series, rule, count)
      }
    }
  })

  return {
    add(records) {
      for (const call of records) {
        if (!isApiCall(call)) continue
        const { market, clientId, operation } = call
        const { statusClass, bucket, error } = measuresOf(call)
        const minute = intervalOf('minute', call.at)
        const rule = error ? ruleOf(call) : undefined
        const name = `${minute} ${statusClass} ${bucket} ${market}\n${clientId}\n${operation}\n${rule ?? ''}`
        const alike = tally.get(name)
        if (alike) alike.count += 1
        else tally.set(name, { series: { market, clientId, operation }, minute, statusClass, bucket, rule, count: 1 })
      }
    },
    write() {
      if (tally.size === 0) return
      try {
        transaction.immediate(tally.values())
      } catch (error) {
        // Series made in the transaction are gone with it.
        remembered.clear()
        throw error
      }
      tally = new Map()
    },
  }
}

/**
 * Lets a roll-up be written a moment after it counted, and not at each batch: a second writer makes the record's own
 * forget what it knows of the file each time.
 */
export function openLiveRollup({ add, write }: TrafficRollup): TrafficRollup {
  let timer: NodeJS.Timeout | undefined
  let due = false

  function writeNow(): void {
    clearTimeout(timer)
    timer = undefined
    due = false
    write()
  }

  function onTime(): void {
    try {
      writeNow()
    } catch {
      // Whoever counts or reads next tries again, and has somebody to tell.
      due = true
    }
  }

  return {
    add(records) {
      add(records)
      if (due) writeNow()
      timer ??= setTimeout(onTime, WRITE_AFTER_MS).unref()
    },
    write: writeNow,
  }
}
