import type { Payee } from '#bank'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import { payingAccount, spendable } from './accounts.ts'
import { MOST_MINOR, minorUnits } from './amounts.ts'
import { ownPayee } from './payees.ts'

/** The clearing that this bank's payments follow. */
export const CALENDAR = 'us'
/** How far ahead a payment may be due. */
const FARTHEST_YEARS = 10

/** What payments and recurring payments are both asked for. */
export type PaymentBody = {
  fromAccountId: string
  toPayeeId: string
  amount: number
  dueDate: string
  merchantAccountId?: string
}

/** The same as the bank takes it in. */
export type AskedPayment = {
  fromAccountId: string
  payeeId: string
  amountMinor: number
  payeeReference: string | null
  /** As asked for, and moved to a day on which money is cleared. */
  dueDate: string
  dueDay: string
}

/**
 * What differs between payments and recurring payments is the code of a refusal: they are refused alike
 * (FDX 6.4, errors 804 and 807).
 */
export type Rejected = (reason: string) => Error

/** Reads what is asked for and checks all of it but the money. Throws as FDX 6.4, errors 704 to 907, say. */
export function askedPayment(rooms: Rooms, input: RouteInput, body: PaymentBody, rejected: Rejected): AskedPayment {
  const { id: fromAccountId } = payingAccount(rooms, input, body.fromAccountId)
  const payee = ownPayee(rooms, input, body.toPayeeId)
  const payeeReference = body.merchantAccountId ?? null
  const unpayable = reasonAgainst(payee, payeeReference)
  if (unpayable) throw rejected(unpayable)
  const amountMinor = minorUnits(body.amount)
  if (amountMinor > MOST_MINOR) throw rejected(`One payment moves ${MOST_MINOR / 100} at the most`)
  const dueDay = dueDayOf(rooms, input, body.dueDate, rejected)
  return { fromAccountId, payeeId: payee.id, amountMinor, payeeReference, dueDate: body.dueDate, dueDay }
}

/** Throws where the account could not pay at this moment (FDX 6.4, error 910 with the status of creations). */
export function payable(rooms: Rooms, { fromAccountId, amountMinor }: AskedPayment): void {
  const most = spendable(rooms, fromAccountId)
  if (amountMinor > most) throw problem('payment-funds-missing', { accountId: fromAccountId }, 'payment-funds')
}

/** When a payment of a day is carried out: from that day's opening on, or at once where it has opened. */
export function dueAtOf({ bank }: Rooms, { now }: RouteInput, dueDay: string): number {
  return Math.max(now, bank.payments.calendar.takenUpAt(dueDay, CALENDAR))
}

function dueDayOf({ bank }: Rooms, { now }: RouteInput, dueDate: string, rejected: Rejected): string {
  const { calendar } = bank.payments
  const earliest = calendar.earliestDay(now, CALENDAR)
  const farthest = `${Number(earliest.slice(0, 4)) + FARTHEST_YEARS}${earliest.slice(4)}`
  if (dueDate < calendar.dayIn(now, CALENDAR) || calendar.clearingDayFrom(dueDate, CALENDAR) < earliest)
    throw problem('due-date-early', { dueDate, earliest }, 'due-date')
  if (dueDate > farthest) throw rejected(`dueDate must not be after ${farthest}`)
  return calendar.clearingDayFrom(dueDate, CALENDAR)
}

function reasonAgainst({ state, references }: Payee, reference: string | null): string | undefined {
  if (state !== 'active' && state !== 'pending') return `The payee is ${state.toUpperCase()}`
  if (reference === null || references.length === 0 || references.includes(reference)) return undefined
  return `The payee has no account ${reference} of this customer`
}
