import type { Account, AccountKind, Ownership } from './accounts/model.ts'
import type { Counterparty, MovementKind } from './ledger/model.ts'

/** The customers a book begins with. `key`s are names within this value; ids are derived from book and key. */
export type Personas = {
  book: string
  currency: string
  brandName: string
  bankCode: string
  people: PersonPersona[]
  companies: CompanyPersona[]
  accounts: AccountPersona[]
  movements: MovementPersona[]
}

export type PersonPersona = {
  key: string
  name: string
  document: string
  email?: string
  language: string
  login?: { name: string; password: string; note: string }
}

export type CompanyPersona = {
  key: string
  legalName: string
  tradeName: string
  document: string
  /** Keys of the people who act for it. */
  representatives: string[]
}

export type AccountPersona = {
  key: string
  /** Keys of people or of one company. */
  holders: string[]
  kind: AccountKind
  ownership: Ownership
  branch: Account['branch']
  number: string
  checkDigit: string
  /** Bank time in milliseconds. */
  openedAt: number
  /** The balance it starts with, booked when it was opened against the house. */
  openingMinor: number
  openingNarrative: string
  overdraftLimitMinor?: number
  status?: 'blocked' | 'hidden' | { closedAt: number }
}

export type MovementPersona = {
  /** Key of the account it is on. */
  account: string
  /** Bank time in milliseconds. */
  at: number
  kind: MovementKind
  narrative: string
  /** Signed minor units; positive is a credit. */
  amountMinor: number
  counterparty?: Counterparty
  /** The other side: an account of this book, or a bucket of the same account; the house's when not given. */
  against?: { account: string; narrative: string } | { bucket: 'blocked' | 'invested' }
}
