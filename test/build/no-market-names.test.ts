import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'

const SERVER = join(import.meta.dirname, '..', '..', 'server')

/** Every market the house has or will have; each has a folder of this name where it may have one. */
const NAMES = ['obb', 'fdx']

/** Where a market's name may stand: its own folders, and the tables that list them, one line each. */
const OWN = new RegExp(`^(markets|recipient|cli|cli/journeys)/(${NAMES.join('|')})(/|\\.ts$)`)
const TABLES = new Set(['markets/index.ts', 'recipient/markets.ts', 'cli/journeys.ts'])

/** The sample app and the command line are outsiders that speak each market's own language. */
const OUTSIDERS = /^(recipient|cli)\//

const NAME = new RegExp(`(['"\`])(${NAMES.join('|')})\\1|\\b(${NAMES.join('|')})\\s*:`)
const TEST_OF_A_MARKET = /\b(market|marketId|market\.id)\s*[!=]==?\s*['"`]|switch\s*\(\s*market(\.id|Id)?\s*\)/
const WORDS_OF_ONE_MARKET = /\b(OFBBR|CPF|CNPJ|software_jwks_uri|org_id|urn:brasil)\b|x-fapi-/

type Source = { file: string; text: string }

/** What in a room of the server tells one market from another, by file and line. */
function marketNames(sources: readonly Source[]): string[] {
  return sources
    .filter(({ file }) => !OWN.test(file) && !TABLES.has(file))
    .flatMap(({ file, text }) =>
      withoutComments(text)
        .split('\n')
        .flatMap((line, index) => (tells(file, line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    )
}

function tells(file: string, line: string): boolean {
  if (NAME.test(line) || TEST_OF_A_MARKET.test(line)) return true
  return !OUTSIDERS.test(file) && WORDS_OF_ONE_MARKET.test(line)
}

/** The code alone, with every line where it was. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(^|\s)\/\/.*$/gm, '')
}

function serverSources(): Source[] {
  return readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      file: relative(SERVER, join(SERVER, name)).split(sep).join('/'),
      text: readFileSync(join(SERVER, name), 'utf8'),
    }))
}

test('no room of the bank tests a market’s name: what differs is a field of the market that a room reads', () => {
  const sources = serverSources()
  expect(sources.length).toBeGreaterThan(100)
  expect(marketNames(sources)).toEqual([])
})

test.each([
  ["if (market.id === 'obb') return", 'gateway/gateway.ts'],
  ["if (consent.market !== 'island') return", 'identity/server.ts'],
  ['switch (market.id) {', 'gateway/gateway.ts'],
  ["const special = new Set(['fdx'])", 'directory/directory.ts'],
  ['const TABLE = { obb: 1 }', 'console/console.ts'],
  ["ctx.set('x-fapi-interaction-id', id)", 'gateway/api-call.ts'],
  ["const label = 'CPF'", 'identity/pages/words.ts'],
])('%s in %s would be found', (text, file) => {
  expect(marketNames([{ file, text }])).toEqual([`${file}:1 ${text}`])
})

test('comments, a market’s own folders and the tables that list them may name it', () => {
  const text = "/** As 'obb' has it. */ // 'obb'"
  expect(marketNames([{ file: 'gateway/gateway.ts', text }])).toEqual([])
  for (const file of ['markets/obb/index.ts', 'recipient/obb/api.ts', 'cli/journeys/obb.ts', 'markets/index.ts']) {
    expect(marketNames([{ file, text: "id: 'obb'" }])).toEqual([])
  }
})
