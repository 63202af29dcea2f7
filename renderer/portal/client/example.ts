import { contentOf, type OpenApiDocument, type Operation, resolved, type Schema } from './open-api.ts'

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-05-04T12:00:00Z',
  date: '2026-05-04',
  uuid: '6f1c2a1e-5b0e-4c6b-9a51-0d6c3d6f7a10',
  uri: 'https://127.0.0.1:8443/callback',
  email: 'ana@example.com',
}

/** A value that a schema admits, or comes near to: its own example where it has one, else the plainest that fits. */
export function exampleOf(asked: Schema, document: OpenApiDocument, depth = 0): unknown {
  const schema = resolved(asked, document)
  if (schema.example !== undefined) return schema.example
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0]
  if (choice)
    return exampleOf(
      { ...choice, ...(schema.properties ? { properties: schema.properties } : {}) },
      document,
      depth + 1,
    )
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type
  if (schema.properties || type === 'object') return objectOf(schema, document, depth)
  if (type === 'array') return depth > 8 || !schema.items ? [] : [exampleOf(schema.items, document, depth + 1)]
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type === 'boolean') return true
  return textOf(schema)
}

/** What is required; where nothing is, everything. */
function objectOf(schema: Schema, document: OpenApiDocument, depth: number): Record<string, unknown> {
  if (depth > 8) return {}
  const { properties = {}, required = [] } = schema
  const names = required.length > 0 ? required : Object.keys(properties)
  return Object.fromEntries(names.map((name) => [name, exampleOf(properties[name] ?? {}, document, depth + 1)]))
}

function textOf({ format, pattern = '', minLength = 0, maxLength = 60 }: Schema): string {
  const known = format === undefined ? undefined : FORMATS[format]
  if (known !== undefined) return known
  const digits = /\\d\{(\d+)\}/.exec(pattern) ?? /^\^\[0-9\]\{(\d+)\}/.exec(pattern)
  if (digits) return '1234567890123456789012345678901234567890'.slice(0, Number(digits[1]))
  if (pattern.includes('\\d{4}-') || pattern.includes('[0-9]{4}-')) return FORMATS['date-time'] as string
  if (/urn/.test(pattern)) return 'urn:bancada:example'
  const word = 'example'
  return word.length < minLength ? word.padEnd(minLength, 'x') : word.slice(0, maxLength)
}

/** A call of an operation as a shell would make it, with the files of an application's page beside it. */
export function curlOf(operation: Operation, document: OpenApiDocument): string {
  const required = operation.parameters.filter((parameter) => parameter.required)
  const textFor = (schema: Schema) => String(exampleOf(schema, document))
  let url = operation.url
  const query = new URLSearchParams()
  const headers = ['authorization: Bearer $TOKEN']
  for (const { name, in: place, schema } of required) {
    if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(textFor(schema)))
    if (place === 'query') query.set(name, textFor(schema))
    if (place === 'header' && name.toLowerCase() !== 'authorization') headers.push(`${name}: ${textFor(schema)}`)
  }
  const body = contentOf(operation.requestBody?.content)
  if (body) headers.push(`content-type: ${Object.keys(operation.requestBody?.content ?? {})[0]}`)
  return [
    `curl ${operation.method === 'GET' ? '' : `-X ${operation.method} `}"${url}${query.size > 0 ? `?${query}` : ''}"`,
    '--cacert ca.crt.pem --cert transport.crt.pem --key transport.key.pem',
    ...headers.map((header) => `-H "${header}"`),
    ...(body ? [`-d '${JSON.stringify(exampleOf(body, document), null, 2)}'`] : []),
  ].join(' \\\n  ')
}
