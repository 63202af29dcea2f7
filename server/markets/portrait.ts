import type { Account, Bank, Transaction } from '#bank'
import type { JsonSchema } from '#kernel'
import type { ConceptId } from './concepts.ts'
import type { SettingValues } from './settings-profile.ts'
import type { Words } from './words.ts'

/** What a market is handed to tell one account of the core bank, of whichever book, in its own words. */
export type PortraitFacts = {
  bank: Bank
  account: Account
  /** Its latest booked movements, newest first: the same for every market that tells the account. */
  movements: readonly Transaction[]
  /** What the market's operator set. */
  settings: SettingValues
  /** The registration number of the bank. */
  institutionDocument: string
  /** Bank time, ms. */
  now: number
}

/** An answer of a market's API as it would be about the account; `data` is null where the market says nothing there. */
export type PortraitEntity = {
  id: string
  /** The operation that tells it. */
  operation: string
  data: unknown
  /** The component of the market's schemas that it is, or of a list each of its items. */
  shape?: string
  /** Where members stood that break that schema and were left out: a book of another market has what it can't write. */
  unfit?: readonly string[]
  /** Why there is nothing. */
  absent?: Words
}

/** Where a market tells a concept, and how it writes it. */
export type PortraitPlace = {
  /** The entity's id and the members below it, with slashes between; of several, the first that is told. None: nowhere. */
  at: readonly string[]
  says?: Words
}

/** How a market would tell an account that a consent shared with everything: by its APIs' own maps, in process. */
export type Portrait = {
  tell(facts: PortraitFacts): readonly PortraitEntity[]
  /** The schemas of what it tells. */
  components: Readonly<Record<string, JsonSchema>>
  /** Where each concept stands; a concept that is left out has no place in the market. */
  places: Readonly<Partial<Record<ConceptId, PortraitPlace>>>
}
