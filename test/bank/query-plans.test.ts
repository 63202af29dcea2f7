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
  ["'$.reward') = 'object'", 'statement_rewards'],
  ['p.on_statement = 1 \n', 'statement_lines'],
])('the page of a statement with %j is read from %s by its key, the newest first or the oldest', (part, index) => {
  const pages = reads.filter((each) => each.includes('p.on_statement = 1') && each.includes(part))
  for (const order of ['p.booked_at DESC, p.id DESC LIMIT ? OFFSET', 'p.booked_at, p.id LIMIT ? OFFSET']) {
    const [sql] = pages.filter((each) => each.includes(`ORDER BY ${order}`))
    expect(planOf(sql as string)).toMatch(new RegExp(`SEARCH p USING INDEX ${index} \\(account_id=\\? AND`))
  }
})
