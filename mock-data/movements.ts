import type { Counterparty, MovementFacts, MovementKind, MovementPersona } from '#bank'
import type { Calendar } from './calendar.ts'

/** A line as the persona files write it: days before the last day, time, kind, centavos, what the statement says. */
export type Line = readonly [
  daysBefore: number,
  time: string,
  kind: MovementKind,
  amountMinor: number,
  narrative: string,
  against?: Counterparty | NonNullable<MovementPersona['against']>,
  facts?: MovementFacts,
]

// Paid through clearing houses that rest at weekends.
const WORKING_DAYS_ONLY: readonly MovementKind[] = [
  ...(['ted', 'boleto', 'utility', 'salary', 'fee-package'] as const),
  ...(['ach', 'wire', 'direct-deposit', 'bill-payment', 'check', 'trade', 'dividend', 'contribution'] as const),
]

/** Turns an account's lines into movements. Seconds follow from the line's place, so that no two moments are the same. */
export function movementsOf(account: string, calendar: Calendar, lines: readonly Line[]): MovementPersona[] {
  return lines.map(([daysBefore, time, kind, amountMinor, narrative, against, facts], index) => {
    const minute = WORKING_DAYS_ONLY.includes(kind)
      ? calendar.workingDay(daysBefore, time)
      : calendar.at(daysBefore, time)
    const other = against && ('account' in against || 'bucket' in against) ? { against } : {}
    const counterparty = against && !('account' in against || 'bucket' in against) ? { counterparty: against } : {}
    const at = minute + ((index * 7_919 + account.length * 1_009) % 60_000)
    return { account, at, kind, narrative, amountMinor, ...counterparty, ...other, ...(facts && { facts }) }
  })
}
