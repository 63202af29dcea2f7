import type { CardTerms } from '../cards/model.ts'
import { dayOf, daysAfter, nextMonthly, startOf } from '../days.ts'

const MINUTE_MS = 60_000

/** When on the day that it is due an instalment is taken, and what is due of a card. */
const instalmentPaidAt = (dueOn: string): number => startOf(dueOn) + (12 * 60 + 5) * MINUTE_MS
export const cardPaidAt = (dueOn: string): number => startOf(dueOn) + (12 * 60 + 30) * MINUTE_MS

/** A day on which something is due, and the moment of it at which the bank takes it. */
export type Due = { on: string; at: number }

/** An instalment's next day whose moment comes after this one. */
export function nextInstalment(date: number, after: number): Due {
  const here = nextMonthly(date, after)
  const on = instalmentPaidAt(here) > after ? here : nextMonthly(date, startOf(daysAfter(here, 1)))
  return { on, at: instalmentPaidAt(on) }
}

/** The same of what the statements of a card's months ask for. */
export function nextOfCard({ dueDays }: Pick<CardTerms, 'dueDays'>, after: number): Due {
  const earliest = new Date(startOf(daysAfter(dayOf(after), -dueDays)))
  for (let month = earliest.getUTCMonth(); ; month += 1) {
    // The day before a month begins closes the one before it.
    const on = daysAfter(dayOf(Date.UTC(earliest.getUTCFullYear(), month, 0)), dueDays)
    if (cardPaidAt(on) > after) return { on, at: cardPaidAt(on) }
  }
}
