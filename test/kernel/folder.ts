import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Database, openDatabase } from '#kernel'

/** A folder of the test's own, gone when the test ends. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-kernel-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A database in memory, or in a file, closed when the test ends. */
export function testDatabase(file = ':memory:'): Database {
  const db = openDatabase(file, { keep: 'everything' })
  onTestFinished(() => void db.close())
  return db
}
