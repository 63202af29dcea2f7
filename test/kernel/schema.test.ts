import { expect, test } from 'vitest'
import { openSchemas, PRINTABLE } from '#kernel'

const schemas = openSchemas({ Name: { type: 'string', minLength: 2, pattern: '^[a-z]+$' } })
const check = schemas.check({
  type: 'object',
  required: ['name'],
  properties: {
    name: { $ref: '#/components/schemas/Name' },
    kind: { enum: ['one', 'two'] },
    at: { type: 'string', format: 'date-time' },
    list: { type: 'array', items: { type: 'integer', format: 'int32' } },
    day: { type: 'string', pattern: '^\\d{4}-\\d{2}$', example: '2026-11' },
  },
  additionalProperties: false,
})

test('a value that fits has no faults; references are resolved within the components', () => {
  expect(check({ name: 'ana', kind: 'two', at: '2026-11-22T12:00:00Z', list: [1] })).toEqual([])
})

test.each([
  ['a missing member', {}, { pointer: '/name', keyword: 'required', message: 'is missing' }],
  ['an unknown member', { name: 'ana', more: 1 }, { pointer: '/more', keyword: 'additionalProperties' }],
  [
    'a value outside its list',
    { name: 'ana', kind: 'x' },
    { pointer: '/kind', keyword: 'enum', allowed: ['one', 'two'] },
  ],
  [
    'a text against its pattern, which is told once,',
    { name: 'ANA' },
    { pointer: '/name', keyword: 'pattern', message: 'must match the pattern', allowed: '^[a-z]+$' },
  ],
  [
    'a text against a pattern with an example',
    { name: 'ana', day: 'soon' },
    { pointer: '/day', keyword: 'pattern', message: 'must be written like "2026-11"', example: '2026-11' },
  ],
  ['a format', { name: 'ana', at: 'noon' }, { pointer: '/at', keyword: 'format' }],
  ['an item of a list', { name: 'ana', list: [1, 'x'] }, { pointer: '/list/1', keyword: 'type' }],
  ['the value itself', 'text', { pointer: '/', keyword: 'type' }],
])('%s is told by its place and what would be right', (_, value, fault) => {
  expect(check(value)).toEqual([expect.objectContaining(fault)])
})

test('of members that would each do, none is told to be missing: that one of them is', () => {
  const either = schemas.check({ type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] })
  expect(either({ b: 1 })).toEqual([])
  expect(either({})).toEqual([
    { pointer: '/', keyword: 'anyOf', message: 'must have one of these members at least', allowed: ['a', 'b'] },
  ])
})

test('a line of text holds no control characters', () => {
  const line = schemas.check({ type: 'string', pattern: PRINTABLE })
  expect(line('Olá, 東京 👋')).toEqual([])
  for (const text of ['\u0000', 'a\nb', '\u007f', '\u0085'])
    expect(line(text)).toMatchObject([{ message: 'must hold no control characters' }])
})

test('all faults are told at once', () => {
  expect(check({ name: 'A', kind: 'x' }).map(({ pointer }) => pointer)).toEqual(['/name', '/name', '/kind'])
})

test('nothing is changed or filled in: a bad input is never made good', () => {
  const value = { name: 'ana', list: ['1'] }
  expect(check(value)).toHaveLength(1)
  expect(value).toEqual({ name: 'ana', list: ['1'] })
})

test('a schema is compiled at its first use, so that a broken one fails then', () => {
  const broken = schemas.check({ $ref: '#/components/schemas/Nobody' })
  expect(() => broken({})).toThrow("can't resolve reference")
})

test('two sets of components do not meet', () => {
  const other = openSchemas({ Name: { type: 'integer' } })
  const ref = { $ref: '#/components/schemas/Name' }
  expect(other.check(ref)(5)).toEqual([])
  expect(schemas.check(ref)(5)).toHaveLength(1)
})
