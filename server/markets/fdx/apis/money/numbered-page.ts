import type { PageAsked } from '../../paging.ts'

/** What a list is read by: so many rows after the one of this number. */
type Read<T> = (page: { limit: number; after: number | undefined }) => T[]

/** A page of things that carry a number, and the one after which the next page goes on, where there is one. */
type PageOf<T> = { items: T[]; next: number | undefined }

/** Reads the page that was asked for. One past the end, asked for by its number, has nothing on it. */
export function numberedPage<T extends { number: number }>(asked: PageAsked<number>, read: Read<T>): PageOf<T> {
  const { limit } = asked
  const rows = rowsOf(asked, read)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)?.number : undefined }
}

/** The rows of the page, and one more where there is another page. */
function rowsOf<T extends { number: number }>({ limit, cursor, number = 1 }: PageAsked<number>, read: Read<T>): T[] {
  let after = cursor
  for (let page = 1; page < number; page += 1) {
    const passed = read({ limit, after })
    if (passed.length < limit) return []
    after = passed.at(-1)?.number
  }
  return read({ limit: limit + 1, after })
}
