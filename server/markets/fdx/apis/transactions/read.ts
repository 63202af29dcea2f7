import type { Account, Authorisation, Bank, Transaction } from '#bank'
import type { Rooms, RouteInput } from '../../../api.ts'
import { type DateWindow, type WindowCursor, windowOfPage } from '../../date-window.ts'
import { type PageTold, pageAsked, pageTold } from '../../paging.ts'
import { accountOf, foundAny } from '../../shared-accounts.ts'
import { type Category, categoryOf } from '../accounts/kinds.ts'

/** A movement of an account, booked or only authorised. */
export type Movement = { at: number; id: string; imageIds: readonly string[] } & (
  | { posted: Transaction; pending?: undefined }
  | { pending: Authorisation; posted?: undefined }
)

export type MovementPage = { account: Account; category: Category; movements: Movement[]; told: PageTold }

/** What a cursor says besides its days: the order, and where the page before ended. */
type Cursor = WindowCursor & { oldestFirst: boolean; after: Position }
type Position = { at: number; id: string }

/**
 * One page of an account's movements. Booked ones count by when they were booked, pending ones by when they were made.
 * Newest first; by page number oldest first, as numbers were counted before there were cursors (FDX 6.4, transactions).
 */
export function readMovements(rooms: Rooms, input: RouteInput): MovementPage {
  const { bank } = rooms
  const account = accountOf(rooms, input)
  const list = `transactions ${account.id}`
  const { limit, cursor, number } = pageAsked<Cursor>(input, list)
  const window = windowOfPage(input, cursor)
  const oldestFirst = cursor?.oldestFirst ?? number !== undefined
  const skip = number === undefined ? 0 : (number - 1) * limit
  const { from, to } = window
  const wanted = { accountId: account.id, from, to, oldestFirst, limit: skip + limit + 1, after: cursor?.after }
  const found = movementsOf(bank, wanted).slice(skip)
  const movements = found.slice(0, limit)
  foundAny(input, movements)
  const last = movements.at(-1)
  const next: Cursor | undefined =
    last && found.length > limit ? { ...window, oldestFirst, after: { at: last.at, id: last.id } } : undefined
  return {
    account,
    category: categoryOf(bank, account),
    movements,
    told: pageTold(input, list, { next }),
  }
}

type Wanted = DateWindow & { accountId: string; oldestFirst: boolean; limit: number; after: Position | undefined }

/** Booked and pending movements in one order, as many as are wanted. */
function movementsOf(bank: Bank, { accountId, from, to, oldestFirst, limit, after }: Wanted): Movement[] {
  const asked = { accountId, from, to, oldestFirst, limit }
  const posted = bank.accounts.transactions({ ...asked, after: after && { bookedAt: after.at, id: after.id } })
  const pending = bank.authorisations.pending({ ...asked, after })
  const all: Movement[] = [
    ...posted.map((line) => ({ posted: line, at: line.bookedAt, id: line.id, imageIds: bank.images.idsOf(line) })),
    ...pending.map((waiting) => ({ pending: waiting, at: waiting.at, id: waiting.id, imageIds: [] })),
  ]
  const sign = oldestFirst ? 1 : -1
  if (pending.length > 0) all.sort((a, b) => sign * (a.at - b.at || (a.id < b.id ? -1 : 1)))
  return all.slice(0, limit)
}
