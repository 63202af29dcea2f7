import type { Database } from './database.ts'

/** Rows of one table, remembered by key. What is remembered is shared: nobody changes it. */
export type RowMemory<T> = {
  /** The row of a key: as remembered, else as `load` finds it. */
  read(key: string, load: (key: string) => T | undefined): T | undefined
  /** To be called with every write of a row, before or after it. */
  forget(key: string): void
  forgetAll(): void
}

/** More rows than a busy bank asks for at a time; a full memory starts over. */
const CAPACITY = 5000

/**
 * Opens a memory of rows for the hot path, where asking SQLite again costs more than everything else. It may be
 * believed because one process holds the data folder, so nobody writes a row but the store that forgets it here.
 * Nothing is remembered inside a transaction, which may yet be rolled back, and never that a row is missing.
 */
export function openRowMemory<T>(db: Database, capacity = CAPACITY): RowMemory<T> {
  const rows = new Map<string, T>()
  return {
    read(key, load) {
      const known = rows.get(key)
      if (known !== undefined) return known
      const row = load(key)
      if (row === undefined || db.inTransaction) return row
      if (rows.size >= capacity) rows.clear()
      rows.set(key, row)
      return row
    },
    forget: (key) => void rows.delete(key),
    forgetAll: () => rows.clear(),
  }
}
