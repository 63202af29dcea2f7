import type { RouteInput } from '../api.ts'
import type { Answer } from '../envelope.ts'

/** A page as asked for. While more records remain, a page holds at least 25 (accounts v2, page-size). */
export type PageAsked = { page: number; size: number }

const MIN_SIZE = 25

export function pageAsked(query: RouteInput['query']): PageAsked {
  return {
    page: query.page === undefined ? 1 : Number(query.page),
    size: Math.max(MIN_SIZE, query['page-size'] === undefined ? MIN_SIZE : Number(query['page-size'])),
  }
}

/**
 * Cuts one page out of a list that is small by nature (a consent's accounts) and adds links and totals. `keyFor` makes
 * the paging key of a page, for operations that have one.
 */
export function pageOfList<T>(all: readonly T[], input: RouteInput, keyFor?: (page: number) => string): Answer {
  const { page, size } = pageAsked(input.query)
  const pages = Math.ceil(all.length / size)
  return {
    status: 200,
    data: all.slice((page - 1) * size, page * size),
    links: pageLinks(input, { page, hasNext: page < pages, lastPage: Math.max(1, pages), keyFor }),
    totals: { records: all.length, pages },
  }
}

/**
 * Links to the other pages, as query strings with the request's own filters repeated.
 * First and prev only beyond page one, next and last only before the end.
 */
export function pageLinks(
  input: RouteInput,
  {
    page,
    hasNext,
    lastPage,
    keyFor,
  }: { page: number; hasNext: boolean; lastPage?: number; keyFor?: ((page: number) => string) | undefined },
): Record<string, string> {
  const to = (target: number): string => {
    const query = new URLSearchParams({ ...input.query, page: String(target) })
    query.delete('pagination-key')
    if (keyFor) query.set('pagination-key', keyFor(target))
    return query.toString()
  }
  const links: Record<string, string> = {}
  if (page > 1) {
    links.first = to(1)
    links.prev = to(page - 1)
  }
  if (hasNext) {
    links.next = to(page + 1)
    if (lastPage !== undefined) links.last = to(lastPage)
  }
  return links
}
