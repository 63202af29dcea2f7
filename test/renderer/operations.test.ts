import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import portuguese from '../../renderer/words/operations.pt-BR.json' with { type: 'json' }
import { operationSaid } from '../../renderer/words/operations.ts'
import { markets } from '../../server/markets/index.ts'

const SERVER = path.join(import.meta.dirname, '..', '..', 'server')
/** Outsiders name what they do themselves, and none of it is recorded. */
const OUTSIDE = /^(recipient|cli)\//

/** The names that the source gives to operations: words, which an API's operation ids and events are not. */
const NAMED = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !OUTSIDE.test(file))
  .flatMap((file) => [
    ...readFileSync(path.join(SERVER, file), 'utf8').matchAll(/\boperation(?: =|:) '([a-z][a-z _-]*)'/g),
  ])
  .map(([, name]) => name as string)
const IN_ARROWS = markets.flatMap(({ arrows }) => Object.keys(arrows.operations))

describe('operations on the Portuguese console', () => {
  it('are looked for where they are named', () => {
    expect(NAMED).toEqual(expect.arrayContaining(['sign up', 'show login', 'find registration', 'end consent']))
  })

  it.each([...new Set([...NAMED, ...IN_ARROWS])].sort())('%s is called so in Portuguese', (name) => {
    expect(Object.keys(portuguese)).toContain(name)
    expect(operationSaid(name, 'pt-BR')).toMatch(/\p{L}/u)
    expect(operationSaid(name, 'pt-BR')).not.toBe(name)
    expect(operationSaid(name, 'en')).toBe(name)
  })

  it('that an API names are called so in both languages', () => {
    expect(operationSaid('accountsGetAccounts', 'pt-BR')).toBe('accountsGetAccounts')
    expect(operationSaid('constructor', 'pt-BR')).toBe('constructor')
  })
})

it.each(
  markets.flatMap(({ name, arrows }) =>
    Object.entries(arrows.clauses ?? {}).map(([n, said]) => [name, n, said] as const),
  ),
)('%s says the clause behind arrow %s in both languages, with the same numbers', (_name, _arrow, clause) => {
  const numbers = (text: string) => [...text.matchAll(/\d[\d.]*/g)].map(([number]) => number)
  expect(clause['pt-BR']).toMatch(/\p{L}/u)
  expect(numbers(clause['pt-BR'])).toEqual(numbers(clause.en))
})
