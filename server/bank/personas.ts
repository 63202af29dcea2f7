import type { Account, AccountKind, HolderRole, Ownership } from './accounts/model.ts'
import type { CardTerms } from './cards/model.ts'
import type { ContractTerms } from './contracts/model.ts'
import type { Contact } from './customers/contact.ts'
import type { DepositTerms } from './deposits/model.ts'
import type { InvestmentTerms } from './investments/model.ts'
import type { MovementFacts } from './ledger/facts.ts'
import type { Counterparty, MovementKind } from './ledger/model.ts'
import type { Networks } from './networks/model.ts'
import type { PolicyTerms } from './policies/model.ts'
import type { RewardMembership, RewardProgramme } from './rewards/model.ts'

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
  /** What is authorised and not booked yet. */
  pending?: PendingPersona[]
  programmes?: ProgrammePersona[]
  memberships?: MembershipPersona[]
}

export type PersonPersona = {
  key: string
  name: string
  document: string
  email?: string
  language: string
  contact?: Contact
  login?: { name: string; password: string; note: string }
}

export type CompanyPersona = {
  key: string
  legalName: string
  tradeName: string
  document: string
  /** Keys of the people who act for it. */
  representatives: string[]
  contact?: Contact
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
  /** A deposit where not given: what is lent is paid out by another part of the house. */
  openingKind?: MovementKind
  overdraftLimitMinor?: number
  status?: 'blocked' | 'hidden' | { closedAt: number }
  /** What it is to each holder, in their order. */
  roles?: HolderRole[]
  nickname?: string
  productName?: string
  productId?: string
  /** Key of the account it belongs to. */
  parent?: string
  /** What was agreed about it. Other accounts and customers are named by their keys here. */
  terms?: AccountTerms
}

export type AccountTerms = {
  deposit?: DepositTerms
  card?: CardTerms
  contract?: ContractTerms
  investment?: InvestmentTerms
  policy?: PolicyTerms
  networks?: Networks
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
  facts?: MovementFacts
  /** The other side: an account of this book, or a bucket of the same account; the house's when not given. */
  against?: { account: string; narrative: string; facts?: MovementFacts } | { bucket: 'blocked' | 'invested' }
}

/** What is authorised; `dueAt` is three days later where not given. */
export type PendingPersona = Omit<MovementPersona, 'against'> & { dueAt?: number }

export type ProgrammePersona = Omit<RewardProgramme, 'id' | 'book'> & { key: string }

/** Programme, customer and accounts by their keys. */
export type MembershipPersona = Omit<RewardMembership, 'id' | 'programmeId' | 'customerId' | 'accountIds'> & {
  key: string
  programme: string
  customer: string
  accounts: string[]
}
