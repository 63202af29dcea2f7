import type { Consent } from '#consent'
import type { RouteInput } from '../../../api.ts'
import { termsOf } from '../../consent-terms.ts'
import { resourcesOf } from '../../requested.ts'

/** How the states of a consent are told; what is not here is not told of at all (FDX consent API, ConsentGrantStatus). */
export const SHOWN: Readonly<Record<string, 'ACTIVE' | 'EXPIRED' | 'REVOKED'>> = {
  ACTIVE: 'ACTIVE',
  CONSUMED: 'EXPIRED',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
}

/** A moment as this API writes it: whole seconds in UTC. */
export const seconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** The grant of a consent (FDX consent API, ConsentGrant). */
export function mapGrant(consent: Consent, _input: RouteInput) {
  const { durationType, durationPeriod, lookbackPeriod } = termsOf(consent)
  return {
    id: consent.id,
    status: SHOWN[consent.state],
    createdTime: seconds(consent.createdAt),
    ...(consent.expiresAt === null ? {} : { expirationTime: seconds(consent.expiresAt) }),
    updatedTime: seconds(consent.stateSince),
    ...{ durationType, durationPeriod },
    ...(lookbackPeriod === null ? {} : { lookbackPeriod }),
    resources: resourcesOf(consent),
  }
}

/** What ended a consent by somebody's act (FDX consent API, revocation records); empty for one that nobody revoked. */
export function mapRevocations({ state, stateSince, ending }: Consent) {
  if (state !== 'REVOKED' || !ending) return { revocations: [] }
  return {
    revocations: [{ status: 'REVOKED', reason: ending.reason, initiator: ending.by, updatedTime: seconds(stateSince) }],
  }
}
