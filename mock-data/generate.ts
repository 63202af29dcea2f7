import type { Personas } from '#bank'
import type { ConsentHistory } from '#consent'
import { generateFdx } from './fdx/generate.ts'
import { generateObb } from './obb/generate.ts'

/** What makes one history differ from another: the same four values give the same bytes, on every machine. */
export type Generation = {
  seed: string
  /** How many customers beside the named ones. */
  customers: number
  /** How many days, the last of which is `lastDay`. */
  days: number
  /** `yyyy-mm-dd`, in the market's own time. */
  lastDay: string
}

/** An organisation with a developer and an application, none of which has a key: it can't be taken for anybody. */
export type GeneratedApplication = {
  organisation: { organisationId: string; name: string; registrationNumber: string; roles: string[] }
  developer: { id: string; name: string; email: string }
  applicationId: string
  softwareId: string
  name: string
  description: string
  redirectUris: string[]
  roles: string[]
  /** Bank time in milliseconds. */
  createdAt: number
  provisioning:
    | { state: 'ready'; clientId: string; at: number }
    | { state: 'failed'; error: { type: string; facts: Record<string, unknown> }; attempts: number; at: number }
}

/** A call that came over HTTP, as the records keep it. Times are bank milliseconds. */
export type GeneratedCall = {
  market: string
  kind: 'http'
  at: number
  durationMs: number
  arrow: number
  from: 'app' | 'consumer'
  to: 'gateway' | 'identity'
  operation: string
  clientId: string
  consentId: string | null
  status: number
  problemType: string | null
  problemRule: string | null
}

/** Everything generated for one market, in the order of time; it may reach beyond the present moment of the last day. */
export type GeneratedHistory = {
  market: string
  personas: Personas
  applications: GeneratedApplication[]
  consents: ConsentHistory[]
  calls: GeneratedCall[]
}

/** What a first start makes. */
export const FIRST_HISTORY = { seed: 'bancada', customers: 40, days: 90 } as const

/** Of all customers beside the named ones, so many are of the US book: the fewer of the two. */
const SHARE_OF_THE_US = 0.3

/** The histories of every market with a book of its own. A pure function of its argument. */
export function generate(generation: Generation): GeneratedHistory[] {
  const { customers } = generation
  const us = Math.floor(customers * SHARE_OF_THE_US)
  return [generateObb({ ...generation, customers: customers - us }), generateFdx({ ...generation, customers: us })]
}
