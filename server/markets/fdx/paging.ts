import { problem } from '#kernel'
import type { Parameter, RouteInput } from '../api.ts'

/** How many items a page has where nothing is asked for, and at the most (FDX 6.4, limit). */
export const PAGE_SIZE = 10
export const MAX_PAGE_SIZE = 100

/** What every list takes: `pageKey` and its former name `offset`, both opaque, and `limit`. */
export const pageParameters: readonly Parameter[] = [
  { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1 } },
  { name: 'pageKey', in: 'query', required: false, schema: { type: 'string', maxLength: 2048 } },
  { name: 'offset', in: 'query', required: false, schema: { type: 'string', maxLength: 2048 } },
]

/** A page as asked for: after what its cursor says, or by its number, or the first. */
export type PageAsked<Cursor> = { limit: number; cursor: Cursor | undefined; number: number | undefined }

/** A page's metadata and links, to be spread into a list (FDX 6.4, PaginatedArray). */
export type PageTold = { page: Record<string, unknown>; links?: Record<string, Link> }
type Link = { href: string; action: 'GET'; rel: string; types: string[] }

/**
 * The page that a request asks for. `list` names what is listed, filters included: a cursor counts only for the list, the
 * app and the consent that it was made for. `Page1`, `Page2` … are understood as numbers. Throws page-key-invalid.
 */
export function pageAsked<Cursor>(input: RouteInput, list: string): PageAsked<Cursor> {
  const { limit, offset, pageKey } = input.query
  const size = limit === undefined ? PAGE_SIZE : Math.min(MAX_PAGE_SIZE, Number(limit))
  if (offset !== undefined && pageKey !== undefined && offset !== pageKey) throw invalid('offset and pageKey differ')
  const key = pageKey ?? offset
  if (key === undefined) return { limit: size, cursor: undefined, number: undefined }
  const number = PAGE_NUMBER.exec(key)?.[1]
  if (number !== undefined) return { limit: size, cursor: undefined, number: Number(number) }
  const sealed = input.pageKeys.open(key) as Sealed<Cursor> | undefined
  if (sealed?.list !== list || sealed.of !== readerOf(input)) throw invalid('it is broken, too old or of another list')
  return { limit: size, cursor: sealed.cursor, number: undefined }
}

const PAGE_NUMBER = /^Page([1-9]\d{0,3})$/

type Sealed<Cursor> = { list: string; of: string; cursor: Cursor }

const invalid = (reason: string) => problem('page-key-invalid', { reason }, 'page-key')

const readerOf = ({ clientId, consent }: RouteInput): string => consent?.id ?? clientId

/** Where a page leads: to the next one, if there is one, and to the one before where that is known. */
export type PageEnds<Cursor> = { next: Cursor | undefined; prev?: Cursor | undefined; total?: number }

/** Tells of a page: both names of each cursor, and links that repeat the address and the filters as they were called. */
export function pageTold<Cursor>(input: RouteInput, list: string, { next, prev, total }: PageEnds<Cursor>): PageTold {
  const keyOf = (cursor: Cursor) => input.pageKeys.seal({ list, of: readerOf(input), cursor } satisfies Sealed<Cursor>)
  const nextKey = next === undefined ? undefined : keyOf(next)
  const prevKey = prev === undefined ? undefined : keyOf(prev)
  const links = {
    ...(nextKey === undefined ? {} : { next: linkTo(input, 'next', nextKey) }),
    ...(prevKey === undefined ? {} : { prev: linkTo(input, 'prev', prevKey) }),
  }
  return {
    page: {
      ...(nextKey === undefined ? {} : { nextOffset: nextKey, nextPageKey: nextKey }),
      ...(prevKey === undefined ? {} : { prevOffset: prevKey, previousPageKey: prevKey }),
      ...(total === undefined ? {} : { totalElements: total }),
    },
    ...(Object.keys(links).length > 0 ? { links } : {}),
  }
}

function linkTo(input: RouteInput, rel: string, key: string): Link {
  const query = new URLSearchParams(input.query)
  const name = query.has('offset') ? 'offset' : 'pageKey'
  query.delete('offset')
  query.delete('pageKey')
  query.set(name, key)
  return { href: `${input.path}?${query}`, action: 'GET', rel, types: ['application/json'] }
}

/** Cuts a page out of a list that is small by nature; its cursors are places in it. */
export function pageOfList<T>(all: readonly T[], input: RouteInput, list: string): { items: T[]; told: PageTold } {
  const { limit, cursor, number = 1 } = pageAsked<number>(input, list)
  const start = cursor ?? (number - 1) * limit
  const end = start + limit
  const told = pageTold(input, list, {
    next: end < all.length ? end : undefined,
    prev: start > 0 ? Math.max(0, start - limit) : undefined,
    total: all.length,
  })
  return { items: all.slice(start, end), told }
}
