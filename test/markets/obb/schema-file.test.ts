import { expect, test } from 'vitest'
import { openSchemas } from '#kernel'
import { consentsApi } from '../../../server/markets/obb/apis/consents/routes.ts'
import { obb } from '../../../server/markets/obb/index.ts'
import { closed, official, type SchemaFile } from '../../../server/markets/obb/schema-file.ts'

const file: SchemaFile = {
  version: '1.0.0',
  basePath: '/x/v1',
  components: {},
  operations: {
    read: {
      method: 'GET',
      path: '/things',
      parameters: [
        { name: 'x-customer-user-agent', in: 'header', required: false, schema: { type: 'string', maxLength: 100 } },
        { name: 'page-size', in: 'query', required: false, schema: { type: 'integer', minimum: 25, maximum: 1000 } },
        { name: 'page', in: 'query', required: false, schema: { type: 'integer', minimum: 1 } },
      ],
      responses: { 200: null },
    },
  },
}

test('user agents may have 255 characters and page-size 1, as operation has it; the rest is the document’s', () => {
  expect(official(file, 'read').parameters.map(({ schema }) => schema)).toEqual([
    { type: 'string', maxLength: 255 },
    { type: 'integer', minimum: 1, maximum: 1000 },
    { type: 'integer', minimum: 1 },
  ])
})

test('an operation that the document lacks is a mistake of ours', () => {
  expect(() => official(file, 'write')).toThrow('no operation write')
})

test('closed schemas refuse fields that the standard does not know, at every depth', () => {
  const schema = { type: 'object', properties: { list: { type: 'array', items: { properties: { a: {} } } } } }
  const check = openSchemas().check(closed(schema))
  expect(check({ list: [{ a: 1 }] })).toEqual([])
  expect(check({ list: [{ b: 1 }] })[0]?.pointer).toBe('/list/0/b')
  expect(check({ other: 1 })[0]?.pointer).toBe('/other')
})

const lodging = (data: object, top: object = {}) => ({
  data: {
    loggedUser: { document: { identification: '11144477735', rel: 'CPF' } },
    permissions: ['RESOURCES_READ'],
    ...data,
  },
  ...top,
})

test.each([
  ['as the standard has it', lodging({}), 0],
  ['a permission twice', lodging({ permissions: ['RESOURCES_READ', 'RESOURCES_READ'] }), 1],
  ['no permission', lodging({ permissions: [] }), 1],
  ['a permission outside the catalogue', lodging({ permissions: ['PAYMENTS_INITIATE'] }), 1],
  ['a CPF of ten digits', lodging({ loggedUser: { document: { identification: '1114447773', rel: 'CPF' } } }), 1],
  [
    'a CPF that says it is something else',
    lodging({ loggedUser: { document: { identification: '11144477735', rel: 'CNH' } } }),
    1,
  ],
  [
    'a CNPJ in the new alphanumeric form',
    lodging({ businessEntity: { document: { identification: '12ABC34501DE35', rel: 'CNPJ' } } }),
    0,
  ],
  [
    'a CNPJ in small letters',
    lodging({ businessEntity: { document: { identification: '12abc34501de35', rel: 'CNPJ' } } }),
    1,
  ],
  ['an expiry with a fraction of a second', lodging({ expirationDateTime: '2027-01-01T00:00:00.000Z' }), 1],
  ['an expiry in another zone', lodging({ expirationDateTime: '2027-01-01T00:00:00-03:00' }), 1],
  ['an expiry on a day that is none', lodging({ expirationDateTime: '2027-02-30T00:00:00Z' }), 1],
  ['an unknown field in data', lodging({ purpose: 'x' }), 1],
  ['an unknown field beside data', lodging({}, { meta: {} }), 1],
  ['null for an optional field', lodging({ expirationDateTime: null }), 1],
])('a lodging with %s (consents v3, CreateConsent)', (_, body, faulty) => {
  const check = openSchemas(consentsApi.components).check({ $ref: '#/components/schemas/CreateConsent' })
  expect(Math.min(1, check(body).length)).toBe(faulty)
})

test('ids, versions and base paths are the documents’ (URL rule: major in the path, full version in x-v)', () => {
  expect(obb.apis.map(({ id, version, basePath }) => [id, version, basePath])).toEqual([
    ['consents', '3.3.1', '/open-banking/consents/v3'],
    ['resources', '3.1.0', '/open-banking/resources/v3'],
    ['accounts', '2.4.2', '/open-banking/accounts/v2'],
  ])
})
