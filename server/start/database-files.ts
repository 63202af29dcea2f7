import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { openDatabase, problem } from '#kernel'

/** What a replaced database can still be brought back from. */
export type Replaced = {
  /** Puts the database that was there before back. The one in its place must be closed. */
  undo(): void
  /** Forgets the one from before. */
  done(): void
}

const before = (file: string) => `${file}.before`

/**
 * Puts a finished database in the place of another, or of none, in one step: a kill leaves the one or the other, whole.
 * Neither may be open. Throws database-in-use where somebody else has the other one open.
 */
export function replaceDatabase(next: string, file: string): Replaced {
  const replaces = existsSync(file)
  if (replaces) {
    settleDatabase(file)
    keepBefore(file)
  }
  syncFile(next)
  renameSync(next, file)
  syncFolder(path.dirname(file))
  return {
    undo() {
      removeLog(file)
      if (replaces) renameSync(before(file), file)
      else rmSync(file, { force: true })
    },
    done: () => rmSync(before(file), { force: true }),
  }
}

/** Removes what a kill in the middle of a replacement left behind; for whoever has just opened the database. */
export function removeLeftovers(file: string, next: string): void {
  for (const left of [before(file), next, `${next}-wal`, `${next}-shm`, `${next}-journal`])
    rmSync(left, { force: true })
}

/** Writes a file's bytes to the disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Writes a folder's names to the disk, where the system can. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    fsyncSync(handle)
    closeSync(handle)
  } catch {
    // Windows opens no folders; its file system keeps renames in order by itself.
  }
}

/**
 * Moves whatever the write-ahead log holds into the file, and removes the log: left beside another database it would be
 * taken for that one's.
 */
function settleDatabase(file: string): void {
  openDatabase(file, { keep: 'everything' }).close()
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) throw problem('database-in-use', { file })
  removeLog(file)
}

function removeLog(file: string): void {
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
}

/** A second name for the same bytes costs nothing; where the file system knows no links, it is a copy. */
function keepBefore(file: string): void {
  rmSync(before(file), { force: true })
  try {
    linkSync(file, before(file))
  } catch {
    copyFileSync(file, before(file))
  }
}
