import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { obb } from '../../../server/markets/obb/index.ts'

const SERVER = path.resolve(import.meta.dirname, '..', '..', '..', 'server')

/** What a market's API call runs through; registration and the console's routes word their own refusals. */
const SOURCES = ['gateway', 'consent', 'markets/obb']
  .flatMap((folder) => readdirSync(path.join(SERVER, folder), { recursive: true }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts') && !/registration\.ts$|\/console\.ts$|open-lane\//.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(SERVER, file), 'utf8') }))

const thrown = SOURCES.flatMap(({ file, text }) =>
  [...text.matchAll(/\bproblem\(\s*'([a-z-]+)'(?:,\s*(\{[^}]*\}),\s*'([a-z-]+)')?/g)].map(([, type, , rule]) => ({
    file,
    type: type as string,
    rule,
  })),
)

test('every problem that gateway, consents and APIs throw is worded by the market', () => {
  expect(thrown.length).toBeGreaterThan(20)
  expect(thrown.filter(({ type }) => !Object.hasOwn(obb.problems, type))).toEqual([])
})

test('every rule that refuses has its clause and its remedy', () => {
  // The size of a body is the house's own limit, and no clause of the standard.
  const rules = thrown.filter(({ rule }) => rule !== undefined && rule !== 'body-size' && rule !== 'internal-error')
  expect(rules.filter(({ rule }) => !Object.hasOwn(obb.clauses, rule as string))).toEqual([])
  for (const [rule, { clause, fix }] of Object.entries(obb.clauses)) {
    expect(clause.length, rule).toBeGreaterThan(0)
    expect(fix.length, rule).toBeGreaterThan(0)
  }
})

test('every move and timer of a consent cites its clause, and ends in a state there is', () => {
  const { life } = obb.consent
  for (const step of [...life.moves, ...life.timers]) {
    expect(Object.keys(life.states)).toContain(step.to)
    expect(step.clause).not.toBe('')
  }
})
