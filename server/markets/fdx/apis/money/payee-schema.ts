import type { JsonSchema } from '#kernel'
import { foreignId, identifier, line, list, object, oneOf, part, timestamp } from '../../schema/build.ts'
import { listOf } from './list-schema.ts'

const address: JsonSchema = object(
  {},
  {
    ...{ line1: line(64), line2: line(64), line3: line(64), city: line(64), region: line(64), postalCode: line(16) },
    country: { type: 'string', pattern: '^[A-Z]{2}$', example: 'US' },
    type: oneOf('BUSINESS', 'DELIVERY', 'HOME', 'MAILING'),
    primary: { type: 'boolean' },
  },
)
const phone: JsonSchema = object(
  {},
  {
    type: oneOf('HOME', 'BUSINESS', 'PERSONAL', 'BOTH', 'FAX', 'CELL'),
    country: { type: 'string', pattern: '^\\+?[0-9A-Z]{1,4}$', example: '1' },
    number: { type: 'string', pattern: '^[0-9 ().+-]{1,24}$', example: '555-0100' },
    extension: line(8),
    network: oneOf('CELLULAR', 'LANDLINE', 'PAGER', 'SATELLITE', 'VOIP'),
    primary: { type: 'boolean' },
  },
)
const named = { ...line(128), minLength: 1 }
const nameParts = object({}, { company: named, first: named, last: named })
const name: JsonSchema = {
  oneOf: [named, { ...nameParts, anyOf: [{ required: ['company'] }, { required: ['last'] }] }],
}
const accountIds = list(foreignId, { maxItems: 50, uniqueItems: true })

const merchantMembers = { name, displayName: named, address, phone, merchantAccountIds: accountIds }
const ended = { payeeId: identifier, status: part('PayeeStatus'), expiresTimestamp: timestamp }

/** A new payee must have a name of some kind: the bank looks at it before it pays. */
export const payeeBody: JsonSchema = object(
  { merchant: { ...object({}, merchantMembers), anyOf: [{ required: ['name'] }, { required: ['displayName'] }] } },
  { merchantAccountIds: accountIds },
)

/** What is left out stays as it is. */
export const payeePatch: JsonSchema = object(
  {},
  { merchant: object({}, merchantMembers), merchantAccountIds: accountIds },
)

export const payeeComponents: Readonly<Record<string, JsonSchema>> = {
  PayeeStatus: oneOf('PENDING', 'ACTIVE', 'REJECTED', 'DELETED'),
  Payee: object({ ...ended, merchant: object({ payeeId: identifier, status: part('PayeeStatus') }, merchantMembers) }),
  Payees: listOf('payees', part('Payee')),
}
