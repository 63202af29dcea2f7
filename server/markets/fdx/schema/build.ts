import { type JsonSchema, PRINTABLE } from '#kernel'

/** An object with its members, of which those named first must be there. Others may be: FDX closes none of its objects. */
export function object(required: Members, optional: Members = {}): JsonSchema {
  const names = Object.keys(required)
  return {
    type: 'object',
    ...(names.length > 0 ? { required: names } : {}),
    properties: { ...required, ...optional },
  }
}

export type Members = Readonly<Record<string, JsonSchema>>

export const list = (items: JsonSchema, more: JsonSchema = {}): JsonSchema => ({ type: 'array', items, ...more })
export const oneOf = (...values: readonly string[]): JsonSchema => ({ type: 'string', enum: [...values] })
export const part = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

export const number: JsonSchema = { type: 'number' }
/** An amount of money in whole units of its currency, with two decimals at most. */
export const money: JsonSchema = { type: 'number' }
export const integer: JsonSchema = { type: 'integer' }
export const boolean: JsonSchema = { type: 'boolean' }
export const date: JsonSchema = { type: 'string', format: 'date', maxLength: 10 }
export const timestamp: JsonSchema = { type: 'string', format: 'date-time' }
export const identifier: JsonSchema = { type: 'string', minLength: 1, maxLength: 256 }
/** Text in one line, without control characters. */
export const line = (maxLength = 255): JsonSchema => ({ type: 'string', maxLength, pattern: PRINTABLE })
/** A number or name that somebody else gave, as it is sent. */
export const foreignId: JsonSchema = { ...line(256), minLength: 1 }
export const text = (maxLength = 255): JsonSchema => ({ type: 'string', maxLength })

export const FREQUENCIES = [
  'ANNUALLY',
  'BIWEEKLY',
  'DAILY',
  'MONTHLY',
  'SEMIANNUALLY',
  'SEMIMONTHLY',
  'WEEKLY',
] as const
export const RATE_TYPES = ['FIXED', 'INDEXED', 'VARIABLE'] as const
