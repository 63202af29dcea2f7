import type { Database, Origin } from '#kernel'
import type { Company, Holder, KeptHolder, Person } from './model.ts'

type Row = {
  id: string
  book: string
  kind: 'person' | 'company'
  name: string
  trade_name: string | null
  document: string
  email: string | null
  language: string | null
  origin: Origin
}

const COLUMNS = 'c.id, c.book, c.kind, c.name, c.trade_name, c.document, c.email, c.language, c.origin'

/** Which customers a page shows; `after` is the last one of the page before. */
export type CustomerPage = {
  book?: string | undefined
  kind?: Holder['kind'] | undefined
  /** Found in the name or the document. */
  text?: string | undefined
  /** Those taken on alone, or those made up with a history alone; both where left out. */
  origin?: Origin | undefined
  after?: { name: string; id: string } | undefined
  limit: number
}

/** Customers' rows: people and companies, who acts for whom, logins and their failures. */
export function customerStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO customers (id, book, kind, name, trade_name, document, email, language, origin)
     VALUES (@id, @book, @kind, @name, @tradeName, @document, @email, @language, @origin)`,
  )
  const insertRepresentative = db.prepare('INSERT INTO representatives (person_id, company_id) VALUES (?, ?)')
  const insertLogin = db.prepare('INSERT INTO logins (book, login, person_id, password_hash) VALUES (?, ?, ?, ?)')
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM customers c WHERE c.id = ?`)
  const byDocument = db.prepare<[string, string], Row>(
    `SELECT ${COLUMNS} FROM customers c WHERE c.book = ? AND c.document = ?`,
  )
  const represented = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM representatives r JOIN customers c ON c.id = r.company_id
      WHERE r.person_id = ? ORDER BY r.company_id`,
  )
  const page = db.prepare<unknown[], Row>(
    `SELECT ${COLUMNS} FROM customers c
      WHERE (c.name, c.id) > (?, ?) AND c.book = coalesce(?, c.book)
        AND c.kind = coalesce(?, c.kind) AND c.origin = coalesce(?, c.origin)
        AND instr(lower(concat_ws(' ', c.name, c.trade_name, c.document)), ?) > 0
      ORDER BY c.name, c.id LIMIT ?`,
  )
  const login = db.prepare<[string, string], { person_id: string; password_hash: string }>(
    'SELECT person_id, password_hash FROM logins WHERE book = ? AND login = ?',
  )
  const insertFailure = db.prepare('INSERT INTO login_failures (book, login, at) VALUES (?, ?, ?)')
  const failures = db.prepare<[string, string, number, number], { at: number }>(
    'SELECT at FROM login_failures WHERE book = ? AND login = ? AND at > ? ORDER BY at DESC LIMIT ?',
  )
  const clearFailures = db.prepare('DELETE FROM login_failures WHERE book = ? AND login = ?')
  const sweepFailures = db.prepare('DELETE FROM login_failures WHERE at <= ?')

  return {
    addPerson(person: Person, origin: Origin): void {
      insert.run({ ...person, email: person.email ?? null, tradeName: null, origin })
    },
    addCompany({ id, book, kind, legalName, tradeName, document }: Company, origin: Origin): void {
      insert.run({ id, book, kind, name: legalName, tradeName, document, email: null, language: null, origin })
    },
    addRepresentative: (personId: string, companyId: string) => void insertRepresentative.run(personId, companyId),
    addLogin(book: string, name: string, personId: string, passwordHash: string): void {
      insertLogin.run(book, name, personId, passwordHash)
    },
    find: (id: string): KeptHolder | undefined => maybe(byId.get(id)),
    byDocument: (book: string, document: string): Holder | undefined => maybe(byDocument.get(book, document)),
    /** By name, from after a key. */
    page({ book, kind, text, origin, after, limit }: CustomerPage): KeptHolder[] {
      const filters = [book ?? null, kind ?? null, origin ?? null, text?.toLowerCase() ?? '']
      return page.all(after?.name ?? '', after?.id ?? '', ...filters, limit).map(holderOf)
    },
    companiesOf: (personId: string): KeptHolder[] => represented.all(personId).map(holderOf),
    login(book: string, name: string): { personId: string; passwordHash: string } | undefined {
      const row = login.get(book, name)
      return row && { personId: row.person_id, passwordHash: row.password_hash }
    },
    addFailure: (book: string, name: string, at: number) => void insertFailure.run(book, name, at),
    /** The newest failures after a moment, at most `limit`. */
    failuresSince: (book: string, name: string, after: number, limit: number): number[] =>
      failures.all(book, name, after, limit).map((row) => row.at),
    clearFailures: (book: string, name: string) => void clearFailures.run(book, name),
    sweepFailures: (until: number) => void sweepFailures.run(until),
  }
}

const maybe = (row: Row | undefined) => row && holderOf(row)

function holderOf(row: Row): KeptHolder {
  const { id, book, document, origin } = row
  if (row.kind === 'company') {
    return { id, book, kind: 'company', legalName: row.name, tradeName: row.trade_name ?? row.name, document, origin }
  }
  return {
    ...{ id, book, kind: 'person', name: row.name, document, origin },
    ...(row.email === null ? {} : { email: row.email }),
    language: row.language as string,
  }
}
