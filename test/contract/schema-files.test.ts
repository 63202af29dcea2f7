import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { impureSchemas, wordsIn } from '../../build/checks/schema-purity.mjs'
import { takeSchemas } from '../../build/take-schemas.ts'
import { ROUTES } from '../support/obb.ts'
import { officialDocuments } from './official.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const folder = officialDocuments()

test('the schema files hold none of the documents’ words', () => {
  expect(impureSchemas(ROOT)).toEqual([])
})

test('a planted description, example or extension is found, a field called title is not', () => {
  const schema = {
    properties: { title: { type: 'string', example: 'x' }, 'x-v': { type: 'string' } },
    items: [{ description: 'x', 'x-order': 1 }],
  }
  expect(wordsIn(schema)).toEqual(['/properties/title/example', '/items/0/description', '/items/0/x-order'])
})

test.skipIf(folder === undefined)('the schema files are what is taken from the official documents', () => {
  const taken = takeSchemas(folder as string)
  expect(taken.map(({ api }) => api).sort()).toEqual([...new Set(ROUTES.map((route) => route.api))].sort())
  for (const { path: file, taken: fresh } of taken) {
    expect(JSON.parse(readFileSync(file, 'utf8')), path.basename(path.dirname(file))).toEqual(fresh)
  }
})
