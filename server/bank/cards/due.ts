import { dayOf, daysAfter } from '../days.ts'
import { shareOf } from '../rate.ts'
import type { Statement } from '../statements/model.ts'
import type { CardTerms } from './model.ts'

/** The last month's statement and those that may be due before it is. */
export const CLOSED_READ = 3

/** What a statement asks for, and by when. */
export function dueOf({ closing, endsAt }: Statement, { minimum, dueDays }: CardTerms) {
  const balance = Math.max(0, -closing.amountMinor)
  const closedOn = dayOf(endsAt - 1)
  return {
    ...{ balance, closedOn, dueOn: daysAfter(closedOn, dueDays) },
    least: Math.min(balance, Math.max(minimum.floorMinor, shareOf(balance, minimum.sharePpm))),
  }
}
