import type { Words } from '#markets'

/** Somebody who can log in. */
export type Person = { id: string; name: string; document: string }

/** A person or company whose accounts can be shared. */
export type Holder = { id: string; name: string; document: string; kind: 'person' | 'company' }

/** An account as the consent page shows it. */
export type ShareableAccount = {
  id: string
  label: Words
  number: string
  /** Whose it is, where accounts of several holders are offered. */
  owner?: string
}

/** What identity needs of the bank's customers; main hands it in, so that identity knows nothing of the core bank. */
export type People = {
  /** The person, or undefined for a wrong login or password. Throws login-locked. */
  authenticate(book: string, login: string, password: string): Promise<Person | undefined>
  person(id: string): Person | undefined
  /** The person with a document; undefined where it is nobody's, or a company's. */
  personOf(book: string, document: string): Person | undefined
  /** The person whose login this is, for the bank's operator: it proves nothing of who asks. */
  withLogin(book: string, login: string): Person | undefined
  /** The person and the companies they may act for. */
  actsFor(personId: string): Holder[]
  /** Accounts by their ids, whatever has become of them since; those that the market tells nothing of are left out. */
  accounts(ids: readonly string[]): ShareableAccount[]
  /** The accounts the holder can share now. */
  accountsOf(holderId: string): ShareableAccount[]
}
