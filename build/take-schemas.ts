/**
 * Takes the facts of the official Open Finance Brasil documents (paths, field names, types, patterns, enumerations,
 * required lists, limits) into the market's own schema files, and nothing else: no description, summary or example.
 *
 *   node build/take-schemas.ts [folder of the official documents] && npx biome format --write server/markets
 *
 * The folder is the first argument, else BANCADA_SPECS, else ../shared/specs/open-finance-brasil.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

type Json = Record<string, unknown>

/** Which document becomes which API folder, and which of its operations are served. */
const SOURCES = [
  {
    file: 'consents-3.3.1.yml',
    api: 'consents',
    operations: [
      'consentsPostConsents',
      'consentsGetConsentsConsentId',
      'consentsDeleteConsentsConsentId',
      'consentsPostConsentsConsentIdExtends',
      'consentsGetConsentsConsentIdExtensions',
    ],
  },
  { file: 'resources-3.1.0.yml', api: 'resources', operations: ['resourcesGetResources'] },
  {
    file: 'accounts-2.4.2.yml',
    api: 'accounts',
    operations: [
      'accountsGetAccounts',
      'accountsGetAccountsAccountId',
      'accountsGetAccountsAccountIdBalances',
      'accountsGetAccountsAccountIdTransactions',
      'accountsGetAccountsAccountIdTransactionsCurrent',
      'accountsGetAccountsAccountIdOverdraftLimits',
    ],
  },
]

const KEPT = new Set([
  ...['type', 'format', 'pattern', 'enum', 'required', 'default', '$ref'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'uniqueItems'],
])
const METHODS = ['get', 'post', 'put', 'patch', 'delete']

const ROOT = path.resolve(import.meta.dirname, '..')

/** Where the official documents are looked for when nothing else is said. */
export function officialFolder(): string {
  return process.env.BANCADA_SPECS ?? path.resolve(ROOT, '../shared/specs/open-finance-brasil')
}

/** Takes the schema file of every served API from the official documents in a folder; writes nothing. */
export function takeSchemas(folder: string): { api: string; file: string; path: string; taken: Json }[] {
  return SOURCES.map(({ file, api, operations }) => {
    // Some documents hold byte order marks and zero-width spaces, even inside the names of formats.
    const text = readFileSync(path.join(folder, file), 'utf8').replace(/[\uFEFF\u200B]/g, '')
    const target = path.join(ROOT, 'server/markets/obb/apis', api, 'schema.json')
    return { api, file, path: target, taken: takeApi(parse(text) as Json, operations) }
  })
}

/** Takes one document: its version, base path, the wanted operations and the schemas they refer to. */
function takeApi(document: Json, wanted: readonly string[]): Json {
  const server = ((document.servers as Json[])[0] as { url: string }).url
  const operations: Record<string, Json> = {}
  for (const [route, item] of Object.entries(document.paths as Record<string, Json>)) {
    for (const method of METHODS) {
      const operation = item[method] as Json | undefined
      if (operation && wanted.includes(operation.operationId as string)) {
        operations[operation.operationId as string] = takeOperation(document, route, method, operation)
      }
    }
  }
  const missing = wanted.filter((id) => !operations[id])
  if (missing.length > 0) throw new Error(`not in the document: ${missing.join(', ')}`)
  const sorted = Object.fromEntries(wanted.map((id) => [id, operations[id]]))
  return {
    version: (document.info as { version: string }).version,
    basePath: new URL(server).pathname,
    operations: sorted,
    components: takeComponents(document, sorted),
  }
}

function takeOperation(document: Json, route: string, method: string, operation: Json): Json {
  const parameters = ((operation.parameters as Json[]) ?? []).map((parameter) => {
    const { name, in: place, required, schema } = resolve(document, parameter)
    return { name, in: place, required: required === true, schema: takeSchema(schema as Json) }
  })
  const body = operation.requestBody && contentSchema(resolve(document, operation.requestBody as Json))
  const responses = Object.entries(operation.responses as Record<string, Json>).map(([status, response]) => [
    status,
    contentSchema(resolve(document, response)) ?? null,
  ])
  return {
    method: method.toUpperCase(),
    path: route.replaceAll(/\{(\w+)\}/g, ':$1'),
    parameters,
    ...(body ? { body } : {}),
    responses: Object.fromEntries(responses),
  }
}

function contentSchema(holder: Json): Json | undefined {
  const content = Object.values((holder.content as Record<string, Json>) ?? {})[0]
  return content?.schema ? takeSchema(content.schema as Json) : undefined
}

/** Follows a local reference of the document. */
function resolve(document: Json, value: Json): Json {
  if (typeof value.$ref !== 'string') return value
  const target = value.$ref
    .slice(2)
    .split('/')
    .reduce<Json>((at, key) => at[key] as Json, document)
  return resolve(document, target)
}

/** Copies a schema's facts and leaves its words behind. */
function takeSchema(schema: Json): Json {
  const taken: Json = {}
  for (const [key, value] of Object.entries(schema)) {
    if (KEPT.has(key)) taken[key] = value
    else if (key === 'properties') taken[key] = mapValues(value as Record<string, Json>, takeSchema)
    else if (key === 'items') taken[key] = takeSchema(value as Json)
    else if (key === 'additionalProperties') taken[key] = typeof value === 'object' ? takeSchema(value as Json) : value
    else if (key === 'allOf' || key === 'oneOf' || key === 'anyOf') taken[key] = (value as Json[]).map(takeSchema)
  }
  return taken
}

/** The schemas reached from the operations, in name order. */
function takeComponents(document: Json, operations: Record<string, unknown>): Record<string, Json> {
  const all = (document.components as { schemas: Record<string, Json> }).schemas
  const reached = new Map<string, Json>()
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || reached.has(name)) continue
      const schema = takeSchema(all[name] as Json)
      reached.set(name, schema)
      visit(schema)
    }
  }
  visit(operations)
  return Object.fromEntries([...reached].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function mapValues(record: Record<string, Json>, map: (value: Json) => Json): Json {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

if (process.argv[1] === import.meta.filename) {
  for (const { api, file, path: target, taken } of takeSchemas(process.argv[2] ?? officialFolder())) {
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, `${JSON.stringify(taken, null, 2)}\n`)
    process.stderr.write(`${api}: ${Object.keys(taken.operations as Json).length} operations from ${file}\n`)
  }
}
