import type { Consent } from '#consent'
import type { DurationType } from './limits.ts'

/** What the market keeps with a consent besides its clusters: how long, and how far back. */
export type ConsentTerms = {
  durationType: DurationType
  /** Days from the acceptance of the request. */
  durationPeriod: number
  /** Days, counted back from each call; null where none was asked. */
  lookbackPeriod: number | null
}

/** The terms of a consent of this market. */
export function termsOf({ extra }: Pick<Consent, 'extra'>): ConsentTerms {
  return extra as ConsentTerms
}
