import { hash } from 'node:crypto'
import type { Database, Events, Origin, World } from '#kernel'
import { rolesOf } from './accounts/model.ts'
import type { Accounts } from './accounts/operations.ts'
import type { Authorisations } from './authorisations/operations.ts'
import type { Customers } from './customers/operations.ts'
import { idOf } from './ids.ts'
import { type Counterparty, HOUSE_OF_KIND, type HousePurpose, type NewPosting } from './ledger/model.ts'
import type { Ledger, Naming } from './ledger/operations.ts'
import type { AccountPersona, MovementPersona, Personas } from './personas.ts'
import type { Rewards } from './rewards/operations.ts'
import { seedStore } from './seed-store.ts'
import { addPending, addRewards, addTerms, type TermsKept } from './seed-terms.ts'

type Deps = {
  db: Database
  world: World
  events: Events
  customers: Customers
  accounts: Accounts
  ledger: Ledger
  authorisations: Authorisations
  rewards: Rewards
  terms: TermsKept
}

/** Names what a posting set and its postings are called by; `mint` numbers them. */
type Names = {
  opening: (account: string) => Naming
  movement: (index: number) => Naming
  hold: (index: number) => Naming
}

/**
 * Makes the verbs that put customers into the bank in bulk, through the guards of live writes, each in one transaction
 * with the event `bank.seeded`.
 */
export function openSeed({ db, world, events, customers, accounts, ledger, authorisations, rewards, terms }: Deps) {
  const store = seedStore(db)

  /** A book's first customers. A book is seeded once: a second call, on whatever day, changes nothing. */
  const seed = db.transaction((personas: Personas): void => {
    const { book } = personas
    if (store.seeded(book)) return
    add(personas, 'live', {
      opening: (account) => derived(book, `${account} opening`),
      movement: (index) => derived(book, `movement ${index}`),
      hold: (index) => derived(book, `hold ${index}`),
    })
    store.markSeeded(book, world.clock.now())
  })

  /** Customers that the generator made; `name` tells this making from others. What lies ahead of now is left out. */
  const importGenerated = db.transaction((personas: Personas, name: string): void => {
    const mint = minted(`${personas.book}/${name}`)
    const naming: Naming = { set: mint, posting: mint }
    add(personas, 'generated', { opening: () => naming, movement: () => naming, hold: () => naming })
  })

  function add(personas: Personas, origin: Origin, names: Names): void {
    const { book } = personas
    const now = world.clock.now()
    addCustomers(personas, origin)
    const keep = ledger.bulk(origin)
    const house = houseOf(personas)
    for (const account of personas.accounts) addAccount(personas, account, origin)
    for (const account of personas.accounts) {
      if (account.openingMinor !== 0) keep(openingOf(book, account, house), names.opening(account.key))
    }
    const ids = new Map(personas.accounts.map(({ key }) => [key, idOf(book, key)]))
    const others = counterpartiesOf(personas)
    const movements = [...personas.movements].sort((a, b) => a.at - b.at)
    for (const [index, movement] of movements.entries()) {
      if (origin === 'generated' && movement.at > now) break
      keep(setOf(movement, { ids, house, others }), names.movement(index))
    }
    const pending = personas.pending?.filter(({ at }) => origin === 'live' || at <= now)
    addPending({ book, ...(pending && { pending }) }, { authorisations, keep, origin, naming: names.hold })
    for (const account of personas.accounts) addTerms(book, account, terms)
    addRewards(personas, rewards)
    for (const account of personas.accounts) setStatus(book, account)
    const count = { people: personas.people.length, companies: personas.companies.length }
    events.record({ type: 'bank.seeded', origin, market: book, data: { ...count, accounts: personas.accounts.length } })
  }

  function addCustomers({ book, people, companies }: Personas, origin: Origin): void {
    // Demonstration logins share a password that everybody is told: one hash of it is enough.
    const hashes = new Map<string, string>()
    for (const { key, name, document, email, language, contact, login } of people) {
      const reached = email === undefined ? {} : { email }
      const person = { id: idOf(book, key), book, kind: 'person' as const, name, document, ...reached, language }
      customers.addPerson(person, origin)
      if (contact) customers.addContact(person.id, contact)
      if (!login) continue
      const passwordHash = hashes.get(login.password) ?? customers.hash(login.password)
      hashes.set(login.password, passwordHash)
      customers.addLogin(person, login.name, passwordHash)
    }
    for (const { key, legalName, tradeName, document, representatives, contact } of companies) {
      const company = { id: idOf(book, key), book, kind: 'company' as const, legalName, tradeName, document }
      const acting = representatives.map((person) => idOf(book, person))
      customers.addCompany(company, acting, origin)
      if (contact) customers.addContact(company.id, contact)
    }
  }

  function addAccount(
    { book, currency, brandName, bankCode }: Personas,
    account: AccountPersona,
    origin: Origin,
  ): void {
    const { key, kind, ownership, branch, number, checkDigit, openedAt } = account
    accounts.add(
      {
        ...{ id: idOf(book, key), book, kind, ownership, brandName, bankCode, branch, number, checkDigit, currency },
        holders: account.holders.map((holder) => idOf(book, holder)),
        status: 'open',
        openedAt,
        closedAt: null,
        overdraftLimitMinor: account.overdraftLimitMinor ?? null,
        roles: account.roles ?? rolesOf(account.holders.length),
        ...{ nickname: account.nickname ?? null, productName: account.productName ?? null },
        productId: account.productId ?? null,
        parentId: account.parent === undefined ? null : idOf(book, account.parent),
      },
      origin,
    )
  }

  /** The house's accounts, each asked for once; the same ids in every install. */
  function houseOf({ book, currency }: Personas): House {
    const known = new Map<HousePurpose, string>()
    return (purpose) => {
      const id =
        known.get(purpose) ?? ledger.houseAccount(book, currency, purpose, idOf(book, `house ${currency} ${purpose}`))
      known.set(purpose, id)
      return id
    }
  }

  function setStatus(book: string, { key, status }: AccountPersona): void {
    if (status === undefined) return
    if (typeof status === 'object') accounts.closeAt(idOf(book, key), status.closedAt)
    else accounts.mark(idOf(book, key), status)
  }

  return { seed, importGenerated, seeded: store.seeded }
}

type House = (purpose: HousePurpose) => string
type Known = { ids: ReadonlyMap<string, string>; house: House; others: (key: string) => Counterparty }

function openingOf(book: string, persona: AccountPersona, house: House) {
  const { key, openedAt, openingMinor, openingNarrative, openingKind: kind = 'deposit' } = persona
  return {
    bookedAt: openedAt,
    kind,
    narrative: openingNarrative,
    postings: [
      { accountId: idOf(book, key), amountMinor: openingMinor },
      { accountId: house(HOUSE_OF_KIND[kind]), amountMinor: -openingMinor },
    ],
  }
}

function setOf(movement: MovementPersona, known: Known) {
  const { account, at, kind, narrative, amountMinor, against, facts = null } = movement
  const accountId = mustKnow(known.ids, account)
  const counterparty = against && 'account' in against ? known.others(against.account) : (movement.counterparty ?? null)
  return {
    ...{ bookedAt: at, kind, narrative },
    postings: [{ accountId, amountMinor, counterparty, facts }, opposite(movement, accountId, known)],
  }
}

function opposite(
  { account, kind, amountMinor, against }: MovementPersona,
  accountId: string,
  { ids, house, others }: Known,
): NewPosting {
  if (!against) return { accountId: house(HOUSE_OF_KIND[kind]), amountMinor: -amountMinor }
  if ('bucket' in against) return { accountId, bucket: against.bucket, amountMinor: -amountMinor }
  return {
    accountId: mustKnow(ids, against.account),
    amountMinor: -amountMinor,
    narrative: against.narrative,
    counterparty: others(account),
    facts: against.facts ?? null,
  }
}

function mustKnow(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`personas: no account ${key}`)
  return id
}

function derived(book: string, key: string): Naming {
  return { set: () => idOf(book, `${key} set`), posting: (position) => idOf(book, `${key} posting ${position}`) }
}

/**
 * Ids that look random and are the same each time, without a hash for each: half from the name's hash, half from a count
 * stirred so that neighbours look nothing like each other. No two are the same before 2^32 of them.
 */
function minted(name: string): () => string {
  const hex = hash('sha256', name)
  const [first, second] = [hex.slice(0, 8), hex.slice(8, 12)]
  const salt = Number.parseInt(hex.slice(12, 20), 16)
  let count = 0
  return () => {
    count += 1
    // Each step can be undone, so two counts never end up alike (the finaliser of MurmurHash3).
    let mixed = count ^ salt
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    mixed = (mixed ^ (mixed >>> 16)) >>> 0
    const other = (Math.imul(mixed, 0x9e3779b1) ^ salt) >>> 0
    const [low, high] = [mixed.toString(16).padStart(8, '0'), other.toString(16).padStart(8, '0')]
    return `${first}-${second}-8${high.slice(0, 3)}-a${high.slice(3, 6)}-${high.slice(6)}${hex.slice(20, 22)}${low}`
  }
}

/** How an account of this bank appears on the other one's statement: its first holder and its number. */
function counterpartiesOf({ bankCode, people, companies, accounts }: Personas): (key: string) => Counterparty {
  const holders = new Map<string, Counterparty>([
    ...people.map(({ key, name, document }) => [key, { name, document, kind: 'person' as const }] as const),
    ...companies.map(
      ({ key, legalName: name, document }) => [key, { name, document, kind: 'company' as const }] as const,
    ),
  ])
  const byKey = new Map(accounts.map((account) => [account.key, account]))
  return (key) => {
    const account = byKey.get(key)
    if (!account) throw new Error(`personas: no account ${key}`)
    return {
      ...holders.get(account.holders[0] as string),
      bankCode,
      ...(account.branch === null ? {} : { branch: account.branch }),
      number: account.number,
      checkDigit: account.checkDigit,
    }
  }
}
