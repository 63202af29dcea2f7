import type { Database } from '#kernel'
import { openAnalyticsStore } from './store.ts'
import type { TrafficRecord } from './traffic.ts'
import { openTrafficRollup } from './traffic-rollup.ts'

/** So many calls are added up before they reach the file. */
const BATCH = 20_000

/** Opens the counting of a generated history's calls: as live ones are counted, into series of their own. */
export function openAnalyticsPast(db: Database) {
  const rollup = openTrafficRollup({ db, store: openAnalyticsStore(db), origin: 'generated' })
  return {
    /** Counts calls, oldest first. */
    write(calls: readonly TrafficRecord[]): void {
      for (let from = 0; from < calls.length; from += BATCH) {
        rollup.add(calls.slice(from, from + BATCH))
        rollup.write()
      }
    },
  }
}
