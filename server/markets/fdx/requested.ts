import type { Consent } from '#consent'
import { openSchemas, problem } from '#kernel'
import type { RequestedConsent, RequestedConsents, RequestFacts } from '../consent-profile.ts'
import { clusterNamed, scopeNamed } from './clusters.ts'
import { type ConsentTerms, termsOf } from './consent-terms.ts'
import { type DurationType, LIMITS } from './limits.ts'

/** The type of authorization detail that asks for a consent (FDX consent API, rich authorization requests). */
export const DETAIL_TYPE = 'fdx_v1.0'

const DAY_MS = 86_400_000
/** Scopes that say nothing of data. */
const BESIDES = new Set(['openid', 'offline_access'])

type ConsentRequest = {
  durationType: DurationType
  durationPeriod?: number
  lookbackPeriod?: number
  resources: { resourceType: string; dataClusters: string[] }[]
}

const check = openSchemas().check({
  type: 'object',
  required: ['consentRequest'],
  properties: {
    consentRequest: {
      type: 'object',
      required: ['durationType', 'resources'],
      properties: {
        durationType: { enum: [...LIMITS.durationTypes] },
        durationPeriod: { type: 'integer', minimum: 1 },
        lookbackPeriod: { type: 'integer', minimum: 1 },
        resources: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['resourceType', 'dataClusters'],
            properties: {
              resourceType: { enum: [...LIMITS.resourceTypes] },
              dataClusters: { type: 'array', minItems: 1, items: { type: 'string' } },
            },
          },
        },
      },
    },
  },
})

/** Consents asked for by a pushed authorization request's own details (RFC 9396; FDX consent API). */
export const requested: RequestedConsents = { types: [DETAIL_TYPE], read, granted }

const invalid = (reason: string) => problem('authorization-details-invalid', { reason }, 'request-details')

function read(detail: Readonly<Record<string, unknown>>, facts: RequestFacts): RequestedConsent {
  const [fault] = check(detail)
  if (fault) throw invalid(`${fault.pointer || 'the element'} ${fault.message}`)
  const asked = detail.consentRequest as ConsentRequest
  const clusters = clustersOf(asked)
  const terms = termsAsked(asked, facts.client)
  sameAsScope(clusters, facts)
  return {
    id: consentId(facts.newId),
    permissions: clusters,
    personDocument: null,
    companyDocument: null,
    expiresAt: facts.now + terms.durationPeriod * DAY_MS,
    extra: terms,
  }
}

/** A consent's id: 24 hexadecimal digits. */
export function consentId(newId: () => string): string {
  return newId().replaceAll('-', '').slice(0, 24)
}

const clustersOf = ({ resources }: ConsentRequest) => clustersAsked(resources.flatMap((each) => each.dataClusters))

/** The clusters behind the names asked for, each once. Throws authorization-details-invalid for one that nobody knows. */
export function clustersAsked(asked: readonly string[]): string[] {
  const unknown = asked.filter((name) => clusterNamed(name) === undefined)
  if (unknown.length > 0) throw invalid(`this bank has no data cluster ${unknown.join(', ')}`)
  return [...new Set(asked.map((name) => clusterNamed(name)?.id as string))]
}

/** Duration and look-back within what the bank and the client's registration allow. */
export function termsAsked(
  { durationType, durationPeriod, lookbackPeriod }: Omit<ConsentRequest, 'resources'>,
  client: RequestFacts['client'],
): ConsentTerms {
  const registered = client as { duration_type?: string[]; duration_period?: number; lookback_period?: number }
  const { min, max } = LIMITS.timeBoundDays
  const longest = Math.min(max, registered.duration_period ?? max)
  if (registered.duration_type && !registered.duration_type.includes(durationType))
    throw invalid(`durationType must be one that this client registered: ${registered.duration_type.join(', ')}`)
  if (durationType === 'TIME_BOUND') {
    if (durationPeriod === undefined) throw invalid('durationPeriod is missing: TIME_BOUND says for how many days')
    if (!Number.isInteger(durationPeriod) || durationPeriod < min || durationPeriod > longest)
      throw invalid(`durationPeriod must be ${min} to ${longest} days`)
  }
  const lookback = LIMITS.lookbackDays
  const furthest = Math.min(lookback.max, registered.lookback_period ?? lookback.max)
  if (lookbackPeriod !== undefined && (lookbackPeriod < lookback.min || lookbackPeriod > furthest))
    throw invalid(`lookbackPeriod must be ${lookback.min} to ${furthest} days`)
  return {
    durationType,
    durationPeriod: daysOf(durationType, durationPeriod ?? 0),
    lookbackPeriod: lookbackPeriod ?? null,
  }
}

function daysOf(durationType: DurationType, asked: number): number {
  if (durationType === 'TIME_BOUND') return asked
  return durationType === 'ONE_TIME' ? LIMITS.oneTimeDays : LIMITS.persistentDays
}

/** Scope and clusters must describe the same data (FDX security model). */
function sameAsScope(clusters: readonly string[], { scope }: RequestFacts): void {
  const asked = new Set(
    scope
      .split(' ')
      .filter((each) => each !== '' && !BESIDES.has(each))
      .map(scopeNamed),
  )
  const described = clusters.map((id) => clusterNamed(id)?.scopes ?? [])
  const missing = described.filter((scopes) => !scopes.some((each) => asked.has(each))).flat()
  const beyond = [...asked].filter((each) => !described.flat().includes(each))
  if (missing.length === 0 && beyond.length === 0) return
  const reason = [
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

/** One resource for each account that was chosen, and the holder's own data with the first. */
export function resourcesOf({ accountIds, holderId, permissions }: Consent) {
  const resource = (resourceType: string, resourceId: string) => ({
    resourceType,
    resourceId,
    dataClusters: [...permissions],
  })
  if (accountIds.length > 0) return accountIds.map((id) => resource('ACCOUNT', id))
  return [resource('CUSTOMER', holderId ?? '')]
}
