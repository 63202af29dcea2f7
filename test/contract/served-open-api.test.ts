import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ObbBank, openObbBank, ROUTES } from '../support/obb.ts'
import { openWire, type Wire } from '../support/wire.ts'
import { type Json, readOpenApi } from './open-api.ts'

const APIS = [...new Set(ROUTES.map((route) => route.api))]
const METHODS = ['get', 'post', 'put', 'patch', 'delete']

let bank: ObbBank
let wire: Wire

beforeAll(async () => {
  bank = await openObbBank()
  wire = openWire({ caPem: bank.rooms.directory.authority.certificatePem })
})
afterAll(async () => {
  wire?.close()
  await bank?.close()
})

const served = async (api: string): Promise<Json> => {
  const answer = await wire.call({ url: `${bank.urls.public}/openapi/obb/${api}.json` })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('application/json')
  return JSON.parse(answer.body)
}

test.each(APIS)('the document of %s is OpenAPI 3.0 by its structure', async (api) => {
  const document = await served(api)
  expect(document.openapi).toMatch(/^3\.0\.\d+$/)
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
  for (const { url } of document.servers as { url: string }[]) expect(URL.canParse(url)).toBe(true)
  for (const name of Object.keys((document.components as { schemas: Json }).schemas)) expect(name).toMatch(/^[\w.-]+$/)
  for (const [path, item] of Object.entries(document.paths as Record<string, Json>)) {
    expect(path).toMatch(/^\//)
    expect(Object.keys(item).every((key) => METHODS.includes(key))).toBe(true)
    for (const operation of Object.values(item)) holdOperation(document, path, operation as Json)
  }
})

test.each(APIS)('every reference in the document of %s leads somewhere, and every schema compiles', async (api) => {
  const document = await served(api)
  const text = JSON.stringify(document)
  for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = (pointer as string)
      .split('/')
      .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document)
    expect(target, pointer).toBeDefined()
  }
  const answer = { method: 'GET', url: 'https://localhost/', sent: { headers: {}, body: '{}' }, body: '{}' }
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const operation of readOpenApi(document)) {
    for (const status of operation.statuses.map(Number).filter(Number.isInteger)) {
      operation.answerFaults({ ...answer, status, headers })
    }
  }
})

test('the documents name every served operation once, at the address that serves it', async () => {
  const operations = (await Promise.all(APIS.map(served))).flatMap((document) => {
    const { url } = (document.servers as { url: string }[])[0] as { url: string }
    return readOpenApi(document).map(({ operationId, method, path }) => `${operationId} ${method} ${url}${path}`)
  })
  const expected = ROUTES.map(
    ({ id, method, base, path }) => `${id} ${method} ${bank.urls.mutual}${base}${path.replaceAll(/:(\w+)/g, '{$1}')}`,
  )
  expect(operations.sort()).toEqual(expected.sort())
})

/** An operation: its own id, its path's parameters declared and required, a description for each answer. */
function holdOperation(document: Json, path: string, operation: Json): void {
  expect(operation.operationId).toEqual(expect.any(String))
  const parameters = operation.parameters as { name: string; in: string; required: boolean; schema: Json }[]
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  expect(inPath.every((parameter) => parameter.required)).toBe(true)
  expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  expect(new Set(parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).size).toBe(parameters.length)
  for (const parameter of parameters) {
    expect(['path', 'query', 'header']).toContain(parameter.in)
    expect(parameter.schema).toBeDefined()
  }
  const responses = Object.entries(operation.responses as Record<string, { description: string; content?: Json }>)
  expect(responses.length).toBeGreaterThan(0)
  for (const [status, response] of responses) {
    expect(status).toMatch(/^([1-5]\d\d|default)$/)
    expect(response.description).toEqual(expect.any(String))
  }
  const schemes = Object.keys((document.components as { securitySchemes: Json }).securitySchemes)
  for (const requirement of operation.security as Json[]) {
    expect(Object.keys(requirement).every((name) => schemes.includes(name))).toBe(true)
  }
  if (operation.requestBody) expect(Object.keys((operation.requestBody as { content: Json }).content)).not.toEqual([])
}
