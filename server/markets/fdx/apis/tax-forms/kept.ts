import type { FormDetails } from '#bank'
import { type JsonSchema, problem } from '#kernel'
import { maskedNumber } from '../../consent.ts'
import type { FormType } from './forms.ts'
import { keyOf, maskedTin } from './map.ts'
import { components, FORMS, TIN_MEMBERS } from './schema.ts'

/**
 * What is kept of a form that was sent: the members that its type has, taxpayers and accounts by their last four digits
 * alone. Throws request-invalid for an amount with a fraction of a cent.
 */
export function keptOf(type: FormType, sent: FormDetails): FormDetails {
  const schemas = { ...FORMS[type], ...OF_EVERY_FORM }
  const kept = Object.entries(schemas).flatMap(([name, schema]) => {
    const value = Object.hasOwn(sent, name) ? known(schema, sent[name], `/${keyOf(type)}/${name}`) : undefined
    return value === undefined ? [] : [[name, masked(name, value)]]
  })
  return Object.fromEntries(kept)
}

/** What the sender may say of any form; the rest of what every form tells is the bank's. */
const OF_EVERY_FORM: Readonly<Record<string, JsonSchema>> = { taxFormDate: {}, description: {} }

/** A value without what its schema doesn't know. It goes as deep as the schema, however deep what was sent is. */
function known(schema: JsonSchema, value: unknown, at: string): unknown {
  const { properties, items } = resolved(schema) as { properties?: Record<string, JsonSchema>; items?: JsonSchema }
  if (items) return (value as unknown[]).map((item, index) => known(items, item, `${at}/${index}`))
  if (!properties) return typeof value === 'number' ? wholeCents(value, at) : value
  const there = Object.entries(properties).filter(([name]) => Object.hasOwn(value as object, name))
  return Object.fromEntries(
    there.map(([name, member]) => [name, known(member, (value as FormDetails)[name], `${at}/${name}`)]),
  )
}

function resolved(schema: JsonSchema): JsonSchema {
  const name = typeof schema.$ref === 'string' ? schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1) : undefined
  return (name === undefined ? undefined : components[name]) ?? schema
}

/** How far a number may be from whole cents, as numbers of a computer are. */
const TOLERANCE = 1e-3

function wholeCents(value: number, at: string): number {
  if (Math.abs(value * 100 - Math.round(value * 100)) < TOLERANCE) return value
  const faults = [{ where: `body ${at}`, message: 'must have two decimals at most' }]
  throw problem('request-invalid', { faults }, 'body-valid')
}

function masked(name: string, value: unknown): unknown {
  if (TIN_MEMBERS.includes(name)) return maskedTin(String(value))
  return name === 'accountNumber' ? maskedNumber(String(value)) : value
}
