import type { PageOf } from '#bank'
import { problem } from '#kernel'
import type { Parameter, Rooms, RouteInput } from '../../../api.ts'
import { pageAsked, pageOfRows, pageParameters } from '../../paging.ts'
import { foundAny } from '../../shared-accounts.ts'
import { numbered } from './numbered.ts'

/** What every list of money movement takes: paging, and what changed since an update id. */
export const listParameters: readonly Parameter[] = [
  ...pageParameters,
  { name: 'updatedSince', in: 'query', required: false, schema: { type: 'string', maxLength: 256 } },
]

/** A page of a list, and what it tells besides its items. */
export type ChangedList<T> = { items: T[]; told: Record<string, unknown> }

/**
 * A page of things that carry a number, newest first, with the update id to ask from next time (FDX money movement,
 * updatedSince). Throws update-unknown, page-key-invalid.
 */
export function changedList<T extends { number: number }>(
  { bank }: Rooms,
  input: RouteInput,
  list: string,
  read: (page: PageOf) => T[],
): ChangedList<T> {
  const { changes, sweep } = bank.payments
  // What has come due is a change of before this call.
  sweep()
  const { updatedSince } = input.query
  const changedAfter = updatedSince === undefined ? undefined : changes.placeOf(updatedSince)
  if (updatedSince !== undefined && changedAfter === undefined)
    throw problem('update-unknown', { updatedSince }, 'change-known')
  // Taken before reading: what changes in between is told twice rather than never.
  const nextUpdateId = changes.latest()
  const { limit, offset: _, pageKey: __, ...filters } = input.query
  const name = `${list} ${JSON.stringify(filters)}`
  const { items, told } = pageOfRows(
    input,
    pageAsked<number>(input, name),
    numbered((page) => read({ ...page, changedAfter })),
  )
  foundAny(input, items)
  const links = { ...told.links, updates: updatesLink(input, nextUpdateId) }
  return { items, told: { ...told, links, updates: { nextUpdateId } } }
}

function updatesLink({ path }: RouteInput, updatedSince: string) {
  const href = `${path}?${new URLSearchParams({ updatedSince })}`
  return { href, action: 'GET', rel: 'updates', types: ['application/json'] }
}
