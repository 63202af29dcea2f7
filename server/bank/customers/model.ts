import type { Origin } from '#kernel'

/** A natural person who is a customer, a representative of one, or both. */
export type Person = {
  id: string
  book: string
  kind: 'person'
  name: string
  /** The taxpayer's number, digits only. */
  document: string
  email?: string
  /** BCP 47 tag of the language the bank speaks to them. */
  language: string
}

/** A company that is a customer; people act for it. */
export type Company = {
  id: string
  book: string
  kind: 'company'
  legalName: string
  tradeName: string
  /** The company's registration number, without punctuation. */
  document: string
}

/** Whoever can hold an account. */
export type Holder = Person | Company

/** A holder as the bank keeps them: taken on, or made up with a history. */
export type KeptHolder = Holder & { origin: Origin }

/** How a demonstration customer logs in, shown to whoever runs this bank. */
export type DemonstrationLogin = { login: string; password: string; name: string; document: string; note: string }
