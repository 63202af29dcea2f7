import type { Consent } from '#consent'
import type { RouteInput } from '../../../api.ts'
import { consentStatus } from '../../consent-status.ts'
import { termsOf } from '../../consent-terms.ts'
import { partiesOf } from '../../parties.ts'
import { resourcesOf } from '../../requested.ts'

/** A moment as this API writes it: whole seconds in UTC. */
export const seconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

type Link = { href: string; action: 'GET'; rel: string; types: string[] }

/** The grants that a grant is related to: the one that it replaced, and the one that replaced it. */
function linksOf({ extra, ending }: Consent, { path, params }: RouteInput): Link[] {
  const base = path.slice(0, path.indexOf(`/${params.consentId}`) + 1)
  const link = (rel: string, id: unknown): Link[] =>
    typeof id === 'string' && id !== '' ? [{ href: base + id, action: 'GET', rel, types: ['application/json'] }] : []
  return [...link('replaces', extra.replaces), ...link('replaced-by', ending?.information)]
}

/** Everybody who takes part in a consent besides its customer. */
function partiesIn({ clientId }: Consent, { institution, registrationOf }: RouteInput) {
  return partiesOf(institution, registrationOf(clientId) ?? { client_id: clientId })
}

/** The grant of a consent (FDX consent API, ConsentGrant). */
export function mapGrant(consent: Consent, input: RouteInput) {
  const links = linksOf(consent, input)
  const { durationType, durationPeriod, lookbackPeriod } = termsOf(consent)
  return {
    id: consent.id,
    status: consentStatus(consent.state),
    createdTime: seconds(consent.createdAt),
    ...(consent.expiresAt === null ? {} : { expirationTime: seconds(consent.expiresAt) }),
    updatedTime: seconds(consent.stateSince),
    ...{ durationType, durationPeriod },
    ...(lookbackPeriod === null ? {} : { lookbackPeriod }),
    parties: partiesIn(consent, input),
    resources: resourcesOf(consent),
    ...(links.length > 0 ? { links } : {}),
  }
}

/** What ended a consent by somebody's act (FDX consent API, revocation records); empty for one that nobody revoked. */
export function mapRevocations({ state, stateSince, ending }: Consent) {
  if (state !== 'REVOKED' || !ending) return { revocations: [] }
  return {
    revocations: [{ status: 'REVOKED', reason: ending.reason, initiator: ending.by, updatedTime: seconds(stateSince) }],
  }
}
