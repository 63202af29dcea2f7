import { problem } from '#kernel'
import type { JourneyOrder } from '../journeys.ts'

/** What a recipient of FDX asks a customer for: data clusters, and for how long; as far back as bank and registration let it. */
export type FdxWish = { scope: string; authorizationDetails: unknown[] }

/** What is asked for where an order says nothing else; `expires` is days. */
export const USUAL_FDX_WISH = {
  permissions: ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED', 'TRANSACTIONS', 'CUSTOMER_CONTACT'],
  expires: '30',
}

/** The consent request of an order and the scopes that say the same. Throws order-not-for-market, duration-not-days. */
export function fdxWish({ permissions, expires, business, onPhone }: JourneyOrder): FdxWish {
  if (business !== undefined) throw problem('order-not-for-market', { option: '--business' })
  if (onPhone) throw problem('order-not-for-market', { option: '--phone' })
  const days = Number(expires ?? USUAL_FDX_WISH.expires)
  if (!Number.isInteger(days)) throw problem('duration-not-days', { expires })
  const clusters = permissions ?? USUAL_FDX_WISH.permissions
  const consentRequest = {
    ...{ durationType: 'TIME_BOUND', durationPeriod: days },
    resources: [{ resourceType: 'ACCOUNT', dataClusters: clusters }],
  }
  return {
    scope: clusters.flatMap(scopesOf).join(' '),
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
