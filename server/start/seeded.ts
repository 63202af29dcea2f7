import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openBank } from '#bank'
import {
  type Database,
  type Events,
  machineTime,
  openDatabase,
  openEvents,
  openWorld,
  readDatabase,
  type WorldOptions,
} from '#kernel'
import { syncFile } from './database-files.ts'
import type { History, Made } from './history.ts'
import type { Personas } from './index.ts'

/** At most this much memory, and only as much as the file is large. */
const CACHE_KIB = 512 * 1024

export type SeededDeps = {
  file: string
  books: (at: number) => readonly Personas[]
  world?: Omit<WorldOptions, 'db'> | undefined
  /** What is generated beside the books' customers; nothing where left out. */
  history?: History | undefined
}

export type SeededFile = ReturnType<typeof openSeededFile>

/**
 * The prepared file that a bank begins with and a reset returns to: the books' customers, their accounts and their
 * ledger, the history ending on the day it was made. It is made beside its place and put there whole.
 */
export function openSeededFile({ file, books: booksAt, world: options = {}, history }: SeededDeps) {
  const { wire = machineTime } = options
  const books = () => booksAt(wire())

  function make(): Made | undefined {
    const folder = mkdtempSync(path.join(path.dirname(file), 'seeding-'))
    try {
      const made = path.join(folder, 'bank.db')
      const filled = fill(made)
      syncFile(made)
      renameSync(made, file)
      return filled
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  function fill(made: string): Made | undefined {
    const db = openDatabase(made, { keep: 'nothing' })
    // Ids come in no order: without room for the whole of it, each row would read its page from the disk again.
    db.pragma(`cache_size = -${CACHE_KIB}`)
    try {
      const world = openWorld({ db, ...options })
      const events = openEvents({ db, world, onListenerError: () => undefined })
      const bank = openBank({ db, world, events })
      const seeds = books()
      for (const book of seeds) bank.seed(book)
      const written = history?.writeBank({ db, world, events, bank })
      passOver(db, events)
      events.close()
      db.exec('CREATE TABLE seeded_from (one INTEGER PRIMARY KEY CHECK (one = 1), content TEXT NOT NULL) STRICT')
      db.prepare('INSERT INTO seeded_from (one, content) VALUES (1, ?)').run(content())
      return written
    } finally {
      db.close()
    }
  }

  /** What the file was made from; undefined where there is none that can be read. */
  function madeFrom(): string | undefined {
    if (!existsSync(file)) return undefined
    try {
      const db = readDatabase(file)
      try {
        return db.prepare<[], string>('SELECT content FROM seeded_from WHERE one = 1').pluck().get()
      } finally {
        db.close()
      }
    } catch {
      return undefined
    }
  }

  const content = () => digestOf([books(), history?.generationAt(wire()) ?? null])

  return {
    file,
    /** Makes the file anew. Returns how much was generated; undefined without a history. */
    make,
    /** Makes the file where there is none. */
    prepare(): void {
      if (!existsSync(file)) make()
    },
    /** Makes the file anew where the customers, or the day their history ends on, are other than it was made from. */
    renew(): void {
      if (madeFrom() !== content()) make()
    },
  }
}

/** Listeners that look after what live consents leave: a history has none of it, and a reset need not read it through. */
const NOTHING_TO_DO = ['identity']

function passOver(db: Database, events: Events): void {
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck().get() ?? 0
  for (const listener of NOTHING_TO_DO) events.keptPosition(listener).save(last)
}

function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}
