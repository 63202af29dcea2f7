import type { Money, Origin } from '#kernel'
import type { MovementFacts } from './facts.ts'

/** Why money moved, in the bank's own words. */
export const MOVEMENT_KINDS = [
  'pix',
  'ted',
  'boleto',
  'utility',
  'salary',
  'fee-package',
  'fee-single',
  'deposit',
  'withdrawal',
  'card',
  'internal-transfer',
  'overdraft-interest',
  'investment-yield',
  'investment-redemption',
  'salary-portability',
  'credit-operation',
  'ach',
  'wire',
  'instant-payment',
  'direct-deposit',
  'check',
  'atm-deposit',
  'atm-withdrawal',
  'bill-payment',
  'card-purchase',
  'card-refund',
  'card-payment',
  'cash-advance',
  'loan-payment',
  'escrow',
  'interest-earned',
  'interest-charged',
  'dividend',
  'trade',
  'contribution',
  'premium',
  'payout',
  'other',
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

/** The parts of an account's balance: free to spend, held back, and invested on the customer's behalf. */
export const BUCKETS = ['available', 'blocked', 'invested'] as const
export type Bucket = (typeof BUCKETS)[number]

/** What the house keeps accounts for: the other side of whatever enters or leaves the bank. */
export const HOUSE_PURPOSES = [
  'settlement',
  'cash',
  'payroll',
  'collections',
  'cards',
  'fees',
  'interest',
  'credit',
  'markets',
  'insurance',
  'suspense',
] as const
export type HousePurpose = (typeof HOUSE_PURPOSES)[number]

/** The house account that stands opposite a movement of this kind. */
export const HOUSE_OF_KIND: Readonly<Record<MovementKind, HousePurpose>> = {
  pix: 'settlement',
  ted: 'settlement',
  boleto: 'collections',
  utility: 'collections',
  salary: 'payroll',
  'salary-portability': 'payroll',
  'fee-package': 'fees',
  'fee-single': 'fees',
  deposit: 'cash',
  withdrawal: 'cash',
  card: 'cards',
  'internal-transfer': 'suspense',
  'overdraft-interest': 'interest',
  'investment-yield': 'interest',
  'investment-redemption': 'suspense',
  'credit-operation': 'credit',
  ach: 'settlement',
  wire: 'settlement',
  'instant-payment': 'settlement',
  'direct-deposit': 'payroll',
  check: 'settlement',
  'atm-deposit': 'cash',
  'atm-withdrawal': 'cash',
  'bill-payment': 'collections',
  'card-purchase': 'cards',
  'card-refund': 'cards',
  'card-payment': 'settlement',
  'cash-advance': 'cash',
  'loan-payment': 'settlement',
  escrow: 'settlement',
  'interest-earned': 'interest',
  'interest-charged': 'interest',
  dividend: 'markets',
  trade: 'markets',
  contribution: 'payroll',
  premium: 'insurance',
  payout: 'insurance',
  other: 'suspense',
}

/** Who is at the other end of a movement, as far as the bank was told. */
export type Counterparty = {
  name?: string
  /** Digits only. */
  document?: string
  kind?: 'person' | 'company'
  bankCode?: string
  branch?: string
  number?: string
  checkDigit?: string
}

export type NewPosting = {
  accountId: string
  /** 'available' when not given. */
  bucket?: Bucket
  /** Signed minor units; positive is a credit, in the customer's favour. */
  amountMinor: number
  /** When given, the account must be kept in this currency. */
  currency?: string
  counterparty?: Counterparty | null
  /** The line on this account's statement; the set's narrative when not given. */
  narrative?: string
  facts?: MovementFacts | null
}

export type NewPostingSet = {
  /** Bank time in milliseconds; now when not given, never in the future. */
  bookedAt?: number
  kind: MovementKind
  narrative: string
  postings: readonly NewPosting[]
  idempotencyKey?: string
}

export type Posting = {
  id: string
  accountId: string
  bucket: Bucket
  amountMinor: number
  currency: string
  narrative: string
  counterparty: Counterparty | null
  facts: MovementFacts | null
}

export type PostingSet = {
  id: string
  book: string
  bookedAt: number
  /** When the bank learned of it; later than `bookedAt` for what was booked back. */
  recordedAt: number
  kind: MovementKind
  narrative: string
  /** The set that this one reverses. */
  reverses: string | null
  postings: Posting[]
}

/** A line of an account's statement: one posting that changed what the account holds in all. */
export type Transaction = {
  id: string
  setId: string
  accountId: string
  bookedAt: number
  direction: 'credit' | 'debit'
  /** Never negative: `direction` carries the sign. */
  amount: Money
  kind: MovementKind
  narrative: string
  counterparty: Counterparty | null
  /** What else is known of it; null where nothing is. */
  facts: MovementFacts | null
  state: 'booked'
  origin: Origin
}

/** A page of an account's lines, the newest first unless said otherwise. */
export type StatementQuery = StatementPart & {
  accountId: string
  /** Bank time in milliseconds, inclusive. */
  from: number
  /** Bank time in milliseconds, exclusive. */
  to: number
  /** What was booked alone, or what was made up with a history alone; both where left out. */
  origin?: Origin | undefined
  limit: number
  /** The last line of the page before: the page begins with the next one after it. */
  after?: { bookedAt: number; id: string } | undefined
  /** The oldest first, from where `after` ended. */
  oldestFirst?: boolean | undefined
  /** Lines to leave out first, for callers that know page numbers only; it costs its length, `after` does not. */
  skip?: number | undefined
}

/** Which lines: all, those of a direction, or those that earned something in a reward programme. */
type StatementPart =
  | { direction?: 'credit' | 'debit' | undefined; rewarded?: undefined }
  | { direction?: undefined; rewarded: true }

export type LedgerFault =
  | { fault: 'set-unbalanced'; setId: string; currency: string; sumMinor: number }
  | { fault: 'set-incomplete'; setId: string; postings: number }
  | { fault: 'balance-differs'; accountId: string; bucket: Bucket; balanceMinor: number; postingsMinor: number }
