import { type Database, type Events, migrate, type World } from '#kernel'
import type { Balances, KeptAccount } from './accounts/model.ts'
import { openAccounts } from './accounts/operations.ts'
import type { Company, DemonstrationLogin, Holder, KeptHolder, Person } from './customers/model.ts'
import { openCustomers } from './customers/operations.ts'
import type { CustomerPage } from './customers/store.ts'
import type {
  HousePurpose,
  LedgerFault,
  NewPostingSet,
  PostingSet,
  StatementQuery,
  Transaction,
} from './ledger/model.ts'
import { openLedger } from './ledger/operations.ts'
import type { Personas } from './personas.ts'
import { idOf, openSeed } from './seed.ts'
import { BANK_TABLES } from './tables.ts'

export {
  ACCOUNT_KINDS,
  ACCOUNT_STATUSES,
  type Account,
  type AccountKind,
  type AccountStatus,
  type Balances,
  OWNERSHIPS,
  type Ownership,
} from './accounts/model.ts'
export { type AccountRow, bankRoutes, type CustomerObject, type CustomerRow, type StatementPage } from './console.ts'
export type { Company, DemonstrationLogin, Holder, Person } from './customers/model.ts'
export {
  BUCKETS,
  type Bucket,
  type Counterparty,
  HOUSE_PURPOSES,
  type HousePurpose,
  type LedgerFault,
  MOVEMENT_KINDS,
  type MovementKind,
  type NewPosting,
  type NewPostingSet,
  type Posting,
  type PostingSet,
  type StatementQuery,
  type Transaction,
} from './ledger/model.ts'
export type { AccountPersona, CompanyPersona, MovementPersona, Personas, PersonPersona } from './personas.ts'

/** The id that a customer or account of personas gets, by book and key. */
export const seededId = idOf

/** The core bank. What each verb returns and throws stands where it is written, one folder a noun. */
export type Bank = {
  customers: {
    authenticate(book: string, login: string, password: string): Promise<Person | undefined>
    withLogin(book: string, login: string): Person | undefined
    person(id: string): Person | undefined
    company(id: string): Company | undefined
    holder(id: string): KeptHolder | undefined
    byDocument(book: string, document: string): Holder | undefined
    actsFor(personId: string): KeptHolder[]
    list(page: CustomerPage): KeptHolder[]
    /** How the seeded customers log in, known only from personas handed to `seed` since this bank was opened. */
    demonstrationLogins(book: string): DemonstrationLogin[]
  }
  accounts: {
    ofHolder(holderId: string): KeptAccount[]
    find(accountId: string): KeptAccount | undefined
    list(ids: readonly string[]): KeptAccount[]
    balances(accountId: string): Balances
    transactions(query: StatementQuery): Transaction[]
    block(accountId: string, options?: { hidden?: boolean }): void
    unblock(accountId: string): void
    close(accountId: string): void
  }
  ledger: {
    post(set: NewPostingSet): PostingSet
    reverse(setId: string, reason: string): PostingSet
    verify(): { ok: boolean; faults: LedgerFault[] }
    houseAccount(book: string, currency: string, purpose: HousePurpose): string
  }
  seed(personas: Personas): void
  /** Whether a book was given its first customers. */
  seeded(book: string): boolean
  /**
   * Adds customers that the generator made, with their accounts and postings, through the guards of live writes and
   * marked as generated. `name` tells this making from others: their ids are made from it.
   */
  importGenerated(personas: Personas, name: string): void
}

/** Opens the core bank over its database: customers, accounts and the ledger under them. */
export function openBank({ db, world, events }: { db: Database; world: World; events: Events }): Bank {
  migrate(db, 'bank', BANK_TABLES)
  const ledger = openLedger({ db, world, events })
  const customers = openCustomers({ db, world, events })
  const accounts = openAccounts({ db, world, events, ledger })
  const { seed, seeded, importGenerated } = openSeed({ db, world, events, customers, accounts, ledger })
  const logins = new Map<string, DemonstrationLogin[]>()

  const { authenticate, withLogin, person, company, holder, byDocument, actsFor, list: customerList } = customers
  const { ofHolder, find, list, balances, transactions, block, unblock, close } = accounts
  const { post, reverse, verify, houseAccount } = ledger
  return {
    customers: {
      ...{ authenticate, withLogin, person, company, holder, byDocument, actsFor, list: customerList },
      demonstrationLogins: (book) => logins.get(book) ?? [],
    },
    accounts: { ofHolder, find, list, balances, transactions, block, unblock, close },
    ledger: { post, reverse, verify, houseAccount },
    seed(personas) {
      seed(personas)
      logins.set(personas.book, demonstrationLogins(personas))
    },
    seeded,
    importGenerated,
  }
}

// The passwords stay with the persona file; the database holds their hashes only.
function demonstrationLogins({ people }: Personas): DemonstrationLogin[] {
  return people.flatMap(({ name, document, login }) =>
    login ? [{ login: login.name, password: login.password, name, document, note: login.note }] : [],
  )
}
