import { expect } from 'vitest'

type Rows<T> = { limit: number; after: T | undefined; backwards: boolean }

/** Holds a read by key to giving the same rows in its order and against it, as a whole and from each row on. */
export function readsBothWays<T>(count: number, read: (rows: Rows<T>) => T[]): void {
  const all = read({ limit: 1_000, after: undefined, backwards: false })
  expect(all).toHaveLength(count)
  expect(read({ limit: 1_000, after: undefined, backwards: true })).toEqual(all.toReversed())
  for (const [index, after] of all.entries()) {
    expect(read({ limit: 2, after, backwards: false })).toEqual(all.slice(index + 1, index + 3))
    expect(read({ limit: 2, after, backwards: true })).toEqual(all.slice(0, index).toReversed().slice(0, 2))
  }
}
