import { type Bank, openBank, type Personas } from '#bank'
import { type BankEvent, type Database, type Events, openDatabase, openEvents, openWorld, type World } from '#kernel'

/** A Wednesday noon in Brasília. */
export const NOON = Date.parse('2026-11-18T15:00:00Z')
export const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000

export type TestBank = { bank: Bank; db: Database; world: World; events: Events; told(type: string): BankEvent[] }

/** A bank in memory whose time stands still until the test moves it. Ids count up, so that runs can be compared. */
export function testBank({ file = ':memory:', prepared }: { file?: string; prepared?: string[] } = {}): TestBank {
  const db = openDatabase(file, { keep: 'everything' })
  let made = 0
  const uuid = () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`
  const world = openWorld({ db, wire: () => NOON, uuid, token: (bytes) => `salt-${bytes}` })
  const events = openEvents({
    ...{ db, world },
    onListenerError: (_, error) => {
      throw error
    },
  })
  if (prepared) listStatements(db, prepared)
  const bank = openBank({ db, world, events })
  return { bank, db, world, events, told: (type) => eventsOf(events, type) }
}

function listStatements(db: Database, prepared: string[]): void {
  const prepare = db.prepare.bind(db)
  const listing = (sql: string) => {
    prepared.push(sql)
    return prepare(sql)
  }
  db.prepare = listing as typeof db.prepare
}

function eventsOf(events: Events, type: string): BankEvent[] {
  const found: BankEvent[] = []
  let seq = 0
  events.listen({
    name: 'test',
    position: () => seq,
    handle(batch) {
      seq = batch.at(-1)?.seq ?? seq
      found.push(...batch.filter((event) => event.type === type))
    },
  })
  return found
}

/** Two people and a company, an account each and one joint, nothing moved yet but what they opened with. */
export const HAMLET: Personas = {
  ...{ book: 'hamlet', currency: 'EUR', brandName: 'Bank of the Hamlet', bankCode: '001' },
  people: [
    {
      ...{ key: 'iris', name: 'Iris Thorn', document: '1', language: 'en', email: 'iris@example.invalid' },
      login: { name: 'iris', password: 'open sesame', note: 'first of the hamlet' },
    },
    { key: 'otto', name: 'Otto Reed', document: '2', language: 'pt-BR' },
  ],
  companies: [{ key: 'mill', legalName: 'The Mill Ltd', tradeName: 'Mill', document: '3', representatives: ['otto'] }],
  accounts: [
    { ...account('iris-current', '100'), holders: ['iris'], overdraftLimitMinor: 50_00 },
    { ...account('otto-current', '200'), holders: ['otto'] },
    { ...account('mill-current', '300'), holders: ['mill'] },
    { ...account('joint', '400'), holders: ['otto', 'iris'], ownership: 'joint-any' },
  ],
  movements: [],
}

function account(key: string, number: string) {
  return {
    ...{ key, kind: 'current' as const, ownership: 'individual' as const, branch: '0001', number, checkDigit: '0' },
    ...{ openedAt: NOON - 400 * DAY_MS, openingMinor: 100_00, openingNarrative: 'First deposit' },
  }
}

/** The hamlet's accounts in a fresh bank, by number, with the house's cash account. */
export function hamlet(options: Parameters<typeof testBank>[0] = {}) {
  const opened = testBank(options)
  opened.bank.seed(HAMLET)
  const idOf = (document: string, number: string) => {
    const holder = opened.bank.customers.byDocument('hamlet', document)
    const found = opened.bank.accounts.ofHolder(holder?.id ?? '').find((each) => each.number === number)
    if (!found) throw new Error(`no account ${number}`)
    return found.id
  }
  return {
    ...opened,
    iris: idOf('1', '100'),
    otto: idOf('2', '200'),
    mill: idOf('3', '300'),
    joint: idOf('2', '400'),
    cash: opened.bank.ledger.houseAccount('hamlet', 'EUR', 'cash'),
  }
}

/** Calls and returns the type of the problem it throws. */
export function refusal(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    return error instanceof Error && 'type' in error ? String(error.type) : `not a problem: ${error}`
  }
  return 'not refused'
}
