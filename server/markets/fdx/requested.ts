import type { Consent } from '#consent'
import { openSchemas, problem } from '#kernel'
import type { RequestedConsent, RequestedConsents, RequestFacts } from '../consent-profile.ts'
import { faultSaid } from '../problem-wording.ts'
import { clusterNamed, DATA_SCOPES, scopeNamed } from './clusters.ts'
import { type AskedResource, type ConsentTerms, termsOf } from './consent-terms.ts'
import { DURATION_TYPES, type DurationType, RESOURCE_TYPES } from './limits.ts'
import { CLIENT_SCOPES } from './security.ts'
import { type FdxSettings, fdxSettings } from './settings.ts'

/** The type of authorization detail that asks for a consent (FDX consent API, rich authorization requests). */
export const DETAIL_TYPE = 'fdx_v1.0'

const DAY_MS = 86_400_000
/** Every scope that there is, for data or for an app's own token. */
const KNOWN = new Set([...DATA_SCOPES, ...CLIENT_SCOPES])
/** Scopes that say nothing of data. */
const BESIDES = new Set(['openid', 'offline_access'])

type ConsentRequest = {
  durationType: DurationType
  durationPeriod?: number
  lookbackPeriod?: number
  resources: AskedResource[]
}

/** Members that the type doesn't define are refused, wherever they stand (RFC 9396 5). */
const check = openSchemas().check({
  type: 'object',
  required: ['consentRequest'],
  additionalProperties: false,
  properties: {
    type: { const: DETAIL_TYPE },
    consentRequest: {
      type: 'object',
      required: ['durationType', 'resources'],
      additionalProperties: false,
      properties: {
        durationType: { enum: [...DURATION_TYPES] },
        durationPeriod: { type: 'integer', minimum: 1 },
        lookbackPeriod: { type: 'integer', minimum: 1 },
        resources: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          items: {
            type: 'object',
            required: ['resourceType', 'dataClusters'],
            additionalProperties: false,
            properties: {
              resourceType: { enum: [...RESOURCE_TYPES] },
              dataClusters: { type: 'array', minItems: 1, items: { type: 'string' } },
            },
          },
        },
      },
    },
  },
})

/** Consents asked for by a pushed authorization request's own details (RFC 9396; FDX consent API). */
export const requested: RequestedConsents = {
  types: [DETAIL_TYPE],
  read,
  scopeToday: scopeNamed,
  granted,
}

const invalid = (reason: string) => problem('authorization-details-invalid', { reason }, 'request-details')

function read(detail: Readonly<Record<string, unknown>>, facts: RequestFacts): RequestedConsent {
  const [fault] = check(detail)
  if (fault) throw invalid(`${fault.pointer || 'the element'} ${faultSaid(fault)}`)
  const asked = detail.consentRequest as ConsentRequest
  const settings = fdxSettings(facts.settings)
  const resources = resourcesAsked(asked, settings)
  const clusters = [...new Set(resources.flatMap(({ dataClusters }) => dataClusters))]
  const terms = termsAsked(asked, facts.client, settings)
  sameAsScope(clusters, facts)
  return {
    id: consentId(facts.newId),
    permissions: clusters,
    personDocument: null,
    companyDocument: null,
    expiresAt: facts.now + terms.durationPeriod * DAY_MS,
    extra: { ...terms, resources, scopes: scopesAsked(facts) },
  }
}

/** A consent's id: 24 hexadecimal digits. */
export function consentId(newId: () => string): string {
  return newId().replaceAll('-', '').slice(0, 24)
}

/** The resources with the names that their clusters have today, one element for each kind. */
function resourcesAsked({ resources }: ConsentRequest, settings: FdxSettings): AskedResource[] {
  const foreign = resources.find(({ resourceType }) => !settings.resourceTypes.includes(resourceType))
  if (foreign) throw invalid(`this bank takes the resource types ${settings.resourceTypes.join(', ')} alone`)
  return RESOURCE_TYPES.map((resourceType) => {
    const names = resources.flatMap((each) => (each.resourceType === resourceType ? each.dataClusters : []))
    return { resourceType, dataClusters: clustersAsked(names, settings) }
  }).filter(({ dataClusters }) => dataClusters.length > 0)
}

/** The clusters behind the names asked for, each once. Throws authorization-details-invalid for one that is not offered. */
export function clustersAsked(asked: readonly string[], settings: FdxSettings): string[] {
  const unknown = asked.filter((name) => {
    const cluster = clusterNamed(name)
    return cluster === undefined || !settings.clusters.includes(cluster.id)
  })
  if (unknown.length > 0) throw invalid(`this bank has no data cluster ${unknown.join(', ')}`)
  return [...new Set(asked.map((name) => clusterNamed(name)?.id as string))]
}

/**
 * Duration and look-back within what the bank and the client's registration allow. A look-back that isn't asked for is
 * the furthest that is allowed: leaving it out never opens more than naming it (FDX consent API, lookbackPeriod).
 */
export function termsAsked(
  { durationType, durationPeriod, lookbackPeriod }: Omit<ConsentRequest, 'resources'>,
  client: RequestFacts['client'],
  settings: FdxSettings,
): ConsentTerms {
  const registered = client as { duration_type?: string[]; duration_period?: number; lookback_period?: number }
  if (!settings.durationTypes.includes(durationType))
    throw invalid(`durationType must be one that this bank offers: ${settings.durationTypes.join(', ')}`)
  if (registered.duration_type && !registered.duration_type.includes(durationType))
    throw invalid(`durationType must be one that this client registered: ${registered.duration_type.join(', ')}`)
  const { timeBoundMinDays: min } = settings
  const longest = Math.min(longestOf(durationType, settings), registered.duration_period ?? Number.POSITIVE_INFINITY)
  if (durationType === 'TIME_BOUND') {
    if (durationPeriod === undefined) throw invalid('durationPeriod is missing: TIME_BOUND says for how many days')
    if (!Number.isInteger(durationPeriod) || durationPeriod < min || durationPeriod > longest)
      throw invalid(`durationPeriod must be ${min} to ${longest} days`)
  }
  const { lookbackMinDays, lookbackMaxDays } = settings
  const furthest = Math.min(lookbackMaxDays, registered.lookback_period ?? lookbackMaxDays)
  if (lookbackPeriod !== undefined && (lookbackPeriod < lookbackMinDays || lookbackPeriod > furthest))
    throw invalid(`lookbackPeriod must be ${lookbackMinDays} to ${furthest} days`)
  return {
    durationType,
    durationPeriod: durationType === 'TIME_BOUND' ? (durationPeriod as number) : longest,
    lookbackPeriod: lookbackPeriod ?? furthest,
  }
}

/** How long the bank lets a kind of duration last, in days; all but TIME_BOUND last that long unless the client registered less. */
function longestOf(durationType: DurationType, settings: FdxSettings): number {
  if (durationType === 'TIME_BOUND') return settings.timeBoundMaxDays
  return durationType === 'ONE_TIME' ? settings.oneTimeDays : settings.persistentDays
}

/** The scopes of data that a request asks for, each once and by the name it has today. */
function scopesAsked({ scope }: RequestFacts): string[] {
  const asked = scope.split(' ').filter((each) => each !== '' && !BESIDES.has(each))
  return [...new Set(asked.map(scopeNamed))]
}

/** Scope and clusters must describe the same data (FDX security model). */
function sameAsScope(clusters: readonly string[], facts: RequestFacts): void {
  const asked = new Set(scopesAsked(facts))
  const described = clusters.map((id) => clusterNamed(id)?.scopes ?? [])
  const missing = described.filter((scopes) => !scopes.some((each) => asked.has(each))).flat()
  const unknown = [...asked].filter((each) => !KNOWN.has(each))
  const beyond = [...asked].filter((each) => KNOWN.has(each) && !described.flat().includes(each))
  if (missing.length + unknown.length + beyond.length === 0) return
  const reason = [
    ...(unknown.length > 0 ? [`this bank has no scope ${unknown.join(' ')}`] : []),
    ...(missing.length > 0 ? [`the scope lacks ${missing.join(' ')}`] : []),
    ...(beyond.length > 0 ? [`authorization_details do not ask for what ${beyond.join(' ')} opens`] : []),
  ].join('; ')
  throw problem('authorization-scope-differs', { reason }, 'request-details')
}

function granted(consent: Consent): Record<string, unknown>[] {
  const { durationType, durationPeriod, lookbackPeriod } = termsOf(consent)
  const consentRequest = {
    ...{ durationType, durationPeriod },
    ...(lookbackPeriod === null ? {} : { lookbackPeriod }),
    resources: resourcesOf(consent),
  }
  return [{ type: DETAIL_TYPE, consentRequest }]
}

/** One resource for each account that was chosen, and the holder's own where it was asked for (FDX consent API). */
export function resourcesOf({ accountIds, holderId, permissions, extra }: Consent) {
  const asked = termsOf({ extra }).resources ?? [{ resourceType: 'ACCOUNT', dataClusters: permissions }]
  const told = asked.flatMap(({ resourceType, dataClusters }) => {
    const ids = resourceType === 'ACCOUNT' ? accountIds : [holderId ?? '']
    return ids.map((resourceId) => ({ resourceType, resourceId, dataClusters: [...dataClusters] }))
  })
  // Nobody's account: what is shared is the holder's own.
  return told.length > 0
    ? told
    : [{ resourceType: 'CUSTOMER', resourceId: holderId ?? '', dataClusters: [...permissions] }]
}

/** Whether accounts are to be chosen for what was asked: for all but the holder's own data. */
export function asksForAccounts(permissions: readonly string[], extra: Readonly<Record<string, unknown>>): boolean {
  const { resources } = extra as Partial<ConsentTerms>
  if (resources) return resources.some(({ resourceType }) => resourceType === 'ACCOUNT')
  return permissions.some((id) => !clusterNamed(id)?.ofCustomer)
}
