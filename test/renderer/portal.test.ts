import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSchemas } from '#kernel'
import { markets } from '#markets'
import analyticsEn from '../../renderer/pages/analytics/words/en.json' with { type: 'json' }
import analyticsPtBR from '../../renderer/pages/analytics/words/pt-BR.json' with { type: 'json' }
import { curlOf, exampleOf } from '../../renderer/portal/client/example.ts'
import { contentOf, type OpenApiDocument, operationsOf } from '../../renderer/portal/client/open-api.ts'
import { fictitiousCnpj } from '../../renderer/portal/client/registration-number.ts'
import { zipOf } from '../../renderer/portal/client/zip.ts'
import en from '../../renderer/portal/words/en.json' with { type: 'json' }
import ptBR from '../../renderer/portal/words/pt-BR.json' with { type: 'json' }
import { openApiOf } from '../../server/gateway/openapi.ts'
import { bareNumber, isCnpj } from '../../server/markets/obb/registration-number.ts'

const ADDRESSES = { public: 'https://localhost:4301', mutual: 'https://localhost:4302' }
const PORTAL = join(import.meta.dirname, '..', '..', 'renderer', 'portal')
const places = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

describe('the words of analytics', () => {
  it('have the same keys and places in English and Portuguese, and exist where they are said', () => {
    expect(Object.keys(analyticsPtBR)).toEqual(Object.keys(analyticsEn))
    for (const [key, text] of Object.entries(analyticsEn)) {
      const other = (analyticsPtBR as Record<string, string>)[key]
      expect([text.trim(), other?.trim()], key).not.toContain('')
      expect(places(other), key).toEqual(places(text))
    }
    const folder = join(PORTAL, '..', 'pages', 'analytics')
    const said = readdirSync(folder)
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/g)])
      .map(([, key]) => key as string)
    expect(said.length).toBeGreaterThan(20)
    expect(said.filter((key) => !(key in analyticsEn))).toEqual([])
  })
})

describe("the marketplace's words", () => {
  it('have the same keys and places in English and Portuguese', () => {
    expect(Object.keys(ptBR)).toEqual(Object.keys(en))
    for (const [key, text] of Object.entries(en)) {
      const other = (ptBR as Record<string, string>)[key]
      expect([text.trim(), other?.trim()], key).not.toContain('')
      expect(places(other), key).toEqual(places(text))
    }
  })

  it('exist for every key that the portal says', () => {
    const sources = readdirSync(PORTAL, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
    const said = sources.flatMap((file) => {
      const text = readFileSync(join(PORTAL, file), 'utf8')
      const plain = [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key as string)
      const counted = [...text.matchAll(/\bn\(\s*'([\w.-]+)'/g)].flatMap(([, key]) => [`${key}.one`, `${key}.other`])
      return [...plain, ...counted]
    })
    expect(said.length).toBeGreaterThan(60)
    expect(said.filter((key) => !(key in en))).toEqual([])
  })
})

it('a suggested registration number has right check digits and is plainly made up', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    let turn = seed
    const number = fictitiousCnpj(() => {
      turn = (turn * 7 + 3) % 97
      return turn / 97
    })
    expect(number).toMatch(/^99\.\d{3}\.\d{3}\/0001-\d{2}$/)
    expect(isCnpj(bareNumber(number))).toBe(true)
  }
})

describe('an example made from a document', () => {
  const apis = markets.flatMap((market) => market.apis.map((api) => ({ market, api, name: `${market.id} ${api.id}` })))

  it.each(apis)('is a body that the schema admits, and a call that names the files: $name', ({ market, api }) => {
    const document = JSON.parse(JSON.stringify(openApiOf(market, api, ADDRESSES))) as OpenApiDocument
    for (const operation of operationsOf(document)) {
      const schema = contentOf(operation.requestBody?.content)
      if (schema) {
        const check = openSchemas(document.components.schemas as never).check(schema as never)
        expect(check(exampleOf(schema, document)), operation.operationId).toEqual([])
      }
      const curl = curlOf(operation, document)
      expect(curl).not.toMatch(/[{]\w+[}]"/)
      expect(curl).toContain('--cert transport.crt.pem --key transport.key.pem')
    }
  })
})

it('a ZIP of files is read back by its table, byte for byte', async () => {
  const files = { 'a.txt': 'first', 'ação.json': '{"ç":1}', 'empty.pem': '' }
  const bytes = Buffer.from(await zipOf(files).arrayBuffer())
  const end = bytes.length - 22
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50)
  const read: Record<string, string> = {}
  let entry = bytes.readUInt32LE(end + 16)
  for (let at = 0; at < bytes.readUInt16LE(end + 10); at += 1) {
    expect(bytes.readUInt32LE(entry)).toBe(0x02014b50)
    const [size, nameLength, local] = [
      bytes.readUInt32LE(entry + 24),
      bytes.readUInt16LE(entry + 28),
      bytes.readUInt32LE(entry + 42),
    ]
    const name = bytes.toString('utf8', entry + 46, entry + 46 + nameLength)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    read[name] = bytes.toString('utf8', start, start + size)
    entry += 46 + nameLength
  }
  expect(read).toEqual(files)
})
