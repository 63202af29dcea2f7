import type { Origin } from '#kernel'
import type { JourneyStore } from './store.ts'

/** What went along an arrow is added up by the hour of bank time. */
export const HOUR_MS = 3_600_000

type Hour = { arrow: number; hour: number; market: string; count: number; lastAt: number }

/** Opens the adding up of what one batch sent along each arrow of each market, so that an hour is written once. */
export function openArrowCounts(store: JourneyStore, origin: Origin) {
  const hours = new Map<string, Hour>()

  return {
    add(arrow: number | null, at: number, market = ''): void {
      if (arrow === null) return
      const hour = at - (at % HOUR_MS)
      const key = `${arrow} ${hour} ${market}`
      const known = hours.get(key)
      if (known) {
        known.count += 1
        known.lastAt = Math.max(known.lastAt, at)
      } else {
        hours.set(key, { arrow, hour, market, count: 1, lastAt: at })
      }
    },
    write(): void {
      for (const { arrow, hour, market, count, lastAt } of hours.values())
        store.addArrows(arrow, hour, market, origin, count, lastAt)
    },
  }
}
