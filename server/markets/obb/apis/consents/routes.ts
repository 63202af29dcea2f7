import type { Consent } from '#consent'
import { type JsonSchema, problem } from '#kernel'
import { type Api, type Route, type RouteInput, route } from '../../../market.ts'
import { addMonths } from '../../dates.ts'
import { grantablePermissions } from '../../permissions.ts'
import { closed, official, type SchemaFile } from '../../schema-file.ts'
import { mapConsent, mapLodged } from './map.ts'
import schemaFile from './schema.json' with { type: 'json' }

const file = schemaFile as unknown as SchemaFile

/** The body a data recipient lodges, once it fits its schema. */
type Lodging = {
  data: {
    loggedUser: { document: { identification: string; rel: string } }
    businessEntity?: { document: { identification: string; rel: string } }
    permissions: string[]
    expirationDateTime?: string
    isLinked?: boolean
  }
}

/** consents v3, POST /consents. The order of checks: security, syntax, then these business rules. */
const lodge = route({
  ...official(file, 'consentsPostConsents'),
  body: { $ref: '#/components/schemas/CreateConsent' },
  token: 'client',
  scope: 'consents',
  permissions: [],
  arrow: 5,
  to: 'consent',
  act({ consents }, input) {
    const { data } = input.body as Lodging
    const company = data.businessEntity?.document.identification ?? null
    const permissions = grantablePermissions(data.permissions, company !== null)
    return consents.lodge({
      id: `urn:bancada:${input.newId()}`,
      market: input.market.id,
      clientId: input.clientId,
      permissions,
      personDocument: data.loggedUser.document.identification,
      companyDocument: company,
      expiresAt: expiry(data.expirationDateTime, input.now),
      extra: data.isLinked === undefined ? {} : { isLinked: data.isLinked },
    })
  },
  map: (consent) => ({ status: 201, data: mapLodged(consent), consentId: consent.id }),
})

const read = route({
  ...official(file, 'consentsGetConsentsConsentId'),
  token: 'client',
  scope: 'consents',
  permissions: [],
  arrow: 9,
  to: 'consent',
  act: ({ consents }, input) => ownConsent(consents, input),
  map: (consent) => ({ status: 200, data: mapConsent(consent), consentId: consent.id }),
})

const remove = route({
  ...official(file, 'consentsDeleteConsentsConsentId'),
  token: 'client',
  scope: 'consents',
  permissions: [],
  arrow: 9,
  to: 'consent',
  act({ consents }, input) {
    const consent = ownConsent(consents, input)
    if (consent.ending) throw problem('consent-already-rejected', { consentId: consent.id }, 'consent-state')
    return consents.end(consent.id)
  },
  map: (consent) => ({ status: 204, consentId: consent.id }),
})

/** The consent named in the path, which must have been lodged by the calling app. */
function ownConsent(consents: Parameters<Route['act']>[0]['consents'], input: RouteInput): Consent {
  const id = input.params.consentId as string
  const consent = consents.find(id)
  if (!consent || consent.market !== input.market.id)
    throw problem('consent-not-found', { consentId: id }, 'consent-known')
  if (consent.clientId !== input.clientId)
    throw problem('consent-of-another-client', { consentId: id }, 'consent-owner')
  return consent
}

/** The expiry asked for: after now and at most twelve months ahead; null when left out (an indefinite consent). */
function expiry(asked: string | undefined, now: number): number | null {
  if (asked === undefined) return null
  const at = Date.parse(asked)
  const latest = addMonths(now, 12)
  if (Number.isNaN(at) || at <= now || at > latest) {
    throw problem('consent-expiry-invalid', { asked, from: now, to: latest }, 'consent-expiry')
  }
  return at
}

/** The request's schemas, closed and with the rules the official document states in prose. */
function requestSchemas(): Record<string, JsonSchema> {
  const lodging = closedSchema('CreateConsent')
  const permissions = property(property(lodging, 'data'), 'permissions')
  permissions.uniqueItems = true
  const person = closedSchema('LoggedUserDocument')
  property(person, 'rel').enum = ['CPF']
  const company = closedSchema('BusinessEntityDocument')
  property(company, 'rel').enum = ['CNPJ']
  return {
    CreateConsent: lodging,
    LoggedUser: closedSchema('LoggedUser'),
    LoggedUserDocument: person,
    BusinessEntity: closedSchema('BusinessEntity'),
    BusinessEntityDocument: company,
  }
}

function closedSchema(name: string): JsonSchema {
  return closed(file.components[name] as JsonSchema)
}

function property(schema: JsonSchema, name: string): JsonSchema {
  return (schema.properties as Record<string, JsonSchema>)[name] as JsonSchema
}

export const consentsApi: Api = {
  id: 'consents',
  version: file.version,
  basePath: file.basePath,
  family: 'consents',
  familyVersion: file.version,
  components: { ...file.components, ...requestSchemas() },
  routes: [lodge, read, remove],
}
