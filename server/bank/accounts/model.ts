import type { Money, Origin } from '#kernel'

export const ACCOUNT_KINDS = ['current', 'savings', 'prepaid'] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

/** Whose word moves the money: the one holder's, all holders' together, or any one holder's. */
export const OWNERSHIPS = ['individual', 'joint-all', 'joint-any'] as const
export type Ownership = (typeof OWNERSHIPS)[number]

/** `blocked` takes no orders but its holders still see it; `hidden` is blocked and out of their sight for a while. */
export const ACCOUNT_STATUSES = ['open', 'blocked', 'hidden', 'closed'] as const
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number]

export type Account = {
  /** Opaque: says nothing of branch or number. Letters, digits and hyphens. */
  id: string
  book: string
  kind: AccountKind
  ownership: Ownership
  /** Ids of its holders, the first holder first. */
  holders: string[]
  brandName: string
  /** The bank's code in its country's clearing. */
  bankCode: string
  branch: string | null
  number: string
  checkDigit: string
  currency: string
  status: AccountStatus
  /** Bank time in milliseconds. */
  openedAt: number
  closedAt: number | null
  /** The contracted overdraft in minor units; null where none is contracted. */
  overdraftLimitMinor: number | null
}

/** An account as the bank keeps it: opened, or made up with a history. */
export type KeptAccount = Account & { origin: Origin }

export type Balances = {
  /** Free to spend without the overdraft; negative when the account is overdrawn. */
  available: Money
  blocked: Money
  invested: Money
  /** The contracted limit, what is used of it, and what is drawn beyond it; null where no limit is contracted. */
  overdraft: { contracted: Money; used: Money; unarranged: Money } | null
  /** The bank time these balances were read at: they are the ledger's, not a copy. */
  at: number
}
