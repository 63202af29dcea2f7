import { rmSync } from 'node:fs'
import path from 'node:path'
import { generate, lastDayAt, personas } from '../../mock-data/index.ts'
import { type Database, openDatabase } from '../../server/kernel/index.ts'
import { markets } from '../../server/markets/index.ts'
import { openHistory } from '../../server/start/history.ts'
import { openSeededFile } from '../../server/start/seeded.ts'
import { newFolder, removeFolder } from './bank.ts'
import { generationLines } from './report.ts'
import { type Spread, spreadOf } from './statistics.ts'

// `node test/bench/generation.ts [CUSTOMERS]` measures this alone.

export type GenerationMeasured = {
  customers: number
  /** In both files together. */
  rows: number
  /** Generating, guarding and writing. */
  ms: Spread
  /** Writing the same rows and nothing else, into tables with the same indexes and triggers. */
  rawMs: Spread
  /** The raw time over the other, in the same round. */
  share: Spread
}

/** Parents come before their children; whatever is not named comes after, in any order. */
const FIRST = [
  'customers',
  'ledger_accounts',
  'posting_sets',
  'postings',
  'accounts',
  'directory_organisations',
  'developers',
]

/** Generates histories and, in turns with that, inserts the rows of the last one by prepared statements. */
export function measureGeneration({ rounds, customers }: { rounds: number; customers: number }): GenerationMeasured {
  const folder = newFolder()
  const file = (name: string) => path.join(folder, name)
  const ms: number[] = []
  const rawMs: number[] = []
  let rows = 0
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const name of ['bank.db', 'traffic.db', 'raw-bank.db', 'raw-traffic.db']) remove(file(name))
      ms.push(timed(() => generateInto(file('bank.db'), file('traffic.db'), customers)))
      const bank = contentsOf(file('bank.db'))
      const traffic = contentsOf(file('traffic.db'))
      rows = [...bank.tables, ...traffic.tables].reduce((sum, table) => sum + table.rows.length, 0)
      rawMs.push(
        timed(() => insertRaw(bank, file('raw-bank.db'), 'nothing')) +
          timed(() => insertRaw(traffic, file('raw-traffic.db'), 'most')),
      )
    }
  } finally {
    removeFolder(folder)
  }
  const share = rawMs.map((raw, round) => raw / (ms[round] as number))
  return { customers, rows, ms: spreadOf(ms), rawMs: spreadOf(rawMs), share: spreadOf(share) }
}

function generateInto(bankFile: string, trafficFile: string, customers: number): void {
  const history = openHistory({
    ...{ markets, generate },
    generationAt: (at) => ({ seed: 'bench', customers, days: 90, lastDay: lastDayAt(at) }),
  })
  openSeededFile({ file: bankFile, books: (at) => personas(lastDayAt(at)), history }).make()
  const bank = openDatabase(bankFile, { keep: 'nothing' })
  history.writeTraffic(bank, trafficFile)
  bank.close()
}

type Table = { name: string; columns: string[]; rows: unknown[][] }
type Contents = { schema: string[]; tables: Table[] }

function contentsOf(file: string): Contents {
  const db = openDatabase(file, { keep: 'nothing' })
  const schema = db
    .prepare<[], string>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
        ORDER BY type = 'trigger', type = 'index'`,
    )
    .pluck()
    .all()
  const names = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
  const ordered = [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name))]
  const tables = ordered.map((name) => tableOf(db, name))
  db.close()
  return { schema, tables }
}

function tableOf(db: Database, name: string): Table {
  const statement = db.prepare(`SELECT * FROM ${name}`).raw()
  const columns = statement.columns().map((column) => column.name)
  const rows = statement.all() as unknown[][]
  // Balances are moved by the postings' trigger, here as there.
  if (name !== 'ledger_accounts') return { name, columns, rows }
  const moved = columns.map((column) => column.endsWith('_minor'))
  const empty = rows.map((row) => row.map((value, column) => (moved[column] ? 0 : value)))
  const closed = columns.indexOf('closed')
  return { name, columns, rows: empty.map((row) => row.map((value, column) => (column === closed ? 0 : value))) }
}

function insertRaw({ schema, tables }: Contents, file: string, keep: 'nothing' | 'most'): void {
  const db = openDatabase(file, { keep })
  db.pragma('cache_size = -524288')
  db.exec('DROP TABLE room_versions')
  for (const sql of schema) db.exec(sql)
  db.transaction(() => {
    for (const { name, columns, rows } of tables) {
      const insert = db.prepare(`INSERT INTO ${name} (${columns}) VALUES (${columns.map(() => '?')})`)
      for (const row of rows) insert.run(...row)
    }
  })()
  db.close()
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
}

if (import.meta.main) {
  const customers = Number(process.argv[2] ?? 200)
  process.stdout.write(`${generationLines(measureGeneration({ rounds: 5, customers })).join('\n')}\n`)
}
