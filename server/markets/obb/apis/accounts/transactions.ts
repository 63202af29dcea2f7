import type { Transaction } from '#bank'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import type { Answer } from '../../../envelope.ts'
import { accountOf } from '../../account-status.ts'
import { addDays, addMonths, startOfDate, startOfDay } from '../../dates.ts'
import { pageAsked, pageLinks } from '../../paging.ts'
import { mapTransaction } from './map.ts'

/** How far back each operation reaches. Both reach twelve months ahead, for future entries. */
export const HISTORY = { earliest: (today: number) => addMonths(today, -12), words: '12 months back' }
export const CURRENT = { earliest: (today: number) => addDays(today, -6), words: '6 days back (D-6)' }

type Reach = typeof HISTORY

type Position = { bookedAt: number; id: string }

/** What a paging key seals: where a page starts, and the window it belongs to. */
type PageKey = { window: string; page: number; after: Position | null }

export type TransactionPage = { transactions: Transaction[]; more: boolean; window: string; page: number }

/** Reads one page of an account's movements. Throws booking-window-invalid and what accountOf throws. */
export function readTransactions(reach: Reach) {
  return (rooms: Rooms, input: RouteInput): TransactionPage => {
    const account = accountOf(rooms, input)
    const { from, to } = bookingWindow(reach, input)
    const direction = directionOf(input.query.creditDebitIndicator)
    const { page, size } = pageAsked(input.query)
    const window = `${account.id}|${from}|${to}|${direction ?? ''}|${size}`
    const after = startOf(input, window, page)
    const rows = rooms.bank.accounts.transactions({
      accountId: account.id,
      from,
      to,
      ...(direction ? { direction } : {}),
      limit: size + 1,
      ...(after ? { after } : { skip: (page - 1) * size }),
    })
    return { transactions: rows.slice(0, size), more: rows.length > size, window, page }
  }
}

/** Movements with links to the other pages; the standard gives this list no totals and no last page. */
export function mapTransactions({ transactions, more, window, page }: TransactionPage, input: RouteInput): Answer {
  const last = transactions.at(-1)
  const keyFor = (target: number): string => {
    const after = target === page + 1 && last ? { bookedAt: last.bookedAt, id: last.id } : null
    return input.pageKeys.seal({ window, page: target, after } satisfies PageKey)
  }
  return {
    status: 200,
    data: transactions.map((transaction) => mapTransaction(transaction, input.now)),
    links: pageLinks(input, { page, hasNext: more, keyFor }),
  }
}

/** Where the page starts, if its key is ours, fresh and of this very list; a bad key is no error (accounts v2). */
function startOf(input: RouteInput, window: string, page: number): Position | undefined {
  const sealed = input.query['pagination-key']
  const key = sealed === undefined ? undefined : (input.pageKeys.open(sealed) as PageKey | undefined)
  return key?.window === window && key.page === page ? (key.after ?? undefined) : undefined
}

/**
 * The window of booking dates: both dates or none, none meaning today, from not after to, within reach.
 * Returns bank ms, `to` exclusive. Throws booking-window-invalid.
 */
function bookingWindow(reach: Reach, { query, now }: RouteInput): { from: number; to: number } {
  const today = startOfDay(now)
  const { fromBookingDate, toBookingDate } = query
  if (fromBookingDate === undefined && toBookingDate === undefined) return { from: today, to: addDays(today, 1) }
  const refuse = (reason: string) =>
    problem('booking-window-invalid', { reason, fromBookingDate, toBookingDate, reach: reach.words }, 'booking-window')
  if (fromBookingDate === undefined || toBookingDate === undefined) throw refuse('one-date-only')
  const from = startOfDate(fromBookingDate)
  const last = startOfDate(toBookingDate)
  if (from === undefined || last === undefined) throw refuse('no-such-date')
  if (from > last) throw refuse('from-after-to')
  if (from < reach.earliest(today)) throw refuse('too-early')
  if (last > addMonths(today, 12)) throw refuse('too-late')
  return { from, to: addDays(last, 1) }
}

function directionOf(indicator: string | undefined): Transaction['direction'] | undefined {
  if (indicator === undefined) return undefined
  return indicator === 'CREDITO' ? 'credit' : 'debit'
}
