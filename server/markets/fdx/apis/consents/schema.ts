import type { JsonSchema } from '#kernel'

const PARTY_TYPES = [
  'DATA_ACCESS_PLATFORM',
  'DATA_PROVIDER',
  'DATA_RECIPIENT',
  'INDIVIDUAL',
  'MERCHANT',
  'VENDOR',
] as const

const SECONDS = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$' }

const SHORT = { type: 'string', minLength: 1, maxLength: 500 }

const PARTY = {
  type: 'object',
  required: ['name', 'type', 'homeUri', 'registry', 'registeredEntityName', 'registeredEntityId'],
  properties: {
    ...{ name: SHORT, type: { enum: [...PARTY_TYPES] }, homeUri: SHORT, logoUri: SHORT },
    registry: { enum: ['FDX', 'GLEIF', 'ICANN', 'PRIVATE'] },
    ...{ registeredEntityName: SHORT, registeredEntityId: SHORT },
  },
}

const LINK = {
  type: 'object',
  required: ['href'],
  properties: {
    ...{ href: SHORT, rel: SHORT, types: { type: 'array', items: { enum: ['application/json'] } } },
    action: { enum: ['GET', 'POST', 'PATCH', 'DELETE', 'PUT'] },
  },
}

export const revocationBody: JsonSchema = {
  type: 'object',
  required: ['reason', 'initiator'],
  properties: { reason: { enum: ['BUSINESS_RULE', 'USER_ACTION'] }, initiator: { enum: [...PARTY_TYPES] } },
}

export const components: Readonly<Record<string, JsonSchema>> = {
  ConsentGrant: {
    type: 'object',
    required: ['id', 'status', 'parties', 'createdTime', 'updatedTime', 'durationType', 'durationPeriod', 'resources'],
    properties: {
      id: { type: 'string', pattern: '^[0-9a-f]{24}$' },
      status: { enum: ['ACTIVE', 'EXPIRED', 'REVOKED'] },
      createdTime: SECONDS,
      expirationTime: SECONDS,
      updatedTime: SECONDS,
      durationType: { enum: ['ONE_TIME', 'TIME_BOUND', 'PERSISTENT'] },
      durationPeriod: { type: 'integer' },
      lookbackPeriod: { type: 'integer' },
      parties: { type: 'array', minItems: 2, items: PARTY },
      links: { type: 'array', items: LINK },
      resources: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['resourceType', 'resourceId', 'dataClusters'],
          properties: {
            resourceType: { enum: ['ACCOUNT', 'CUSTOMER', 'DOCUMENT'] },
            resourceId: { type: 'string', maxLength: 256 },
            dataClusters: { type: 'array', minItems: 1, items: { type: 'string' } },
          },
        },
      },
    },
  },
  ConsentRevocations: {
    type: 'object',
    required: ['revocations'],
    properties: {
      revocations: {
        type: 'array',
        items: {
          type: 'object',
          required: ['status', 'reason', 'initiator', 'updatedTime'],
          properties: {
            status: { enum: ['REVOKED'] },
            reason: { enum: ['BUSINESS_RULE', 'USER_ACTION'] },
            initiator: { enum: [...PARTY_TYPES] },
            updatedTime: SECONDS,
          },
        },
      },
    },
  },
}
