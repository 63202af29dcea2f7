import type { JsonSchema } from '#kernel'

const TEXT = { type: 'string' }
const TEXTS = { type: 'array', items: TEXT }
const COUNT = { type: 'integer', minimum: 0 }

const page: JsonSchema = {
  type: 'object',
  properties: { nextOffset: TEXT, prevOffset: TEXT, nextPageKey: TEXT, previousPageKey: TEXT, totalElements: COUNT },
}
const link: JsonSchema = {
  type: 'object',
  required: ['href'],
  properties: { href: TEXT, action: { enum: ['GET'] }, rel: TEXT, types: TEXTS },
}
const links: JsonSchema = { type: 'object', properties: { next: link, prev: link } }
const registry = { enum: ['FDX', 'GLEIF', 'ICANN', 'PRIVATE'] }

/** A list of one of the entities below, as FDX pages them. */
const listOf = (member: string, entity: string): JsonSchema => ({
  type: 'object',
  required: ['page', member],
  properties: { page, links, [member]: { type: 'array', items: { $ref: `#/components/schemas/${entity}` } } },
})

export const components: Readonly<Record<string, JsonSchema>> = {
  RegistryReference: {
    type: 'object',
    required: ['registered_entity_name', 'registered_entity_id', 'registry'],
    properties: { registered_entity_name: TEXT, registered_entity_id: TEXT, registry },
  },
  Intermediary: {
    type: 'object',
    required: ['name'],
    properties: {
      ...{ name: TEXT, description: TEXT, uri: TEXT, logo_uri: TEXT, contacts: TEXTS },
      registry_references: { type: 'array', items: { $ref: '#/components/schemas/RegistryReference' } },
    },
  },
  Recipient: {
    type: 'object',
    required: [
      ...['recipient_id', 'client_id', 'client_name', 'redirect_uris', 'status', 'grant_types'],
      'token_endpoint_auth_method',
    ],
    properties: {
      ...{ recipient_id: TEXT, client_id: TEXT, client_name: TEXT, description: TEXT, redirect_uris: TEXTS },
      ...{ logo_uri: TEXT, client_uri: TEXT, contacts: TEXTS, scope: TEXT, grant_types: TEXTS },
      ...{ token_endpoint_auth_method: TEXT, duration_type: TEXTS, duration_period: COUNT, lookback_period: COUNT },
      status: { enum: ['Pending', 'Approved', 'Suspended', 'Deleted'] },
      registry_references: { type: 'array', items: { $ref: '#/components/schemas/RegistryReference' } },
      intermediaries: { type: 'array', items: { $ref: '#/components/schemas/Intermediary' } },
      client_secret: { not: {} },
      registration_access_token: { not: {} },
    },
  },
  Recipients: listOf('recipients', 'Recipient'),
  DataProvider: {
    type: 'object',
    required: ['id', 'name', 'registryReferences', 'issuer', 'baseUri', 'fdxVersions'],
    properties: {
      ...{ id: TEXT, name: TEXT, issuer: TEXT, metadata: TEXT, baseUri: TEXT, fdxVersions: TEXTS, roles: TEXTS },
      registryReferences: {
        type: 'array',
        items: {
          type: 'object',
          required: ['registeredEntityName', 'registeredEntityId', 'registry'],
          properties: { registeredEntityName: TEXT, registeredEntityId: TEXT, registry },
        },
      },
    },
  },
  DataProviders: listOf('dataProviders', 'DataProvider'),
}
