import type { Database, Origin } from '#kernel'
import { GRAIN_NAMES, intervalOf } from './grain.ts'
import type { AnalyticsStore } from './store.ts'
import { isApiCall, measuresOf, ruleOf, type TrafficRecord } from './traffic.ts'

/** Series remembered with their ids. */
const REMEMBERED = 10_000

/** Counts of one batch, by minute, series and one more key; added up before they reach the file. */
type Tally<K> = Map<string, { at: number; series: number; key: K; count: number; errors: number }>

type RollupDeps = { db: Database; store: AnalyticsStore; origin?: Origin }

/** Opens the counting of API traffic into minutes, hours and days: one transaction a batch. */
export function openTrafficRollup({ db, store, origin = 'live' }: RollupDeps) {
  const remembered = new Map<string, number>()

  function seriesOf({ market, clientId, operation }: TrafficRecord): number {
    const key = JSON.stringify([market, clientId, operation])
    const known = remembered.get(key)
    if (known !== undefined) return known
    const id = store.series(market ?? '', clientId ?? '', operation, origin)
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(key, id)
    return id
  }

  const transaction = db.transaction((calls: readonly TrafficRecord[]): void => {
    const counts: Tally<number> = new Map()
    const latencies: Tally<number> = new Map()
    const errors: Tally<string> = new Map()
    for (const call of calls) {
      const series = seriesOf(call)
      const { statusClass, bucket, error } = measuresOf(call)
      const minute = intervalOf('minute', call.at)
      add(counts, minute, series, statusClass, error)
      add(latencies, minute, series, bucket, error)
      if (error) add(errors, minute, series, ruleOf(call), error)
    }
    // Hours and days are made of whole minutes.
    for (const grain of GRAIN_NAMES) {
      const at = (minute: number) => intervalOf(grain, minute)
      for (const one of counts.values()) store.addCount(grain, at(one.at), one.series, one.key, one.count, one.errors)
      for (const one of latencies.values()) store.addLatency(grain, at(one.at), one.series, one.key, one.count)
      for (const one of errors.values()) store.addError(grain, at(one.at), one.series, one.key, one.count)
    }
  })

  return (records: readonly TrafficRecord[]): void => {
    const calls = records.filter(isApiCall)
    if (calls.length === 0) return
    try {
      transaction.immediate(calls)
    } catch (error) {
      // Series made in the transaction are gone with it.
      remembered.clear()
      throw error
    }
  }
}

function add<K>(tally: Tally<K>, at: number, series: number, key: K, error: boolean): void {
  const name = `${at} ${series} ${key}`
  const known = tally.get(name)
  if (known) {
    known.count += 1
    known.errors += error ? 1 : 0
  } else {
    tally.set(name, { at, series, key, count: 1, errors: error ? 1 : 0 })
  }
}
