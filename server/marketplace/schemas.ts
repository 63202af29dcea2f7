import { type Check, type JsonSchema, openSchemas, problem } from '#kernel'

const schemas = openSchemas()

const text = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength, pattern: '\\S' })
const uri: JsonSchema = { type: 'string', format: 'uri', maxLength: 2000 }

const object = (required: string[], properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
})

export const checkSignUp = schemas.check(
  object(['organisation', 'developer'], {
    organisation: object(['name', 'registrationNumber'], {
      name: text(120),
      registrationNumber: text(40),
      roles: { type: 'array', items: text(40), minItems: 1, maxItems: 20, uniqueItems: true },
    }),
    developer: object(['name', 'email', 'password'], {
      name: text(120),
      email: { type: 'string', format: 'email', maxLength: 254 },
      password: { type: 'string', maxLength: 200 },
    }),
  }),
)

export const checkSignIn = schemas.check(
  object(['email', 'password'], {
    email: { type: 'string', maxLength: 254 },
    password: { type: 'string', maxLength: 200 },
  }),
)

export const checkNewApplication = schemas.check(
  object(['market', 'name', 'redirectUris'], {
    market: text(40),
    lane: text(40),
    name: text(120),
    redirectUris: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 2000 },
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
    },
    notificationUri: uri,
    details: {
      type: 'object',
      maxProperties: 40,
      additionalProperties: {
        anyOf: [text(2000), { type: 'integer' }, { type: 'array', items: text(200), maxItems: 60, uniqueItems: true }],
      },
    },
    description: text(500),
    clientUri: uri,
    logoUri: uri,
    policyUri: uri,
    tosUri: uri,
    idempotencyKey: text(200),
  }),
)

export const checkPage = schemas.check({
  type: 'object',
  properties: { limit: { type: 'string', pattern: '^([1-9][0-9]?|100)$' }, before: { type: 'string' } },
})

export const checkPeriod = schemas.check({
  type: 'object',
  properties: {
    from: { type: 'string', pattern: '^[1-9][0-9]{0,15}$' },
    to: { type: 'string', pattern: '^[1-9][0-9]{0,15}$' },
  },
})

export const checkWait = schemas.check({
  type: 'object',
  properties: { waitMs: { type: 'string', pattern: '^([0-9]{1,4}|[1-5][0-9]{4}|60000)$' } },
})

/** The value, now known to fit; throws problem('request-invalid', { faults }) otherwise. */
export function fitting<T>(check: Check, value: unknown): T {
  const faults = check(value)
  if (faults.length > 0) throw problem('request-invalid', { faults })
  return value as T
}
