import { hash } from 'node:crypto'

/** An id that looks random and is the same in every install: what is seeded is told apart by book and key. */
export function idOf(book: string, key: string): string {
  const hex = hash('sha256', `${book}/${key}`)
  // The shape of a version 8 UUID (RFC 9562): made by hash.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
