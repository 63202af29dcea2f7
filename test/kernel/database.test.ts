import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bothWays, holdFile, migrate, openDatabase } from '#kernel'
import { testDatabase, testFolder } from './folder.ts'

const FIRST = 'CREATE TABLE things (name TEXT) STRICT'
const SECOND = "INSERT INTO things (name) VALUES ('made once')"

const count = (db: ReturnType<typeof testDatabase>) =>
  (db.prepare('SELECT COUNT(*) AS count FROM things').get() as { count: number }).count

test('each step of a room runs once on a file, however often the file is opened', () => {
  const file = join(testFolder(), 'bank.db')
  for (let opened = 0; opened < 3; opened += 1) migrate(testDatabase(file), 'room', [FIRST, SECOND])
  expect(count(testDatabase(file))).toBe(1)
})

test('a file of an older version gets the steps it has not seen', () => {
  const db = testDatabase()
  migrate(db, 'room', [FIRST])
  expect(count(db)).toBe(0)
  migrate(db, 'room', [FIRST, SECOND])
  expect(count(db)).toBe(1)
})

test('a read by key goes both ways through one index, and sorts nothing', () => {
  const db = testDatabase()
  db.exec('CREATE TABLE leaves (tree TEXT, place INTEGER) STRICT; CREATE INDEX by_tree ON leaves (tree, place)')
  db.exec("INSERT INTO leaves VALUES ('elm', 3), ('elm', 1), ('oak', 2), ('elm', 2)")
  const plans: unknown[] = []
  const leaves = bothWays(({ way, past }) => {
    const sql = `SELECT place FROM leaves WHERE tree = ? AND place ${past} ? ORDER BY place ${way} LIMIT 9`
    plans.push(...db.prepare<[null, null], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(null, null))
    return db.prepare<[string, number], number>(sql).pluck()
  })
  expect(leaves.rising.all('elm', 1)).toEqual([2, 3])
  expect(leaves.falling.all('elm', 3)).toEqual([2, 1])
  const through = (past: string) => `SEARCH leaves USING COVERING INDEX by_tree (tree=? AND place${past}?)`
  expect(plans).toMatchObject([{ detail: through('>') }, { detail: through('<') }])
})

test('rooms count their steps apart', () => {
  const db = testDatabase()
  migrate(db, 'room', [FIRST])
  migrate(db, 'other', [SECOND])
  expect(count(db)).toBe(1)
})

test('steps run all or none: one that fails leaves the file as it was', () => {
  const db = testDatabase()
  expect(() => migrate(db, 'room', [FIRST, 'NOT SQL'])).toThrow('syntax error')
  migrate(db, 'room', [FIRST, SECOND])
  expect(count(db)).toBe(1)
})

test('a file written by a newer version is refused, and left as it was', () => {
  const db = testDatabase()
  migrate(db, 'room', [FIRST, SECOND])
  expect(refusal(() => migrate(db, 'room', [FIRST]))).toMatchObject({
    type: 'data-folder-newer',
    facts: { room: 'room', version: 2, known: 1 },
  })
})

test('bank.db syncs every commit, traffic.db may lose the last moments; both keep foreign keys', () => {
  const file = join(testFolder(), 'x.db')
  const pragma = (keep: 'everything' | 'most', name: string) => {
    const db = openDatabase(file, { keep })
    onTestFinished(() => void db.close())
    return db.pragma(name, { simple: true })
  }
  expect(pragma('everything', 'synchronous')).toBe(2)
  expect(pragma('most', 'synchronous')).toBe(1)
  expect(pragma('most', 'journal_mode')).toBe('wal')
  expect(pragma('everything', 'foreign_keys')).toBe(1)
})

test('a held file is nobody else’s until it is given back', () => {
  const file = join(testFolder(), 'lock.db')
  const held = holdFile(file)
  expect(held).toBeDefined()
  expect(holdFile(file)).toBeUndefined()
  held?.release()
  const again = holdFile(file)
  expect(again).toBeDefined()
  again?.release()
})

test('a held file is refused between processes, and free the moment its holder dies, even by kill', async () => {
  const file = join(testFolder(), 'lock.db')
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'hold-until-killed.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void holder.kill('SIGKILL'))
  const [said] = await once(holder.stdout.setEncoding('utf8'), 'data')
  expect(said).toBe('held\n')
  expect(holdFile(file)).toBeUndefined()
  const dead = once(holder, 'close')
  holder.kill('SIGKILL')
  await dead
  const held = holdFile(file)
  expect(held).toBeDefined()
  held?.release()
})

function refusal(act: () => void): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
