/** A JSON Schema as our own OpenAPI documents write it. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  example?: unknown
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  description?: string
  items?: Schema
  required?: string[]
  properties?: Record<string, Schema>
  allOf?: Schema[]
  oneOf?: Schema[]
  anyOf?: Schema[]
}

export type OpenApiParameter = { name: string; in: string; required?: boolean; schema: Schema }

export type OpenApiOperation = {
  operationId: string
  description: string
  parameters: OpenApiParameter[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
  'x-scopes': string[]
  'x-token': 'client' | 'customer' | 'either'
  'x-permissions': string[]
}

export type OpenApiDocument = {
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: { schemas: Record<string, Schema> }
}

/** An operation with the place it is served at. */
export type Operation = OpenApiOperation & { method: string; path: string; url: string }

/** The operations of a document, in its order. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  const base = document.servers[0]?.url ?? ''
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      url: `${base}${path}`,
    })),
  )
}

/** A schema with its references followed and its `allOf` laid into one. */
export function resolved(schema: Schema, document: OpenApiDocument, depth = 0): Schema {
  if (depth > 20) return {}
  if (schema.$ref !== undefined) {
    const { $ref, ...own } = schema
    const target = document.components.schemas[$ref.replace('#/components/schemas/', '')] ?? {}
    return resolved({ ...target, ...own }, document, depth + 1)
  }
  if (!schema.allOf) return schema
  const { allOf, ...own } = schema
  const parts = [own, ...allOf.map((part) => resolved(part, document, depth + 1))]
  return Object.assign({}, ...parts, {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required }) => required ?? []),
  })
}

/** The schema of a message's content, of whichever media type. */
export function contentOf(content: Record<string, { schema: Schema }> | undefined): Schema | undefined {
  return content && Object.values(content)[0]?.schema
}
