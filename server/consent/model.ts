import type { Origin } from '#kernel'

/** A consent as kept. Permissions and states are the market's words; the room doesn't read them. Times are bank ms. */
export type Consent = {
  id: string
  market: string
  /** The data recipient's client that lodged it. */
  clientId: string
  state: string
  stateSince: number
  createdAt: number
  /** When the account holder's agreement ends; null for an indefinite one. */
  expiresAt: number | null
  permissions: readonly string[]
  /** The document of the person the recipient says is asking; null where whoever logs in may answer. */
  personDocument: string | null
  /** The company whose data is asked for, if any. */
  companyDocument: string | null
  /** The account holder who authorised it (a person or a company), and the person who logged in to do so. */
  holderId: string | null
  personId: string | null
  /** What the account holder chose to share. */
  accountIds: readonly string[]
  grantId: string | null
  /** When the first access token was issued. */
  usedAt: number | null
  ending: ConsentEnding | null
  /** Since when the bank holds it back; null while it doesn't, and once it has ended. */
  heldSince: number | null
  /** What else the market keeps with the consent, as lodged. */
  extra: Readonly<Record<string, unknown>>
  /** Lodged by an application, or by the generator of history. */
  origin: Origin
}

export type ConsentEnding = { by: string; reason: string; information: string | null }

/** What a refusal tells of a consent that its token no longer works with: its state, and who ended it and why. */
export const endingFacts = ({ state, ending }: Pick<Consent, 'state' | 'ending'>) => ({
  state,
  ...(ending ? { by: ending.by, reason: ending.reason } : {}),
})

/** What a data recipient lodges. */
export type NewConsent = {
  id: string
  market: string
  clientId: string
  permissions: readonly string[]
  personDocument: string | null
  companyDocument: string | null
  expiresAt: number | null
  extra?: Readonly<Record<string, unknown>>
}

/** A new end of a consent, agreed without a visit to the bank. */
export type NewExtension = {
  /** When the account holder's agreement ends from now on; null for an indefinite one. */
  expiresAt: number | null
  /** The document of the person who asked for it, and who answers for the consent from now on. */
  personDocument: string
  /** What else the market keeps with the extension, as asked. */
  extra?: Readonly<Record<string, unknown>>
}

/** An extension as kept. */
export type ConsentExtension = Required<NewExtension> & { requestedAt: number; previousExpiresAt: number | null }

/** What the account holder decided on the consent page. */
export type Authorisation = {
  grantId: string
  holderId: string
  personId: string
  accountIds: readonly string[]
  /** The consent of the same application whose place it takes, which is ended with it. */
  replaces?: string
  /** What the market keeps with the consent besides what was lodged. */
  extra?: Readonly<Record<string, unknown>>
}

/** A consent of a generated history: what was lodged, and what somebody did about it, in order of time. */
export type ConsentHistory = NewConsent & { lodgedAt: number; moves: readonly HistoricMove[] }

/** `use` is the first access token; what timers do needs no telling. Times are bank ms. */
export type HistoricMove =
  | { act: 'authorise'; at: number; authorisation: Authorisation }
  | { act: 'use'; at: number }
  | { act: 'cancel' | 'revoke'; at: number; by?: string; reason?: string; information?: string }
