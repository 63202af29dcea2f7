import type { Account, Authorisation, Bank, Transaction } from '#bank'
import type { Rooms, RouteInput } from '../../../api.ts'
import { type DateWindow, type WindowCursor, windowOfPage } from '../../date-window.ts'
import { type PageTold, pageAsked, pageOfRows, type RowsAsked } from '../../paging.ts'
import { accountOf, foundAny } from '../../shared-accounts.ts'
import { type Category, categoryOf } from '../accounts/kinds.ts'

/** A movement of an account, booked or only authorised. */
export type Movement = { at: number; id: string; imageIds: readonly string[] } & (
  | { posted: Transaction; pending?: undefined }
  | { pending: Authorisation; posted?: undefined }
)

export type MovementPage = { account: Account; category: Category; movements: Movement[]; told: PageTold }

/** What a cursor keeps besides its place: the days, and the order. */
type Kept = WindowCursor & { oldestFirst: boolean }
type Position = { at: number; id: string }

/**
 * One page of an account's movements. Booked ones count by when they were booked, pending ones by when they were made.
 * Newest first; by page number oldest first, as numbers were counted before there were cursors (FDX 6.4, transactions).
 */
export function readMovements(rooms: Rooms, input: RouteInput): MovementPage {
  const { bank } = rooms
  const account = accountOf(rooms, input)
  const asked = pageAsked<Position, Kept>(input, `transactions ${account.id}`)
  const window = windowOfPage(input, asked.kept)
  const oldestFirst = asked.kept?.oldestFirst ?? asked.number !== undefined
  const { from, to } = window
  const { items: movements, told } = pageOfRows(input, asked, {
    read: ({ backwards, ...rows }) =>
      movementsOf(bank, { accountId: account.id, from, to, oldestFirst: oldestFirst !== backwards, ...rows }),
    keyOf: ({ at, id }: Movement): Position => ({ at, id }),
    kept: { ...window, oldestFirst },
  })
  foundAny(input, movements)
  return { account, category: categoryOf(bank, account), movements, told }
}

type Wanted = DateWindow & { accountId: string; oldestFirst: boolean } & Omit<RowsAsked<Position>, 'backwards'>

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
