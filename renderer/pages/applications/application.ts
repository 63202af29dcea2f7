import type { Origin } from '#kernel'

/** An application as the marketplace tells of it. Times are bank milliseconds. */
export type Application = {
  id: string
  developerId: string
  organisationId: string
  softwareId: string
  market: string
  lane: string
  name: string
  redirectUris: string[]
  createdAt: number
  state: ProvisioningState
  attempts: number
  lastError: { type: string; facts: Record<string, unknown> } | null
  nextAttemptAt: number | null
  clientId: string | null
  origin: Origin
}

export type ProvisioningState = 'waiting' | 'registering' | 'ready' | 'failed'

/** How a state looks: the words go with it. */
export const LOOKS = { waiting: 'waiting', registering: 'redirect', ready: 'ok', failed: 'failed' } as const

export type ApplicationPage = { applications: Application[]; next: string | null }
