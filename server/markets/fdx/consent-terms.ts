import type { Consent } from '#consent'
import type { DurationType } from './limits.ts'

/** What the market keeps with a consent besides its clusters: how long, how far back, and what was asked under which resource. */
export type ConsentTerms = {
  durationType: DurationType
  /** Days from the acceptance of the request. */
  durationPeriod: number
  /** Days, counted back from each call; null only in a consent that was kept before each had a look-back. */
  lookbackPeriod: number | null
  /** The resources as asked for; left out in a consent that was lodged without any. */
  resources?: readonly AskedResource[]
  /** The scopes of data that were asked for; left out in a consent that has all those of its clusters. */
  scopes?: readonly string[]
}

/** One kind of resource and the clusters that were asked for of it. */
export type AskedResource = { resourceType: 'ACCOUNT' | 'CUSTOMER'; dataClusters: readonly string[] }

/** The terms of a consent of this market. */
export function termsOf({ extra }: Pick<Consent, 'extra'>): ConsentTerms {
  return extra as ConsentTerms
}
