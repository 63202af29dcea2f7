import { type JsonSchema, openSchemas } from '#kernel'
import { faultSaid } from '../../problem-wording.ts'
import { DURATION_TYPES, HUNDRED_YEARS, TEN_YEARS } from '../limits.ts'
import { type Body, invalid } from './faults.ts'

/** As much as the bank's operator can ever set: what a consent may ask for is checked when it is asked for. */
const MOST_DAYS = { duration: HUNDRED_YEARS, lookback: TEN_YEARS }

const text: JsonSchema = { type: 'string', minLength: 1, maxLength: 500 }
const address: JsonSchema = { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 2000 }
const contacts: JsonSchema = { type: 'array', items: text, maxItems: 20 }

/** Who an organisation is in which register (FDX recipient registration: registry references). */
const references: JsonSchema = {
  type: 'array',
  maxItems: 20,
  items: {
    type: 'object',
    required: ['registered_entity_name', 'registered_entity_id', 'registry'],
    properties: {
      registered_entity_name: text,
      registered_entity_id: text,
      registry: { enum: ['FDX', 'GLEIF', 'ICANN', 'PRIVATE'] },
    },
    additionalProperties: false,
  },
}

const SCHEMA: Readonly<Record<string, JsonSchema>> = {
  client_name: text,
  description: text,
  logo_uri: address,
  client_uri: address,
  contacts,
  duration_type: { type: 'array', items: { enum: [...DURATION_TYPES] }, minItems: 1, uniqueItems: true },
  duration_period: { type: 'integer', minimum: 1, maximum: MOST_DAYS.duration },
  lookback_period: { type: 'integer', minimum: 1, maximum: MOST_DAYS.lookback },
  registry_references: references,
  intermediaries: {
    type: 'array',
    maxItems: 10,
    items: {
      type: 'object',
      required: ['name'],
      properties: {
        name: text,
        description: text,
        uri: address,
        logo_uri: address,
        contacts,
        registry_references: references,
      },
      additionalProperties: false,
    },
  },
}

const check = openSchemas().check({ type: 'object', properties: SCHEMA })

/** Members that FDX adds to those of RFC 7591. */
export const RECIPIENT_MEMBERS: readonly string[] = [
  ...['description', 'duration_type', 'duration_period', 'lookback_period', 'registry_references', 'intermediaries'],
]

/**
 * Who the recipient is, through whom, and how long and how far back its consents may ask (FDX recipient registration).
 * What was not sent is as the directory knows the software; limits that were not sent cap nothing.
 */
export function recipient(body: Body, statement: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [fault] = check(body)
  if (fault) throw invalid(fault.pointer.slice(1).replaceAll('/', '.') || 'metadata', faultSaid(fault))
  if (body.client_name === undefined && body.software_statement === undefined)
    throw invalid('client_name', 'it is missing')
  const sent = Object.fromEntries(
    Object.keys(SCHEMA).flatMap((member) => (body[member] === undefined ? [] : [[member, body[member]]])),
  )
  return { ...known(statement), ...sent }
}

function known(statement: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { software_client_name: name, software_client_description: description } = statement
  const { software_client_uri: site, software_logo_uri: logo } = statement
  return Object.fromEntries(
    Object.entries({ client_name: name, description, client_uri: site, logo_uri: logo }).filter(([, value]) => value),
  )
}
