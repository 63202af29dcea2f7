import type { Account } from '#bank'
import type { Consent, ConsentLife, NewConsent } from '#consent'
import type { SettingValues } from './settings-profile.ts'
import type { Words } from './words.ts'

export type ConsentProfile = {
  life: ConsentLife
  /** `consent:` — the dynamic scope that names a consent in a request; left out where the request itself is the wish. */
  scopePrefix?: string
  /** Where a consent is born of an authorization request's own details (RFC 9396); left out where it is lodged before. */
  requested?: RequestedConsents
  /** What the answer that gives tokens says besides of their consent; nothing where left out. */
  tokenAnswer?(consent: Consent): Readonly<Record<string, unknown>>
  /** Whether a consent's tokens can be renewed; all can where left out. */
  renewable?(consent: Pick<Consent, 'extra'>): boolean
  /** What the consent page says is shared, grouped for a reader. */
  describe(consent: AskedConsent): SharedData[]
  /** What else the account holder should know before confirming. */
  notes(consent: AskedConsent): Words[]
  /** Whether the account holder picks accounts for what a consent asks. */
  needsAccounts(consent: AskedConsent): boolean
  /** The account holder picks among the accounts of everybody they act for, and not of one of them alone. */
  offersAllHolders?: true
  /** Closed accounts are offered with the others, to be told as what they are; left out where only those that stand are. */
  offersClosed?: true
  /** How many active consents one account holder may have with one application; as many as they like where left out. */
  mostPerCustomer?(settings: SettingValues): number
  /** How a consent is ended that its account holder replaces by a new one of the same application; left out where none is. */
  replaced?: { by: string; reason: string }
  /** Through whom an application gets the data, by its registration: those between it and the bank. */
  platforms?(client: Readonly<Record<string, unknown>>): string[]
  /** Who stands behind an application by its registration, where that may be another than the directory's organisation. */
  organisation?(client: Readonly<Record<string, unknown>>): string | undefined
  /** The scopes a consent's token carries. */
  scopesFor(permissions: readonly string[]): readonly string[]
  /** What can be asked for, in the groups that a data recipient asks in. */
  groups: readonly PermissionGroup[]
  /**
   * A consent as the market's API would lodge it: what is granted of what is asked, and until when (bank ms).
   * Throws what that API refuses.
   */
  draft(wish: ConsentWish): Pick<NewConsent, 'id' | 'permissions' | 'expiresAt' | 'extra'>
  /**
   * How an account is called on the consent page: its kind, and its number as customers know it. Undefined for one that
   * the market's APIs tell nothing of: it isn't offered.
   */
  account(account: Account): { label: Words; number: string } | undefined
  /** Who ends a consent for which reason when the bank itself ends it; left out where a bank may not. */
  bankEnding?: { by: string; reason: string; clause: string }
  /** What the documents of people and companies are called. */
  words: Readonly<Record<'personDocument' | 'companyDocument', Words>>
}

/** What is known of a consent before its account holder saw it. */
export type AskedConsent = Pick<Consent, 'permissions'> & Partial<Pick<Consent, 'extra'>>

/** Permissions that go together; `holder` where they are only about a person or only about a company. */
export type PermissionGroup = {
  id: string
  title: Words
  permissions: readonly string[]
  holder?: 'person' | 'company'
}

/** What is asked of a consent; `expires` as the market's API writes it. `now` is bank ms. */
export type ConsentWish = {
  permissions: readonly string[]
  companyDocument: string | null
  expires: string | undefined
  now: number
  newId: () => string
  /** What the operator set in the market. */
  settings: SettingValues
  /** The application's registration, where its limits cap a consent and the market's API would look at them. */
  client?: Readonly<Record<string, unknown>>
}

export type SharedData = { title: Words; items: Words[] }

/** A consent as its request asks for it: everything but what the house knows by itself. */
export type RequestedConsent = Omit<NewConsent, 'market' | 'clientId'>

/** How a pushed authorization request asks for a consent (RFC 9396 2). */
export type RequestedConsents = {
  /** The types of authorization details that do, as metadata announces them. */
  types: readonly string[]
  /**
   * The consent that one detail asks for. Throws problem('authorization-details-invalid', { reason }) for what can't be
   * had, and problem('authorization-scope-differs', { asked, described }) where scope and detail disagree.
   */
  read(detail: Readonly<Record<string, unknown>>, facts: RequestFacts): RequestedConsent
  /** The name that a scope has today; left out where none was ever renamed. */
  scopeToday?(scope: string): string
  /** The details that a confirmed consent grants, for the answer that gives its tokens (RFC 9396 7). */
  granted(consent: Consent): Readonly<Record<string, unknown>>[]
}

/** What a request's details are read with; `now` is bank ms. */
export type RequestFacts = {
  scope: string
  /** The client's registered metadata. */
  client: Readonly<Record<string, unknown>>
  /** What the operator set in the market. */
  settings: SettingValues
  now: number
  newId: () => string
}
