import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { obb } from '../../../server/markets/obb/index.ts'

const SERVER = path.resolve(import.meta.dirname, '..', '..', '..', 'server')

/** What a market's API call runs through; registration, the bank's desk and its routes word their own refusals. */
const SOURCES = ['gateway', 'consent', 'markets/obb']
  .flatMap((folder) => readdirSync(path.join(SERVER, folder), { recursive: true }).map((file) => `${folder}/${file}`))
  .filter(
    (file) =>
      file.endsWith('.ts') && !/(registration|\/holding|\/console)\.ts$|(open-lane|maintenance|incidents)\//.test(file),
  )
  .map((file) => ({ file, text: readFileSync(path.join(SERVER, file), 'utf8') }))

const thrown = SOURCES.flatMap(({ file, text }) =>
  [...text.matchAll(/\bproblem\(\s*'([a-z-]+)'/g)].map(([, type]) => ({ file, type: type as string })),
)

test('every problem that gateway, consents and APIs throw is worded by the market', () => {
  expect(thrown.length).toBeGreaterThan(20)
  expect(thrown.filter(({ type }) => !Object.hasOwn(obb.problems, type))).toEqual([])
})

test('every move and timer of a consent cites its clause, and ends in a state there is', () => {
  const { life } = obb.consent
  expect(Object.keys(life.states)).toEqual(expect.arrayContaining([...(life.hold?.states ?? [])]))
  expect(life.hold?.clause).not.toBe('')
  for (const step of [...life.moves, ...life.timers]) {
    expect(Object.keys(life.states)).toContain(step.to)
    expect(step.clause).not.toBe('')
  }
})
