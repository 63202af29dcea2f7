import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormatsModule from 'ajv-formats'
import type { WireCall } from '../support/wire.ts'

export type Json = Record<string, unknown>

/** One operation of an OpenAPI document: what it says of a request and of an answer. */
export type Operation = {
  method: string
  path: string
  operationId: string | undefined
  statuses: string[]
  /** Where the request breaks the document; empty when it fits. */
  requestFaults(call: WireCall): string[]
  /** Where the answer breaks the document; empty when it fits. */
  answerFaults(call: WireCall): string[]
}

type Parameter = { name: string; in: 'header' | 'query' | 'path'; required?: boolean; schema: Json }
type Response = { content?: Record<string, { schema?: Json }>; headers?: Record<string, Json> }

const addFormats = addFormatsModule as unknown as (ajv: Ajv, options: unknown) => void
const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** Reads an OpenAPI 3.0 document into its operations, with every schema checked by ajv. */
export function readOpenApi(document: Json): Operation[] {
  const ajv = new Ajv({ allErrors: true, strict: false })
  addFormats(ajv, { mode: 'full' })
  for (const format of ['int32', 'int64', 'float', 'double']) ajv.addFormat(format, true)
  for (const format of ['url', 'uri']) ajv.addFormat(format, (value: string) => URL.canParse(value))
  ajv.addSchema({ $id: 'document', components: document.components })

  const compiled = new Map<Json, ValidateFunction>()
  function faults(where: string, schema: Json, value: unknown): string[] {
    let validate = compiled.get(schema)
    if (!validate) {
      validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/')))
      compiled.set(schema, validate)
    }
    return validate(value) ? [] : (validate.errors ?? []).map((error) => `${where}${worded(error)}`)
  }

  function resolved<T>(value: unknown): T {
    const { $ref } = value as { $ref?: string }
    if ($ref === undefined) return value as T
    return resolved(
      $ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Json)[key], document),
    )
  }

  function operation(method: string, path: string, item: Json): Operation {
    const definition = item[method] as Json
    const parameters = [...((item.parameters as unknown[]) ?? []), ...((definition.parameters as unknown[]) ?? [])].map(
      (parameter) => resolved<Parameter>(parameter),
    )
    const body = definition.requestBody && resolved<Response & { required?: boolean }>(definition.requestBody)
    const responses = Object.fromEntries(
      Object.entries(definition.responses as Json).map(([status, response]) => [status, resolved<Response>(response)]),
    )
    const matcher = new RegExp(`${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)

    return {
      method: method.toUpperCase(),
      path,
      operationId: definition.operationId as string | undefined,
      statuses: Object.keys(responses),
      requestFaults(call) {
        const url = new URL(call.url)
        const matched = matcher.exec(url.pathname)
        const inPath = matched?.groups ?? {}
        if (!matched) return [`${url.pathname} is not ${path}`]
        const found = parameters.flatMap((parameter) => {
          const value = sentValue(parameter, call, url, inPath)
          if (value !== undefined) return faults(`${parameter.in} ${parameter.name}`, resolved(parameter.schema), value)
          return parameter.required ? [`${parameter.in} ${parameter.name} is missing`] : []
        })
        return body
          ? [...found, ...bodyFaults('request', body, call.sent.headers['content-type'], call.sent.body)]
          : found
      },
      answerFaults(call) {
        const response = responses[String(call.status)] ?? responses.default
        if (!response) return [`status ${call.status} is not in the document`]
        const found = Object.entries(response.headers ?? {}).flatMap(([name, header]) => {
          const { required, schema } = resolved<{ required?: boolean; schema: Json }>(header)
          const value = call.headers.get(name)
          if (value !== null) return faults(`header ${name}`, resolved(schema), value)
          return required ? [`header ${name} is missing`] : []
        })
        return [...found, ...bodyFaults('answer', response, call.headers.get('content-type'), call.body)]
      },
    }
  }

  function bodyFaults(
    what: string,
    { content }: Response,
    contentType: string | null | undefined,
    text: string | undefined,
  ): string[] {
    if (!content) return text && what === 'answer' && !contentType ? ['a body without a Content-Type'] : []
    const sent = mediaType(contentType ?? '')
    const offered = Object.entries(content).find(([type]) => mediaType(type) === sent)
    if (!offered) return [`${what}: Content-Type ${contentType} is not one of ${Object.keys(content).join(', ')}`]
    const { schema } = offered[1]
    if (!schema || resolved<Json>(schema).format === 'binary') return []
    try {
      return faults(`${what} body`, schema, JSON.parse(text ?? ''))
    } catch (error) {
      if (error instanceof SyntaxError) return [`${what} body is not JSON`]
      throw error
    }
  }

  return Object.entries(document.paths as Record<string, Json>).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => operation(method, path, item)),
  )
}

function sentValue({ name, in: place, schema }: Parameter, call: WireCall, url: URL, inPath: Record<string, string>) {
  const value =
    place === 'header'
      ? call.sent.headers[name.toLowerCase()]
      : place === 'query'
        ? (url.searchParams.get(name) ?? undefined)
        : inPath[name] && decodeURIComponent(inPath[name])
  return value !== undefined && schema.type === 'integer' && /^-?\d+$/.test(value) ? Number(value) : value
}

function mediaType(text: string): string {
  return (text.split(';')[0] as string).trim().toLowerCase()
}

function worded({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`
}
