import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { markets } from '#markets'
import { impureSchemas, wordsIn } from '../../build/checks/schema-purity.mjs'
import { takeSchemas } from '../../build/take-schemas.ts'
import { ROUTES } from '../support/obb.ts'
import { officialDocuments } from './official.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const folder = officialDocuments()

test('every schema of an API is one: the bank takes them as they are (JSON Schema, draft 7)', () => {
  const ajv = new Ajv({ strict: false })
  const schemas = markets.flatMap(({ apis }) =>
    apis.flatMap(({ components, routes }) => [
      ...Object.values(components ?? {}),
      ...routes.flatMap(({ parameters, body, responses }) => [
        ...parameters.map(({ schema }) => schema),
        ...[body, ...Object.values(responses)].filter((schema) => schema !== undefined && schema !== null),
      ]),
    ]),
  )
  expect(schemas.length).toBeGreaterThan(50)
  expect(schemas.filter((schema) => !ajv.validateSchema(schema))).toEqual([])
  expect(ajv.validateSchema({ type: 'no such type' })).toBe(false)
})

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
