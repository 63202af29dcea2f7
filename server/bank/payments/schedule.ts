import { addMonths } from '#kernel'
import { dayOf, daysAfter, startOf } from '../days.ts'
import type { PaymentFrequency } from './model.ts'

/** The day of a standing order so many occurrences after the one of `firstDay`, before it is moved to a day of clearing. */
export function dayAfter(firstDay: string, frequency: PaymentFrequency, occurrences: number): string {
  const step = STEPS[frequency]
  if ('days' in step) return daysAfter(firstDay, step.days * occurrences)
  if ('months' in step) return dayOf(addMonths(startOf(firstDay), step.months * occurrences))
  return twiceMonthly(firstDay, occurrences)
}

type Step = { days: number } | { months: number } | { twiceAMonth: true }

const STEPS: Readonly<Record<PaymentFrequency, Step>> = {
  // One alone has no other; its step is never taken.
  once: { days: 0 },
  weekly: { days: 7 },
  'two-weeks': { days: 14 },
  'four-weeks': { days: 28 },
  'twice-monthly': { twiceAMonth: true },
  monthly: { months: 1 },
  'two-months': { months: 2 },
  quarterly: { months: 3 },
  'half-yearly': { months: 6 },
  yearly: { months: 12 },
}

const HALF_A_MONTH = 15

/** Two dates of each month, fifteen apart; a date that a month lacks is its last day. */
function twiceMonthly(firstDay: string, occurrences: number): string {
  const date = Number(firstDay.slice(8))
  const early = date <= HALF_A_MONTH ? date : date - HALF_A_MONTH
  const place = (date <= HALF_A_MONTH ? 0 : 1) + occurrences
  const month = startOf(`${firstDay.slice(0, 7)}-01`)
  const inMonth = addMonths(month, Math.floor(place / 2))
  const lastDate = new Date(addMonths(inMonth, 1) - 1).getUTCDate()
  const wanted = place % 2 === 0 ? early : early + HALF_A_MONTH
  return daysAfter(dayOf(inMonth), Math.min(wanted, lastDate) - 1)
}
