import type { Origin } from '#kernel'
import type { ArrowHour, JourneyStore } from './store.ts'

/** What went along an arrow is added up by the hour of bank time. */
export const HOUR_MS = 3_600_000

/** Opens the adding up of what one batch sent along each arrow, so that an hour is written once. */
export function openArrowCounts(store: JourneyStore, origin: Origin) {
  const hours = new Map<string, ArrowHour>()

  return {
    /** `market` is empty for what is no market's. */
    add(arrow: number | null, at: number, market: string): void {
      if (arrow === null) return
      const hour = at - (at % HOUR_MS)
      const key = `${market} ${arrow} ${hour}`
      const known = hours.get(key)
      if (known) {
        known.count += 1
        known.lastAt = Math.max(known.lastAt, at)
      } else {
        hours.set(key, { market, arrow, hour, count: 1, lastAt: at })
      }
    },
    write(): void {
      for (const each of hours.values()) store.addArrows({ ...each, origin })
    },
  }
}
