export type LiveNews = ReturnType<typeof openLiveNews>

/** Joins what is told to the console's readers: the rooms' own news, and what happens to the bank as a whole. */
export function openLiveNews() {
  const readers = new Set<(message: unknown) => void>()
  return {
    tell(message: unknown): void {
      for (const reader of readers) reader(message)
    },
    /** Whether anybody reads; nobody needs to make news otherwise. */
    isRead: () => readers.size > 0,
    subscribe(reader: (message: unknown) => void): () => void {
      readers.add(reader)
      return () => void readers.delete(reader)
    },
  }
}
