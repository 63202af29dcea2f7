import { expect, test } from 'vitest'
import { opening } from './opening.ts'

test('no statement of the journey scans or sorts a table', () => {
  const prepared: string[] = []
  const { db } = opening({ prepared })
  const own = prepared.filter((sql) => !sql.includes('room_versions'))
  expect(own.length).toBeGreaterThan(25)
  const faults = own.flatMap((sql) =>
    planOf(db, sql)
      // The list of operations asked for is no table.
      .filter((step) => /\bSCAN\b|TEMP B-TREE/.test(step) && !step.startsWith('SCAN json_each'))
      .map((step) => [step, sql]),
  )
  expect(faults).toEqual([])
})

function planOf(db: ReturnType<typeof opening>['db'], sql: string): string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null])
  const values = names.length > 0 ? [Object.fromEntries(names)] : Array(sql.split('?').length - 1).fill(null)
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]
  return steps.map(({ detail }) => detail)
}
