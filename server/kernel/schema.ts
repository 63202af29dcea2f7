import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormatsModule from 'ajv-formats'

/** A JSON Schema (draft 7 vocabulary, as OpenAPI 3.0 uses it). */
export type JsonSchema = Record<string, unknown>

/** Where a value broke its schema: a JSON Pointer, and what would be right: the values or pattern, or one that is. */
export type SchemaFault = { pointer: string; message: string; keyword: string; allowed?: unknown; example?: unknown }

/** Checks a value; returns the faults found, an empty list when it fits. */
export type Check = (value: unknown) => SchemaFault[]

// ajv-formats is a CommonJS module: its function is the default export's default.
const addFormats = addFormatsModule as unknown as (ajv: Ajv, options: unknown) => void

/** Compiles schemas once, at first use; refs are resolved within `components`. */
export function openSchemas(components: Record<string, JsonSchema> = {}) {
  // Every API's schemas are held to JSON Schema by a test: here that would compile its meta-schema at every start.
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true, validateSchema: false, verbose: true })
  addFormats(ajv, { mode: 'full' })
  ajv.addFormat('int32', true)
  ajv.addFormat('double', true)
  ajv.addFormat('url', true)
  ajv.addSchema({ $id: 'house', components: { schemas: components } })
  const rebased = (schema: JsonSchema): JsonSchema =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"house#/components/'))

  return {
    /** Returns a check that compiles its schema the first time it is called. */
    check(schema: JsonSchema): Check {
      let validate: ValidateFunction | undefined
      return (value) => {
        validate ??= ajv.compile(rebased(schema))
        return validate(value) ? [] : toldOnce(validate.errors ?? []).map(faultOf)
      }
    },
  }
}

/** The pattern of one line of text: no control characters (Unicode category Cc). */
export const PRINTABLE = '^[^\\u0000-\\u001f\\u007f-\\u009f]*$'

/** Where one of several members would do, that is the fault, and not each of them that is missing. */
function toldOnce(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter((error) => membersToChoose(error) !== undefined)
  return errors.filter(
    ({ schemaPath, instancePath }) =>
      !choices.some((of) => of.instancePath === instancePath && schemaPath.startsWith(`${of.schemaPath}/`)),
  )
}

/** The members of which a schema asks for one at least; undefined for any other fault. */
function membersToChoose({ keyword, schema }: ErrorObject): string[] | undefined {
  if (keyword !== 'anyOf') return undefined
  const names = (schema as JsonSchema[]).map(({ required, ...rest }) => (Object.keys(rest).length > 0 ? [] : required))
  return names.every((each) => Array.isArray(each) && each.length === 1) ? (names.flat() as string[]) : undefined
}

function faultOf(error: ErrorObject): SchemaFault {
  const missing = error.keyword === 'required' ? `/${error.params.missingProperty}` : ''
  const extra = error.keyword === 'additionalProperties' ? `/${error.params.additionalProperty}` : ''
  return {
    pointer: `${error.instancePath}${missing}${extra}` || '/',
    keyword: error.keyword,
    ...saidOf(error),
  }
}

/** What is wrong, for whoever sent it. A pattern says little to people: its schema's example stands for it where it has one. */
function saidOf(error: ErrorObject) {
  const { keyword, params, parentSchema, message = keyword } = error
  const choice = membersToChoose(error)
  if (choice) return { message: 'must have one of these members at least', allowed: choice }
  if (keyword === 'required') return { message: 'is missing' }
  if (keyword === 'enum') return { message, allowed: params.allowedValues }
  if (keyword !== 'pattern') return { message }
  if (params.pattern === PRINTABLE) return { message: 'must hold no control characters' }
  const { example } = parentSchema as JsonSchema
  if (example === undefined) return { message: 'must match the pattern', allowed: params.pattern }
  return { message: `must be written like "${String(example)}"`, example }
}
