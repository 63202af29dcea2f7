import type { Calendar } from './calendar.ts'
import type { Chance } from './chance.ts'

const DAY_MS = 86_400_000

/** When a customer came to the bank: some days to some years before a history begins. */
export function opening(chance: Chance, calendar: Calendar, days: number): number {
  return calendar.at(0, '11:00') - (days + chance.int(20, 2_400)) * DAY_MS + chance.int(0, 6 * 3_600) * 1_000
}

/** Seven digits that no other number gets (multiplying by a prime's neighbour walks through all of them). */
export function scattered(number: number): string {
  return String((number * 7_368_787 + 1_234_567) % 9_999_991).padStart(7, '0')
}
