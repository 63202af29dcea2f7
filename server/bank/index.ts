import { type Database, type Events, migrate, type World } from '#kernel'
import type { Balances, KeptAccount } from './accounts/model.ts'
import { openAccounts } from './accounts/operations.ts'
import type { Authorisation, NewAuthorisation, PendingQuery } from './authorisations/model.ts'
import { openAuthorisations } from './authorisations/operations.ts'
import { openAutomatic } from './automatic/operations.ts'
import { automaticStore } from './automatic/store.ts'
import type { Card } from './cards/model.ts'
import { openCards } from './cards/operations.ts'
import type { Contract } from './contracts/model.ts'
import { openContracts } from './contracts/operations.ts'
import type { Contact } from './customers/contact.ts'
import type { Company, DemonstrationLogin, Holder, KeptHolder, Person } from './customers/model.ts'
import { openCustomers } from './customers/operations.ts'
import type { CustomerPage } from './customers/store.ts'
import type { Deposit, DepositTerms } from './deposits/model.ts'
import { openDeposits } from './deposits/operations.ts'
import { idOf } from './ids.ts'
import type { ChequeImage } from './images/model.ts'
import { openImages } from './images/operations.ts'
import type { Investment } from './investments/model.ts'
import { openInvestments } from './investments/operations.ts'
import type {
  HousePurpose,
  LedgerFault,
  NewPostingSet,
  PostingSet,
  StatementQuery,
  Transaction,
} from './ledger/model.ts'
import { openLedger } from './ledger/operations.ts'
import type { Networks } from './networks/model.ts'
import { openNetworks } from './networks/operations.ts'
import { openPayments, type Payments } from './payments/operations.ts'
import type { Personas } from './personas.ts'
import type { Policy } from './policies/model.ts'
import { openPolicies } from './policies/operations.ts'
import type { RewardMembership, RewardProgramme } from './rewards/model.ts'
import { openRewards } from './rewards/operations.ts'
import { openSeed } from './seed.ts'
import type { Statement, StatementsQuery } from './statements/model.ts'
import { openStatements } from './statements/operations.ts'
import { BANK_TABLES } from './tables.ts'
import type { HandedForms } from './taxes/handed-in.ts'
import type { TaxYear } from './taxes/model.ts'
import { openTaxes } from './taxes/operations.ts'

export {
  ACCOUNT_KINDS,
  ACCOUNT_STATUSES,
  type Account,
  type AccountKind,
  type AccountStatus,
  type Balances,
  HOLDER_ROLES,
  type HolderRole,
  OWNERSHIPS,
  type Ownership,
} from './accounts/model.ts'
export type { Authorisation, NewAuthorisation, PendingQuery } from './authorisations/model.ts'
export type { Bill, Card, CardTerms } from './cards/model.ts'
export {
  type AccountObject,
  type AccountRow,
  bankRoutes,
  type CustomerObject,
  type CustomerRow,
  type StatementPage,
} from './console.ts'
export { instalmentOf } from './contracts/instalment.ts'
export { CONTRACT_KINDS, type Contract, type ContractKind, type ContractTerms } from './contracts/model.ts'
export type { Address, Contact, Phone } from './customers/contact.ts'
export type { Company, DemonstrationLogin, Holder, Person } from './customers/model.ts'
export type { Deposit, DepositTerms } from './deposits/model.ts'
export type { Holding, Stands } from './holding.ts'
export type { ChequeImage } from './images/model.ts'
export {
  type HeldPosition,
  type Investment,
  type InvestmentTerms,
  type Lot,
  type OpenOrder,
  PLANS,
  type Plan,
  type Position,
  type SecurityKind,
} from './investments/model.ts'
export type { MovementFacts, Pay, PaymentSplit, Trade } from './ledger/facts.ts'
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
export {
  type Networks,
  PAYMENT_NETWORKS,
  type PaymentNetwork,
  TRANSFER_NETWORKS,
  type TransferNetwork,
} from './networks/model.ts'
export type { ComingPayment } from './payments/coming.ts'
export type {
  CalendarName,
  GivenMandate,
  InitiationParty,
  Mandate,
  OrderQuery,
  OrderState,
  OrderTerms,
  PageOf,
  Payee,
  PayeeDetails,
  PayeeState,
  PaymentFrequency,
  PaymentMethod,
  PaymentOrder,
  StandingOrder,
  StandingState,
  StandingTerms,
} from './payments/model.ts'
export type {
  AccountPersona,
  AccountTerms,
  CompanyPersona,
  MembershipPersona,
  MovementPersona,
  PendingPersona,
  Personas,
  PersonPersona,
  ProgrammePersona,
} from './personas.ts'
export type { AnnuityTerms, InsuranceTerms, Policy, PolicyTerms } from './policies/model.ts'
export type { Frequency, Rate } from './rate.ts'
export type { RewardBalance, RewardMembership, RewardProgramme } from './rewards/model.ts'
export type { Statement, StatementsQuery } from './statements/model.ts'
export { MOST_HANDED_IN } from './taxes/handed-in.ts'
export type { FormDetails, HandedForm, NewHandedForm, TaxYear } from './taxes/model.ts'

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
    contact(id: string): Contact | undefined
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
    transaction(accountId: string, id: string): Transaction | undefined
    block(accountId: string, options?: { hidden?: boolean }): void
    unblock(accountId: string): void
    close(accountId: string): void
  }
  /** What is known of and not booked yet. */
  authorisations: {
    authorise(input: NewAuthorisation): Authorisation
    book(id: string): PostingSet
    release(id: string): void
    find(id: string): Authorisation | undefined
    pending(query: PendingQuery): Authorisation[]
    sweep(): number
  }
  /** What was agreed about an account, with what its ledger says of it; undefined where the account is of another kind. */
  deposits: { find(accountId: string): Deposit | undefined; agreed(accountId: string): DepositTerms | undefined }
  cards: { find(accountId: string): Card | undefined }
  contracts: { find(accountId: string): Contract | undefined }
  investments: { find(accountId: string): Investment | undefined }
  policies: { find(accountId: string): Policy | undefined }
  networks: { ofAccount(accountId: string): Networks }
  rewards: {
    programme(id: string): RewardProgramme | undefined
    ofCustomer(customerId: string): RewardMembership[]
    ofAccount(accountId: string): RewardMembership | undefined
  }
  statements: {
    list(query: StatementsQuery): Statement[]
    latest(accountId: string): Statement | undefined
    find(accountId: string, id: string): Statement | undefined
  }
  images: {
    idsOf(transaction: Transaction): string[]
    find(accountId: string, imageId: string): ChequeImage | undefined
  }
  taxes: { ofYear(holderId: string, year: number): TaxYear; handedIn: HandedForms }
  payments: Payments
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
  const deposits = openDeposits({ db, world, ledger, accounts })
  const automaticPayments = automaticStore(db)
  const awaited = () => automaticPayments.due(world.clock.now())?.at
  const settle = () => void (awaited() !== undefined && payments.sweep())
  const statements = openStatements({ db, world, accounts, awaited, settle })
  const cards = openCards({ db, world, ledger, accounts, statements })
  const contracts = openContracts({ db, world, ledger, accounts, automatic: automaticPayments })
  const investments = openInvestments({ db, accounts })
  const policies = openPolicies({ db, world, ledger, accounts })
  const networks = openNetworks({ db, accounts })
  const rewards = openRewards({ db, accounts })
  const authorisations = openAuthorisations({ db, world, events, ledger, accounts })
  const automatic = openAutomatic({ db, world, events, ledger, accounts, statements, store: automaticPayments })
  const begun = <Terms>({ add }: { add(accountId: string, terms: Terms): void }) => ({
    add(accountId: string, terms: Terms): void {
      add(accountId, terms)
      automatic.begin(accountId)
    },
  })
  const payments: Payments = openPayments({ db, world, events, accounts, ledger, automatic })
  const { seed, seeded, importGenerated } = openSeed({
    ...{ db, world, events, customers, accounts, ledger, authorisations, rewards },
    terms: {
      ...{ deposit: deposits, card: begun(cards), contract: begun(contracts) },
      ...{ investment: investments, policy: policies, networks },
    },
  })
  const logins = new Map<string, DemonstrationLogin[]>()

  const {
    authenticate,
    withLogin,
    person,
    company,
    holder,
    byDocument,
    actsFor,
    contact,
    list: customerList,
  } = customers
  const { ofHolder, find, list, balances, transactions, transaction, block, unblock, close } = accounts
  const { post, reverse, verify, houseAccount } = ledger
  return {
    customers: {
      ...{ authenticate, withLogin, person, company, holder, byDocument, actsFor, contact, list: customerList },
      demonstrationLogins: (book) => logins.get(book) ?? [],
    },
    accounts: { ofHolder, find, list, balances, transactions, transaction, block, unblock, close },
    ...{ authorisations, deposits, cards, contracts, investments, policies, networks, rewards, statements },
    images: openImages({ accounts, customers }),
    taxes: openTaxes({ db, world, events, ledger, accounts, contracts }),
    payments,
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
