import type { Database } from '#kernel'

/** Which books have been given their first customers. */
export function seedStore(db: Database) {
  const seeded = db.prepare<[string], { at: number }>('SELECT at FROM seeded_books WHERE book = ?')
  const markSeeded = db.prepare('INSERT INTO seeded_books (book, at) VALUES (?, ?)')
  return {
    seeded: (book: string): boolean => seeded.get(book) !== undefined,
    markSeeded: (book: string, at: number): void => void markSeeded.run(book, at),
  }
}
