import type { Money, Origin } from '#kernel'

/**
 * What customers hold at the bank. Under each of them lies a ledger account: what they have is above zero there, what
 * they owe (on cards, lines of credit and loans) below it.
 */
export const ACCOUNT_KINDS = [
  'current',
  'savings',
  'prepaid',
  'money-market',
  'time-deposit',
  'escrow',
  'wallet',
  'commercial',
  'card',
  'credit-line',
  'loan',
  'investment',
  'insurance',
  'annuity',
] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

/** Whose word moves the money: the one holder's, all holders' together, or any one holder's. */
export const OWNERSHIPS = ['individual', 'joint-all', 'joint-any'] as const
export type Ownership = (typeof OWNERSHIPS)[number]

/** What an account is to one of its holders. Only owners, not those who may merely use it, have a word over it. */
export const HOLDER_ROLES = [
  'owner',
  'joint-owner',
  'authorised-user',
  'authorised-signer',
  'trustee',
  'beneficiary',
  'custodian',
] as const
export type HolderRole = (typeof HOLDER_ROLES)[number]

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
  /** What it is to each of its holders, in their order: the owner's, and jointly the others', unless said otherwise. */
  roles: HolderRole[]
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
  /** What its holders call it. */
  nickname: string | null
  /** What the bank sells it as, and that product's id; null where the market has no such thing. */
  productName: string | null
  productId: string | null
  /** The account that it belongs to, such as the loan of an escrow. */
  parentId: string | null
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

/** The roles of so many holders where nothing else was agreed. */
export function rolesOf(holders: number): HolderRole[] {
  return Array.from({ length: holders }, (_, index) => (index === 0 ? 'owner' : 'joint-owner'))
}
