import type { Money } from '#kernel'

/** A statement is made for some hours after its month has ended; until then nobody can read it. */
export const STATEMENT_STATES = ['available', 'processing'] as const
export type StatementState = (typeof STATEMENT_STATES)[number]

/** A whole month of an account's ledger, in UTC. Amounts are of all its buckets together, as the lines are. */
export type Statement = {
  id: string
  accountId: string
  /** `yyyy-mm`. */
  month: string
  /** Bank time in milliseconds: the month is what is booked from the one to before the other. */
  startsAt: number
  endsAt: number
  /** When it could first be read. */
  availableAt: number
  state: StatementState
  opening: Money
  closing: Money
  /** How many lines it has; read them as the account's lines within its time. */
  lines: number
}

/** A page of an account's statements, newest first; `after` is the month that ended the page before. */
export type StatementsQuery = {
  accountId: string
  /** Those whose end lies within [from, to); bank time in milliseconds. */
  from: number
  to: number
  limit: number
  after?: string | undefined
  /** The oldest first, from where `after` ended. */
  oldestFirst?: boolean | undefined
}
