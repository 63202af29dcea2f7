import type { Chance } from './chance.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** How busy each hour of a day is, from midnight; the whole of a day adds up to anything. */
export type Rhythm = { hours: readonly number[]; weekdays: readonly number[] }

/** People with a phone in hand: breakfast, lunch, and most of all the evening; fewer of them at weekends. */
export const PEOPLE: Rhythm = {
  hours: [4, 2, 1, 1, 1, 2, 8, 18, 30, 38, 42, 44, 50, 46, 40, 38, 38, 42, 50, 58, 62, 52, 30, 12],
  weekdays: [0.62, 1.12, 1.1, 1.08, 1.05, 1.1, 0.78],
}

/** Shops and cards: closed at night, fullest before supper and on Saturdays. */
export const SHOPS: Rhythm = {
  hours: [1, 0, 0, 0, 0, 1, 6, 14, 20, 24, 30, 40, 52, 40, 28, 26, 30, 44, 62, 58, 40, 26, 12, 4],
  weekdays: [0.8, 0.85, 0.9, 0.95, 1, 1.3, 1.6],
}

/** Offices: working hours of working days. */
export const OFFICES: Rhythm = {
  hours: [0, 0, 0, 0, 0, 0, 1, 8, 30, 46, 50, 44, 18, 30, 48, 50, 42, 26, 8, 2, 0, 0, 0, 0],
  weekdays: [0.02, 1.05, 1.1, 1.1, 1.05, 1, 0.12],
}

/** Machines that fetch once a day: mostly before anybody is up. */
export const MACHINES: Rhythm = {
  hours: [14, 22, 40, 52, 60, 58, 44, 26, 16, 12, 12, 11, 12, 11, 10, 10, 10, 11, 13, 16, 18, 16, 14, 12],
  weekdays: [0.9, 1.03, 1.02, 1.02, 1.02, 1.03, 0.95],
}

/** A moment of the day, in milliseconds after its midnight. */
export function momentOf({ hours }: Rhythm, chance: Chance): number {
  const hour = chance.weighted(hours.map((weight, index) => [index, weight] as const))
  return hour * HOUR_MS + chance.int(0, 59) * MINUTE_MS + chance.int(0, 59_999)
}

/** A count around `mean`: what independent people doing something now and then add up to (Poisson). */
export function countOf(mean: number, chance: Chance): number {
  const limit = Math.exp(-Math.min(mean, 50))
  let product = chance.next()
  let count = 0
  while (product > limit) {
    product *= chance.next()
    count += 1
  }
  return count
}
