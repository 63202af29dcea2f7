import type { PageOf } from '#bank'
import type { PagedList } from '../../paging.ts'

/** A list of things that carry a number, newest first. */
export function numbered<T extends { number: number }>(read: (page: PageOf) => T[]): PagedList<T, number> {
  return {
    read: ({ limit, after, backwards }) => read({ limit, after, oldestFirst: backwards }),
    keyOf: ({ number }) => number,
  }
}
