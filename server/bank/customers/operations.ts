import { type Database, type Events, type Origin, problem, type World } from '#kernel'
import { termsStore } from '../terms.ts'
import type { Contact } from './contact.ts'
import type { Company, Holder, KeptHolder, Person } from './model.ts'
import { hashPassword, passwordFits } from './passwords.ts'
import { type CustomerPage, customerStore } from './store.ts'

/** So many failures within the window lock a login for as long again. Bank time. */
export const MAX_FAILURES = 5
export const LOCK_MS = 15 * 60_000
// A longer login can't exist; its failures are not kept, so that nobody fills the bank with them.
const MAX_LOGIN_LENGTH = 100

/** Opens the bank's customers: people and companies, who acts for whom, and how people log in. */
export function openCustomers({ db, world, events }: { db: Database; world: World; events: Events }) {
  const store = customerStore(db)
  const contacts = termsStore<Contact>(db, 'customer_contacts')

  const succeed = db.transaction((book: string, login: string, personId: string) => {
    store.clearFailures(book, login)
    events.record({ type: 'customer.login-succeeded', market: book, customerId: personId })
  })

  // What was typed as an unknown login may be someone's password: the event names known people only.
  const fail = db.transaction((book: string, login: string, personId: string | null, reason: string) => {
    const now = world.clock.now()
    store.sweepFailures(now - 2 * LOCK_MS)
    if (reason !== 'locked' && login.length <= MAX_LOGIN_LENGTH) store.addFailure(book, login, now)
    events.record({ type: 'customer.login-failed', market: book, customerId: personId, data: { reason } })
  })

  /** When the login opens again, in bank time; undefined when it is not locked. Unknown logins lock like known ones. */
  function lockedUntil(book: string, login: string): number | undefined {
    const now = world.clock.now()
    const failures = store.failuresSince(book, login, now - 2 * LOCK_MS, MAX_FAILURES)
    const [newest] = failures
    const oldest = failures[MAX_FAILURES - 1]
    if (newest === undefined || oldest === undefined || newest - oldest >= LOCK_MS) return undefined
    return newest + LOCK_MS > now ? newest + LOCK_MS : undefined
  }

  function refuseLocked(book: string, login: string, personId: string | undefined): void {
    const until = lockedUntil(book, login)
    if (until === undefined) return
    fail(book, login, personId ?? null, 'locked')
    throw problem('login-locked', { until })
  }

  function find(id: string, kind: 'person'): Extract<KeptHolder, Person> | undefined
  function find(id: string, kind: 'company'): Company | undefined
  function find(id: string, kind: Holder['kind']): Holder | undefined {
    const holder = store.find(id)
    return holder?.kind === kind ? holder : undefined
  }

  return {
    /**
     * The person whom login and password name; undefined when they don't fit or there is no such login, at the same cost.
     * Five failures within 15 minutes of bank time lock the login for 15 minutes: throws login-locked { until }.
     * Records customer.login-succeeded or customer.login-failed.
     */
    async authenticate(book: string, login: string, password: string): Promise<Person | undefined> {
      const known = store.login(book, login)
      refuseLocked(book, login, known?.personId)
      const fits = await passwordFits(password, known?.passwordHash)
      // Attempts wait side by side for their hashes: beyond the fifth failure even a right one finds the lock here.
      refuseLocked(book, login, known?.personId)
      if (!fits || !known) {
        fail(book, login, known?.personId ?? null, known ? 'wrong-password' : 'unknown-login')
        return undefined
      }
      succeed(book, login, known.personId)
      return find(known.personId, 'person')
    },
    /** The person whose login this is, for the bank's own operators. */
    withLogin(book: string, login: string): Person | undefined {
      const known = store.login(book, login)
      return known && find(known.personId, 'person')
    },
    person: (id: string): Person | undefined => find(id, 'person'),
    company: (id: string): Company | undefined => find(id, 'company'),
    /** The person or company with this id. */
    holder: (id: string): KeptHolder | undefined => store.find(id),
    /** The customer of a book with this document (digits, no punctuation). */
    byDocument: (book: string, document: string): Holder | undefined => store.byDocument(book, document),
    /** How a customer is reached, and what else the bank was told of them; undefined where it was told nothing. */
    contact: (id: string): Contact | undefined => contacts.find(id),
    addContact: (id: string, contact: Contact): void => contacts.add(id, contact),
    /** Customers by name, from after a key. */
    list: (page: CustomerPage): KeptHolder[] => store.page(page),
    /** The holders this person may act for: themself first, then the companies they represent. */
    actsFor(personId: string): KeptHolder[] {
      const person = find(personId, 'person')
      return person ? [person, ...store.companiesOf(personId)] : []
    },
    addPerson: (person: Person, origin: Origin): void => store.addPerson(person, origin),
    addCompany(company: Company, representatives: readonly string[], origin: Origin): void {
      store.addCompany(company, origin)
      for (const personId of representatives) store.addRepresentative(personId, company.id)
    },
    /** What is kept of a password. Slow on purpose. */
    hash: (password: string): string => hashPassword(password, world.ids.token(16)),
    /** Gives a person a login; only the password's hash is kept. */
    addLogin: (person: Person, login: string, passwordHash: string): void =>
      store.addLogin(person.book, login, person.id, passwordHash),
  }
}

export type Customers = ReturnType<typeof openCustomers>
