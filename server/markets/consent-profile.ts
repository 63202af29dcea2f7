import type { Account } from '#bank'
import type { ConsentLife } from '#consent'
import type { Words } from './words.ts'

export type ConsentProfile = {
  life: ConsentLife
  /** `consent:` — the dynamic scope that names a consent in a request. */
  scopePrefix: string
  /** What the consent page says is shared, grouped for a reader. */
  describe(permissions: readonly string[]): SharedData[]
  /** What else the account holder should know before confirming. */
  notes(permissions: readonly string[]): Words[]
  /** Permissions whose data the account holder picks account by account. */
  needsAccounts(permissions: readonly string[]): boolean
  /** The scopes a consent's token carries. */
  scopesFor(permissions: readonly string[]): readonly string[]
  /** What can be asked for, in the groups that a data recipient asks in. */
  groups: readonly PermissionGroup[]
  /**
   * A consent as the market's API would lodge it: what is granted of what is asked, and until when (bank ms).
   * Throws what that API refuses.
   */
  draft(wish: ConsentWish): { id: string; permissions: readonly string[]; expiresAt: number | null }
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
}

export type SharedData = { title: Words; items: Words[] }
