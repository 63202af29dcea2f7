import type { JourneyStore } from './store.ts'

/** Journeys remembered with their numbers. */
const REMEMBERED = 5000

/**
 * Opens the numbering of journeys: a row names its journey by number, and a number is never given twice, also when the
 * journey that had it is gone.
 */
export function openJourneyNumbers(store: JourneyStore) {
  const remembered = new Map<string, number>()
  let next = store.lastJourneyNumber() + 1

  return {
    /** The number of a journey, which is written at the end of its batch. */
    of(id: string): number {
      const known = remembered.get(id)
      if (known !== undefined) return known
      const number = store.journeyNumber(id) ?? next
      if (number === next) next += 1
      if (remembered.size >= REMEMBERED) remembered.clear()
      remembered.set(id, number)
      return number
    },
    /** Forgets what is remembered, after a batch that was not written or a trim. */
    forget: (): void => remembered.clear(),
  }
}
