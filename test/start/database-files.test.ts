import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, type Problem } from '#kernel'
import { removeLeftovers, replaceDatabase } from '../../server/start/database-files.ts'

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'bancada-replace-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

function database(file: string, word: string): void {
  const db = openDatabase(file, { keep: 'everything' })
  db.exec('CREATE TABLE IF NOT EXISTS words (word TEXT)')
  db.prepare('INSERT INTO words (word) VALUES (?)').run(word)
  db.close()
}

function wordsIn(file: string): string[] {
  const db = openDatabase(file, { keep: 'everything' })
  try {
    return db.prepare<[], string>('SELECT word FROM words').pluck().all()
  } finally {
    db.close()
  }
}

test('a database takes the place of another, and can make room for it again', () => {
  const dir = folder()
  const [file, next] = [path.join(dir, 'bank.db'), path.join(dir, 'bank.db.next')]
  database(file, 'old')
  database(next, 'new')
  const replaced = replaceDatabase(next, file)
  expect([wordsIn(file), existsSync(next)]).toEqual([['new'], false])
  replaced.undo()
  expect(wordsIn(file)).toEqual(['old'])
})

test('where none was, undoing leaves none, and leftovers of a kill are removed', () => {
  const dir = folder()
  const [file, next] = [path.join(dir, 'bank.db'), path.join(dir, 'bank.db.next')]
  database(next, 'first')
  replaceDatabase(next, file).undo()
  expect(existsSync(file)).toBe(false)
  database(file, 'old')
  database(next, 'half made')
  removeLeftovers(file, next)
  expect([existsSync(next), wordsIn(file)]).toEqual([false, ['old']])
})

test('what a kill left in the write-ahead log of the old one never reaches the new one', () => {
  const dir = folder()
  const [file, next] = [path.join(dir, 'bank.db'), path.join(dir, 'bank.db.next')]
  database(file, 'old')
  database(next, 'new')
  const held = openDatabase(file, { keep: 'everything' })
  held.prepare('INSERT INTO words (word) VALUES (?)').run('in the log')
  held.exec('BEGIN; SELECT count(*) FROM words')
  let refused: unknown
  try {
    replaceDatabase(next, file).done()
  } catch (error) {
    refused = error
  }
  held.exec('COMMIT')
  held.close()
  // Either nobody's reading kept the log from being moved, or the replacement was refused and nothing changed.
  if (refused === undefined) expect(wordsIn(file)).toEqual(['new'])
  else {
    expect((refused as Problem).type).toBe('database-in-use')
    expect(wordsIn(file)).toEqual(['old', 'in the log'])
  }
})

test.each([3, 7, 11])('a kill after %i replacements leaves one database, whole', async (rounds) => {
  const dir = folder()
  const script = path.join(import.meta.dirname, 'replace-until-killed.ts')
  const child = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  let seen = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text
    if (seen.split('\n').length > rounds) child.kill('SIGKILL')
  })
  await ended
  const db = openDatabase(path.join(dir, 'bank.db'), { keep: 'everything' })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  const kept = db.prepare<[], { round: number; count: number }>(
    'SELECT round, count(*) AS count FROM rows GROUP BY round',
  )
  const found = kept.all()
  db.close()
  expect(found).toHaveLength(1)
  expect(found[0]?.round).toBeGreaterThanOrEqual(rounds)
  expect(found[0]?.count).toBeGreaterThanOrEqual(200)
})
