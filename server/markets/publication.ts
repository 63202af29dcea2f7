import type { Api } from './api.ts'
import type { Institution } from './institution.ts'
import type { TrustOrganisation } from './trust-profile.ts'

/** How a market tells the world who takes part in it, and at what addresses. */
export type Publication = {
  /** Below the directory's address, beginning with a slash. */
  path: string
  /** The document served there as JSON. */
  document(facts: PublishedFacts): unknown
}

export type PublishedFacts = {
  bank: Participant
  /** The bank as this market knows it. */
  institution: Institution
  /** Whoever enrolled and holds a role of this market, oldest first. */
  recipients: readonly Participant[]
  issuer: string
  metadataUrl: string
  /** The gateway's two addresses and the directory's, without a slash at the end. */
  addresses: { public: string; mutual: string; directory: string }
  apis: readonly Api[]
  /** Where the paths of the APIs begin, without a slash at the end. */
  apiBase: string
  /** A UUID-shaped id that is the same at every start: made from the bank's own and a name. */
  idOf(name: string): string
}

/** An organisation with its roles in this market. `createdAt` is bank time. */
export type Participant = TrustOrganisation & { createdAt: number }
