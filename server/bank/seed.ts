import { createHash } from 'node:crypto'
import type { Database, Events, World } from '#kernel'
import type { Accounts } from './accounts/operations.ts'
import type { Customers } from './customers/operations.ts'
import { type Counterparty, HOUSE_OF_KIND, type NewPosting } from './ledger/model.ts'
import type { Ledger, Naming } from './ledger/operations.ts'
import type { AccountPersona, MovementPersona, Personas } from './personas.ts'
import { seedStore } from './seed-store.ts'

type Deps = { db: Database; world: World; events: Events; customers: Customers; accounts: Accounts; ledger: Ledger }

/**
 * Makes the verb that puts a book's first customers into the bank, through the guards of live writes, in one
 * transaction with the event `bank.seeded`. A book is seeded once: a second call, on whatever day, changes nothing.
 */
export function openSeed({ db, world, events, customers, accounts, ledger }: Deps) {
  const store = seedStore(db)

  return db.transaction((personas: Personas): void => {
    const { book } = personas
    if (store.seeded(book)) return
    addCustomers(personas)
    for (const account of personas.accounts) addAccount(personas, account)
    const movements = [...personas.movements].sort((a, b) => a.at - b.at)
    for (const [index, movement] of movements.entries()) addMovement(personas, movement, index)
    for (const account of personas.accounts) setStatus(book, account)
    store.markSeeded(book, world.clock.now())
    const count = { people: personas.people.length, companies: personas.companies.length }
    events.record({ type: 'bank.seeded', market: book, data: { ...count, accounts: personas.accounts.length } })
  })

  function addCustomers({ book, people, companies }: Personas): void {
    for (const { key, name, document, email, language, login } of people) {
      const contact = email === undefined ? {} : { email }
      const person = { id: idOf(book, key), book, kind: 'person' as const, name, document, ...contact, language }
      customers.addPerson(person)
      if (login) customers.addLogin(person, login.name, login.password)
    }
    for (const { key, legalName, tradeName, document, representatives } of companies) {
      const company = { id: idOf(book, key), book, kind: 'company' as const, legalName, tradeName, document }
      customers.addCompany(
        company,
        representatives.map((person) => idOf(book, person)),
      )
    }
  }

  function addAccount({ book, currency, brandName, bankCode }: Personas, account: AccountPersona): void {
    const { key, kind, ownership, branch, number, checkDigit, openedAt } = account
    const id = idOf(book, key)
    accounts.add({
      ...{ id, book, kind, ownership, brandName, bankCode, branch, number, checkDigit, currency, openedAt },
      holders: account.holders.map((holder) => idOf(book, holder)),
      status: 'open',
      closedAt: null,
      overdraftLimitMinor: account.overdraftLimitMinor ?? null,
    })
    if (account.openingMinor === 0) return
    const amountMinor = account.openingMinor
    const cash = ledger.houseAccount(book, currency, 'cash')
    ledger.seed(
      {
        bookedAt: openedAt,
        kind: 'deposit',
        narrative: account.openingNarrative,
        postings: [
          { accountId: id, amountMinor },
          { accountId: cash, amountMinor: -amountMinor },
        ],
      },
      named(book, `${key} opening`),
    )
  }

  function addMovement(personas: Personas, movement: MovementPersona, index: number): void {
    const { account, at, kind, narrative, amountMinor, against } = movement
    const accountId = idOf(personas.book, account)
    const counterparty =
      against && 'account' in against ? holderOf(personas, against.account) : (movement.counterparty ?? null)
    const postings = [{ accountId, amountMinor, counterparty }, opposite(personas, movement)]
    ledger.seed({ bookedAt: at, kind, narrative, postings }, named(personas.book, `movement ${index}`))
  }

  function opposite(personas: Personas, { account, kind, amountMinor, against }: MovementPersona): NewPosting {
    const { book, currency } = personas
    if (!against) {
      return { accountId: ledger.houseAccount(book, currency, HOUSE_OF_KIND[kind]), amountMinor: -amountMinor }
    }
    if ('bucket' in against) {
      return { accountId: idOf(book, account), bucket: against.bucket, amountMinor: -amountMinor }
    }
    return {
      accountId: idOf(book, against.account),
      amountMinor: -amountMinor,
      narrative: against.narrative,
      counterparty: holderOf(personas, account),
    }
  }

  function setStatus(book: string, { key, status }: AccountPersona): void {
    if (status === undefined) return
    if (typeof status === 'object') accounts.closeAt(idOf(book, key), status.closedAt)
    else accounts.mark(idOf(book, key), status)
  }
}

/** An id that looks random and is the same in every install: customers and accounts are told apart by book and key. */
export function idOf(book: string, key: string): string {
  const hex = createHash('sha256').update(`${book}/${key}`).digest('hex')
  // The shape of a version 8 UUID (RFC 9562): made by hash.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

function named(book: string, key: string): Naming {
  return { set: () => idOf(book, `${key} set`), posting: (position) => idOf(book, `${key} posting ${position}`) }
}

/** How an account of this bank appears on the other one's statement: its first holder and its number. */
function holderOf({ bankCode, people, companies, accounts }: Personas, key: string): Counterparty {
  const account = accounts.find((each) => each.key === key)
  if (!account) throw new Error(`personas: no account ${key}`)
  const person = people.find((each) => each.key === account.holders[0])
  const company = companies.find((each) => each.key === account.holders[0])
  return {
    ...(person ? { name: person.name, document: person.document, kind: 'person' as const } : {}),
    ...(company ? { name: company.legalName, document: company.document, kind: 'company' as const } : {}),
    bankCode,
    ...(account.branch === null ? {} : { branch: account.branch }),
    number: account.number,
    checkDigit: account.checkDigit,
  }
}
