import { expect, test } from 'vitest'
import { hamlet } from './support.ts'

const prepared: string[] = []
const { db } = hamlet({ prepared })
// The sums of verify() read the whole ledger on purpose; nothing that answers a call does.
const reads = [...new Set(prepared)].filter((sql) => sql.trim().startsWith('SELECT') && !sql.includes(' AS fault'))
const changes = [...new Set(prepared)].filter((sql) => /^(UPDATE|DELETE)/.test(sql.trim()))

function planOf(sql: string): string {
  const parameters = Array(sql.split('?').length - 1).fill(null)
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]
  return steps.map((step) => step.detail).join('\n')
}

test('the bank reads through enough prepared statements for this test to mean something', () => {
  expect(reads.length).toBeGreaterThan(15)
  expect(changes.length).toBeGreaterThan(2)
})

test.each([...reads, ...changes])('no table is scanned and nothing is sorted by: %s', (sql) => {
  expect(planOf(sql)).not.toMatch(/\bSCAN\b|TEMP B-TREE/)
})

test.each([
  ['p.amount_minor > 0', 'statement_credits'],
  ['p.amount_minor < 0', 'statement_debits'],
  ['p.on_statement = 1 \n', 'statement_lines'],
])('the page of a statement with %j is read from %s by its key', (part, index) => {
  const [sql] = reads.filter((each) => each.includes('p.on_statement = 1') && each.includes(part))
  expect(planOf(sql as string)).toMatch(new RegExp(`SEARCH p USING INDEX ${index} \\(account_id=\\? AND`))
})
