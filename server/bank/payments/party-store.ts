import type { Database } from '#kernel'
import { byNumber } from './by-number.ts'
import type { InitiationParty, Mandate, PageOf, PaymentMethod } from './model.ts'

type Row = {
  number: number
  id: string
  book: string
  customer_id: string
  client_id: string
  consent_id: string | null
  details: string
  created_at: number
}
type MethodRow = { id: string; party_id: string; details: string; created_at: number }

const COLUMNS = 'number, id, book, customer_id, client_id, consent_id, details, created_at'

/** Initiation parties' rows, and those of their ways to pay. */
export function partyStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO initiation_parties (id, book, customer_id, client_id, consent_id, details, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM initiation_parties WHERE id = ?`)
  const paged = byNumber(({ past, way }) =>
    db.prepare<[string, string, number, number], Row>(
      `SELECT ${COLUMNS} FROM initiation_parties
        WHERE customer_id = ? AND client_id = ? AND number ${past} ? ORDER BY number ${way} LIMIT ?`,
    ),
  )
  const save = db.prepare('UPDATE initiation_parties SET details = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM initiation_parties WHERE id = ?')
  const insertMethod = db.prepare('INSERT INTO payment_methods (id, party_id, details, created_at) VALUES (?, ?, ?, ?)')
  const method = db.prepare<[string, string], MethodRow>(
    'SELECT id, party_id, details, created_at FROM payment_methods WHERE id = ? AND party_id = ?',
  )
  const saveMethod = db.prepare('UPDATE payment_methods SET details = ? WHERE id = ?')
  const removeMethod = db.prepare('DELETE FROM payment_methods WHERE id = ?')

  return {
    add({ id, book, customerId, clientId, consentId, details, createdAt }: Omit<InitiationParty, 'number'>): void {
      insert.run(id, book, customerId, clientId, consentId, JSON.stringify(details), createdAt)
    },
    find(id: string): InitiationParty | undefined {
      const row = find.get(id)
      return row && partyOf(row)
    },
    page({ customerId, clientId }: Mandate, page: PageOf): InitiationParty[] {
      const { statement, after } = paged(page)
      return statement.all(customerId, clientId, after, page.limit).map(partyOf)
    },
    save: (id: string, details: InitiationParty['details']) => void save.run(JSON.stringify(details), id),
    remove: (id: string) => void remove.run(id),
    addMethod({ id, partyId, details, createdAt }: PaymentMethod): void {
      insertMethod.run(id, partyId, JSON.stringify(details), createdAt)
    },
    method(partyId: string, id: string): PaymentMethod | undefined {
      const row = method.get(id, partyId)
      return row && { ...{ id: row.id, partyId: row.party_id, createdAt: row.created_at }, details: read(row.details) }
    },
    saveMethod: (id: string, details: PaymentMethod['details']) => void saveMethod.run(JSON.stringify(details), id),
    removeMethod: (id: string) => void removeMethod.run(id),
  }
}

const read = (text: string) => JSON.parse(text) as InitiationParty['details']

function partyOf(row: Row): InitiationParty {
  return {
    ...{ id: row.id, book: row.book, customerId: row.customer_id, clientId: row.client_id, consentId: row.consent_id },
    ...{ details: read(row.details), createdAt: row.created_at, number: row.number },
  }
}
