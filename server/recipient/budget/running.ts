import type { Movement } from './entries.ts'

/**
 * What an account held at the end of each listed day, counted back from the balance as last read; null where that
 * would not be honest: where no balance can be counted from, the list does not reach the moment of reading, or a
 * movement is not settled or unreadable.
 */
export function endOfDays(
  balanceMinor: number | null,
  movements: readonly Pick<Movement, 'at' | 'day' | 'amountMinor' | 'settled'>[],
  { readAt, today, until, first }: { readAt: number | null; today: string; until: string; first: boolean },
): Map<string, number> | null {
  if (balanceMinor === null || readAt === null || !first || until < today) return null
  const held = new Map<string, number>()
  let balance = balanceMinor
  let last = Number.POSITIVE_INFINITY
  for (const { at, day, amountMinor, settled } of movements) {
    if (amountMinor === null || !settled || !(at <= readAt) || at > last) return null
    if (!held.has(day)) held.set(day, balance)
    balance -= amountMinor
    last = at
  }
  return held
}
