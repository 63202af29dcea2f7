import type { JsonSchema } from '#kernel'
import type { Parameter, Route } from '../api.ts'

/** A schema file as build/take-schemas.ts writes it. */
export type SchemaFile = {
  version: string
  basePath: string
  operations: Record<string, Operation>
  components: Record<string, JsonSchema>
}

type Operation = {
  method: string
  path: string
  parameters: Parameter[]
  body?: JsonSchema
  responses: Record<string, JsonSchema | null>
}

/** What the official document fixes of a route: method, path, parameters, body and responses. */
export function official(
  file: SchemaFile,
  id: string,
): Pick<Route, 'id' | 'method' | 'path' | 'parameters' | 'responses'> & { body?: JsonSchema } {
  const operation = file.operations[id]
  if (!operation) throw new Error(`no operation ${id} in the schema file`)
  return {
    id,
    method: operation.method as Route['method'],
    path: operation.path,
    parameters: operation.parameters.map(relaxed),
    responses: operation.responses,
    ...(operation.body ? { body: operation.body } : {}),
  }
}

/** Where operation is milder than the schema: browsers' user agents grow, and a small page-size counts as 25. */
function relaxed(parameter: Parameter): Parameter {
  if (parameter.name === 'x-customer-user-agent')
    return { ...parameter, schema: { ...parameter.schema, maxLength: 255 } }
  if (parameter.name === 'page-size') return { ...parameter, schema: { ...parameter.schema, minimum: 1 } }
  return parameter
}

/** The schema with every object closed: a request with a field the standard doesn't know is refused. */
export function closed(schema: JsonSchema): JsonSchema {
  const copy: JsonSchema = { ...schema }
  if (schema.properties) {
    copy.properties = mapped(schema.properties as Record<string, JsonSchema>, closed)
    copy.additionalProperties = false
  }
  if (schema.items) copy.items = closed(schema.items as JsonSchema)
  return copy
}

/** The same for a table of named schemas. */
export function mapped(table: Record<string, JsonSchema>, map: (schema: JsonSchema) => JsonSchema) {
  return Object.fromEntries(Object.entries(table).map(([name, schema]) => [name, map(schema)]))
}
