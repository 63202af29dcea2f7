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

/** Where a page lies: right after the row of a key, or right before it; without a key, where the list begins or ends. */
type Place<Key> = { backwards: boolean; from?: Key }

/** A page as asked for: at the place of its cursor, or by its number, or the first; and what the cursor keeps besides. */
export type PageAsked<Key, Kept = undefined> = {
  list: string
  limit: number
  number: number | undefined
  place: Place<Key> | undefined
  kept: Kept | undefined
}

/** A page's metadata and links, to be spread into a list (FDX 6.4, PaginatedArray). */
export type PageTold = { page: Record<string, unknown>; links?: Record<string, Link> }
type Link = { href: string; action: 'GET'; rel: string; types: string[] }

/**
 * The page that a request asks for. `list` names what is listed, filters included: a cursor counts only for the list, the
 * app and the consent that it was made for. `Page1`, `Page2` … are understood as numbers. Throws page-key-invalid.
 */
export function pageAsked<Key, Kept = undefined>(input: RouteInput, list: string): PageAsked<Key, Kept> {
  const { limit, offset, pageKey } = input.query
  const size = limit === undefined ? PAGE_SIZE : Math.min(MAX_PAGE_SIZE, Number(limit))
  if (offset !== undefined && pageKey !== undefined && offset !== pageKey) throw invalid('offset and pageKey differ')
  const asked = { list, limit: size, number: undefined, place: undefined, kept: undefined }
  const key = pageKey ?? offset
  if (key === undefined) return asked
  const number = PAGE_NUMBER.exec(key)?.[1]
  if (number !== undefined) return { ...asked, number: Number(number) }
  const sealed = input.pageKeys.open(key) as Sealed<Key, Kept> | undefined
  if (sealed?.list !== list || sealed.of !== readerOf(input)) throw invalid('it is broken, too old or of another list')
  return { ...asked, place: sealed.place, kept: sealed.kept }
}

const PAGE_NUMBER = /^Page([1-9]\d{0,3})$/

type Sealed<Key, Kept> = { list: string; of: string; place: Place<Key>; kept?: Kept | undefined }

const invalid = (reason: string) => problem('page-key-invalid', { reason }, 'page-key')

const readerOf = ({ clientId, consent }: RouteInput): string => consent?.id ?? clientId

/** A list that is read by key: where it reads its rows, and what its pages tell and keep besides. */
export type PagedList<T, Key, Kept = undefined> = {
  /** So many rows after the one of a key, in the list's order or against it; from the outermost one where none is given. */
  read(rows: RowsAsked<Key>): T[]
  keyOf(row: T): Key
  /** What each cursor keeps besides its place. */
  kept?: Kept
  total?: number
}
export type RowsAsked<Key> = { limit: number; after: Key | undefined; backwards: boolean }

/**
 * The page that was asked for, in the list's order, with its ways on and back: none back from the list's first row, none
 * on from its last. One past the end has nothing on it but the way back.
 */
export function pageOfRows<T, Key, Kept = undefined>(
  input: RouteInput,
  asked: PageAsked<Key, Kept>,
  list: PagedList<T, Key, Kept>,
): { items: T[]; told: PageTold } {
  const { limit, place } = asked
  const backwards = place?.backwards ?? false
  const rows = rowsOf(asked, list)
  const shown = rows.slice(0, limit)
  const ahead = rows.length > limit
  const behind = (place?.from !== undefined || asked.number !== undefined) && leavesRows(list, shown, !backwards)
  const items = backwards ? shown.toReversed() : shown
  const wayTo = (way: 'next' | 'prev', row: T | undefined) => {
    const to: Place<Key> = { backwards: way === 'prev', ...(row === undefined ? {} : { from: list.keyOf(row) }) }
    const { kept } = list
    return input.pageKeys.seal({ list: asked.list, of: readerOf(input), place: to, kept } satisfies Sealed<Key, Kept>)
  }
  const told = pageTold(input, {
    next: (backwards ? behind : ahead) ? wayTo('next', items.at(-1)) : undefined,
    prev: (backwards ? ahead : behind) ? wayTo('prev', items[0]) : undefined,
    total: list.total,
  })
  return { items, told }
}

/** The rows of a page in the order of reading, and one more where there are more. */
function rowsOf<T, Key>(
  { limit, number = 1, place }: PageAsked<Key, unknown>,
  { read, keyOf }: PagedList<T, Key, unknown>,
): T[] {
  const { backwards, from }: Place<Key> = place ?? { backwards: false }
  let after = from
  for (let left = (number - 1) * limit; left > 0; left -= MAX_PAGE_SIZE) {
    const skipped = Math.min(left, MAX_PAGE_SIZE)
    const passed = read({ limit: skipped, after, backwards })
    const last = passed.at(-1)
    if (passed.length < skipped || last === undefined) return []
    after = keyOf(last)
  }
  return read({ limit: limit + 1, after, backwards })
}

/** Whether there are rows on the side that a page was come to from: those that were there may be gone. */
function leavesRows<T, Key>(
  { read, keyOf }: PagedList<T, Key, unknown>,
  [first]: readonly T[],
  backwards: boolean,
): boolean {
  return read({ limit: 1, after: first === undefined ? undefined : keyOf(first), backwards }).length > 0
}

/** Where a page leads, by key: to the next one and to the one before, where there is one. */
type PageEnds = { next: string | undefined; prev: string | undefined; total: number | undefined }

/** Tells of a page: both names of each cursor, and links that repeat the address and the filters as they were called. */
function pageTold(input: RouteInput, { next, prev, total }: PageEnds): PageTold {
  const links = {
    ...(next === undefined ? {} : { next: linkTo(input, 'next', next) }),
    ...(prev === undefined ? {} : { prev: linkTo(input, 'prev', prev) }),
  }
  return {
    page: {
      ...(next === undefined ? {} : { nextOffset: next, nextPageKey: next }),
      ...(prev === undefined ? {} : { prevOffset: prev, previousPageKey: prev }),
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

/** Cuts a page out of a list that is small by nature; its keys are places in it. */
export function pageOfList<T>(all: readonly T[], input: RouteInput, list: string): { items: T[]; told: PageTold } {
  const places = all.map((_, index) => index)
  const { items, told } = pageOfRows(input, pageAsked<number>(input, list), {
    read({ limit, after, backwards }) {
      const rest = backwards ? places.slice(0, after).toReversed() : places.slice(after === undefined ? 0 : after + 1)
      return rest.slice(0, limit)
    },
    keyOf: (index) => index,
    total: all.length,
  })
  return { items: items.map((index) => all[index] as T), told }
}
