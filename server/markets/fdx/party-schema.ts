import type { JsonSchema } from '#kernel'

const PARTY_TYPES = [...['DATA_ACCESS_PLATFORM', 'DATA_PROVIDER', 'DATA_RECIPIENT', 'INDIVIDUAL', 'MERCHANT', 'VENDOR']]

const text = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength })
const address: JsonSchema = { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 2000 }

/** Somebody who takes part, as others describe them (FDX 6.4, Party). */
export const partySchema: JsonSchema = {
  type: 'object',
  required: ['name', 'type', 'homeUri', 'registry', 'registeredEntityName', 'registeredEntityId'],
  properties: {
    name: text(256),
    type: { enum: PARTY_TYPES },
    homeUri: address,
    logoUri: address,
    registry: { enum: ['FDX', 'GLEIF', 'ICANN', 'PRIVATE'] },
    registeredEntityName: text(256),
    registeredEntityId: text(256),
  },
}
