import type { AccountPersona, MovementPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { movementsOf } from '../movements.ts'
import { broughtOver, daysSince } from './months.ts'

/** A loan from before the lines begin that tell its payments one by one. */
export type EarlierLoan = {
  /** The day on which it was agreed and paid out (`yyyy-mm-dd`). */
  lentOn: string
  lentMinor: number
  /** What was owed of it when those lines begin. */
  owedMinor: number
}

/** How a loan's account opens: on the day of its contract, with what was lent. */
export function paidOut(calendar: Calendar, { lentOn, lentMinor }: Omit<EarlierLoan, 'owedMinor'>, time: string) {
  const opening: readonly [number, number] = [calendar.at(daysSince(calendar, lentOn), time), -lentMinor]
  const more = { openingKind: 'credit-operation', openingNarrative: 'Loan paid out' } satisfies Partial<AccountPersona>
  return { opening, more }
}

/** What became of it until its lines begin, in one of its own: principal paid, or interest that was put off. */
export function untilBroughtOver(
  calendar: Calendar,
  account: string,
  { lentMinor, owedMinor }: EarlierLoan,
): MovementPersona[] {
  const paidMinor = lentMinor - owedMinor
  const day = daysSince(calendar, broughtOver(calendar))
  if (paidMinor < 0) {
    return movementsOf(account, calendar, [[day, '17:00', 'interest-charged', paidMinor, 'Interest until now']])
  }
  const split = { principalMinor: paidMinor, interestMinor: 0, escrowMinor: 0, insuranceMinor: 0, feesMinor: 0 }
  return movementsOf(account, calendar, [
    [day, '17:00', 'loan-payment', paidMinor, 'Principal paid until now', undefined, { split }],
  ])
}
