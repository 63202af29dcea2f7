import { instalmentOf } from '#bank'
import type { Calendar } from '../calendar.ts'
import type { Line } from '../movements.ts'
import { daysBeforeOf, monthsOf } from './months.ts'

type Repayment = {
  /** What is owed when it begins. */
  owedMinor: number
  percent: number
  paymentMinor: number
  /** Of each payment, put by for taxes and insurance. */
  escrow?: { account: string; amountMinor: number }
  loan: string
  /** The account that pays, and how the loan is called on its statement. */
  from: string
  called: string
  /** The first month (`yyyy-mm`) with a payment, the last one, and the date. */
  since: string
  until?: string
  date: number
}

/**
 * The lines of a loan that is paid each month: interest is charged, a payment comes from the account that pays, and a part
 * of it moves on to the escrow. By account, so that each is booked where it belongs.
 */
export function repayment(calendar: Calendar, loan: Repayment): { of: string; lines: Line[] }[] {
  const [charged, paid, putBy]: Line[][] = [[], [], []] as [Line[], Line[], Line[]]
  let owed = loan.owedMinor
  const escrowMinor = loan.escrow?.amountMinor ?? 0
  for (const month of monthsOf(calendar, loan.since, loan.until)) {
    const daysBefore = daysBeforeOf(calendar, month, loan.date)
    if (daysBefore < 1 || owed <= 0) break
    const { amountMinor, split } = instalmentOf({
      ...{ owedMinor: owed, ratePpm: Math.round(loan.percent * 10_000), paymentMinor: loan.paymentMinor, escrowMinor },
    })
    const against = { account: loan.loan, narrative: 'Payment received', facts: { split } }
    charged?.push([daysBefore, '12:01', 'interest-charged', -split.interestMinor, 'Interest charged'])
    paid?.push([daysBefore, '12:05', 'loan-payment', -amountMinor, `Payment ${loan.called}`, against, { split }])
    if (loan.escrow) {
      const escrow = { account: loan.escrow.account, narrative: 'Escrow deposit' }
      putBy?.push([daysBefore, '12:06', 'escrow', -escrowMinor, 'To escrow', escrow])
    }
    owed -= split.principalMinor
  }
  return [
    { of: loan.loan, lines: [...(charged ?? []), ...(putBy ?? [])] },
    { of: loan.from, lines: paid ?? [] },
  ]
}
