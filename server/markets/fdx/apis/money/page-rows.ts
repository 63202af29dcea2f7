import type { PageAsked } from '../../paging.ts'

/** What a list is read by: so many rows after the one of this number. */
type Read<T> = (page: { limit: number; after: number | undefined }) => T[]

/**
 * The rows of a page of things that carry a number, and one more where there is another page. A page past the end, asked
 * for by its number, has none.
 */
export function pageRows<T extends { number: number }>(
  { limit, cursor, number = 1 }: PageAsked<number>,
  read: Read<T>,
): T[] {
  let after = cursor
  for (let page = 1; page < number; page += 1) {
    const passed = read({ limit, after })
    if (passed.length < limit) return []
    after = passed.at(-1)?.number
  }
  return read({ limit: limit + 1, after })
}
