import type { Money, Origin } from '#kernel'
import type { MovementFacts } from '../ledger/facts.ts'
import type { Counterparty, MovementKind } from '../ledger/model.ts'

/** An authorisation waits until it is booked or given back. */
export const AUTHORISATION_STATES = ['pending', 'booked', 'released'] as const
export type AuthorisationState = (typeof AUTHORISATION_STATES)[number]

/** How long after it was made an authorisation is booked where nothing else is said. */
export const BOOKED_AFTER_MS = 3 * 86_400_000

/**
 * A movement that is known of and not booked. One that takes money away holds it in the account's blocked part until it
 * is booked, so that it can't be spent twice; one that brings money holds nothing.
 */
export type Authorisation = {
  id: string
  accountId: string
  /** Bank time in milliseconds. */
  at: number
  /** When it is booked, if nobody does so before. */
  dueAt: number
  kind: MovementKind
  narrative: string
  direction: 'credit' | 'debit'
  /** Never negative: `direction` carries the sign. */
  amount: Money
  counterparty: Counterparty | null
  facts: MovementFacts | null
  state: AuthorisationState
  /** The set that booked it. */
  bookedSetId: string | null
  origin: Origin
}

export type NewAuthorisation = {
  accountId: string
  /** Now where not given, never in the future. */
  at?: number
  /** Three days later where not given. */
  dueAt?: number
  kind: MovementKind
  narrative: string
  /** Signed minor units; negative takes money away. */
  amountMinor: number
  counterparty?: Counterparty | null
  facts?: MovementFacts | null
}

/** A page of what is pending on an account, newest first; `after` is the one that ended the page before. */
export type PendingQuery = {
  accountId: string
  /** Authorised within [from, to); bank time in milliseconds. */
  from: number
  to: number
  limit: number
  /** The oldest first, from where `after` ended. */
  oldestFirst?: boolean | undefined
  after?: { at: number; id: string } | undefined
}
