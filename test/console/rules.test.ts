import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { WORDINGS } from '../../server/console/problems.ts'
import { REFUSED_WITH, underRule } from '../../server/console/rules.ts'
import { problem } from '../../server/kernel/index.ts'
import { consoleRules, markets } from '../../server/markets/index.ts'

const CONSOLE = path.resolve(import.meta.dirname, '..', '..', 'server', 'console')

describe('the rules of the console API', () => {
  // That every problem a call can meet is worded is what wordings.test.ts holds.
  test.each(Object.keys(WORDINGS))('%s is refused by a rule of the table, with its clause and its fix', (type) => {
    const { rule = '' } = underRule(problem(type)) as { rule?: string }
    const { title, clause, fix } = consoleRules[rule] ?? {}
    for (const text of [title?.en, title?.['pt-BR'], clause, fix?.en, fix?.['pt-BR']]) expect(text).toMatch(/\p{L}/u)
    expect(title?.['pt-BR']).not.toBe(title?.en)
  })

  test('name each type once, and none that nobody words', () => {
    const types = Object.values(REFUSED_WITH).flat()
    expect(types.toSorted()).toEqual([...new Set(types)].toSorted())
    expect(types.filter((type) => !(type in WORDINGS))).toEqual([])
    expect(Object.keys(consoleRules).toSorted()).toEqual(Object.keys(REFUSED_WITH).toSorted())
  })

  test('are named as the table has them where the door throws', () => {
    const source = readdirSync(CONSOLE, { encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    const thrown = source.flatMap((file) => [
      ...readFileSync(path.join(CONSOLE, file), 'utf8').matchAll(/'(console[-.][\w.-]+)',?\s*\)/g),
    ])
    expect(thrown.length).toBeGreaterThan(8)
    expect(thrown.map(([, rule = '']) => rule).filter((rule) => !(rule in consoleRules))).toEqual([])
  })

  test("leave a refusal by a market's own rule as it was thrown, and share no name with one", () => {
    expect(underRule(problem('consent-state-forbids', {}, 'consent-state'))).toMatchObject({ rule: 'consent-state' })
    const ofMarkets = new Set(markets.flatMap(({ rules }) => Object.keys(rules)))
    expect(Object.keys(consoleRules).filter((id) => ofMarkets.has(id))).toEqual([])
  })

  test.each(Object.entries(consoleRules))('%s says where it looks of a refusal without facts, too', (_, { places }) => {
    expect(() => (typeof places === 'function' ? places({}) : places)).not.toThrow()
  })
})
