import { problem } from '#kernel'
import type { JourneyOrder } from '../journeys.ts'

/** What a recipient of FDX asks a customer for: data clusters, for how long, how far back. */
export type FdxWish = { scope: string; authorizationDetails: unknown[] }

const USUAL = ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED', 'TRANSACTIONS', 'CUSTOMER_CONTACT']
const DAYS = 30
const LOOK_BACK_DAYS = 60

/** The consent request of an order and the scopes that say the same. Throws order-not-for-market, duration-not-days. */
export function fdxWish({ permissions = USUAL, expires, business, onPhone }: JourneyOrder): FdxWish {
  if (business !== undefined) throw problem('order-not-for-market', { option: '--business' })
  if (onPhone) throw problem('order-not-for-market', { option: '--phone' })
  const days = expires === undefined ? DAYS : Number(expires)
  if (!Number.isInteger(days)) throw problem('duration-not-days', { expires })
  const consentRequest = {
    ...{ durationType: 'TIME_BOUND', durationPeriod: days, lookbackPeriod: LOOK_BACK_DAYS },
    resources: [{ resourceType: 'ACCOUNT', dataClusters: permissions }],
  }
  return {
    scope: permissions.flatMap(scopesOf).join(' '),
    authorizationDetails: [{ type: 'fdx_v1.0', consentRequest }],
  }
}

/** Clusters whose scopes are shorter than their names. */
const SHORTER: Readonly<Record<string, string>> = {
  SOCIAL_SECURITY_NUMBER: 'socialsecurity',
  TERMS_AND_CONDITIONS: 'termsconditions',
}

/** A cluster's scopes: its name in lower case without underscores, bar two; transfers alone are written too. */
function scopesOf(cluster: string): string[] {
  const name = SHORTER[cluster] ?? cluster.toLowerCase().replaceAll('_', '')
  return cluster === 'TRANSFERS' ? [`fdx:${name}:read`, `fdx:${name}:write`] : [`fdx:${name}:read`]
}
