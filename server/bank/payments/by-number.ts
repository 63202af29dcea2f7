import { bothWays, type KeyOrder } from '#kernel'
import type { PageOf } from './model.ts'

/** What a page of things that carry a number is read with: a statement, and the number that the page begins after. */
export type ByNumber<S> = (page: PageOf) => { statement: S; after: number }

/** Prepares a read of things by their number, newest first and oldest first; without `after` it begins with the first. */
export function byNumber<S>(prepare: (order: KeyOrder) => S): ByNumber<S> {
  const { rising, falling } = bothWays(prepare)
  return ({ after, oldestFirst = false }) =>
    oldestFirst
      ? { statement: rising, after: after ?? BEFORE_ALL }
      : { statement: falling, after: after ?? Number.MAX_SAFE_INTEGER }
}

const BEFORE_ALL = 0
