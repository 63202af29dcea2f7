import type { Database } from '#kernel'
import type { Mandate } from '../payments/model.ts'
import type { FormDetails, HandedForm } from './model.ts'

type Row = {
  id: string
  book: string
  customer_id: string
  client_id: string
  consent_id: string | null
  account_id: string
  type: string
  year: number
  details: string
  has_document: 0 | 1
  handed_in_at: number
  changed_at: number
}

const COLUMNS = `id, book, customer_id, client_id, consent_id, account_id, type, year, details,
  document IS NOT NULL AS has_document, handed_in_at, changed_at`

/** Rows of the tax forms that applications handed in. A document is read by itself: lists don't carry it about. */
export function handedFormStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO tax_forms (id, book, customer_id, client_id, consent_id, account_id, type, year, details,
       document, handed_in_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM tax_forms WHERE id = ?`)
  const ofYear = db.prepare<[string, string, number, number], Row>(
    `SELECT ${COLUMNS} FROM tax_forms
      WHERE customer_id = ? AND client_id = ? AND year = ? ORDER BY handed_in_at, id LIMIT ?`,
  )
  const save = db.prepare('UPDATE tax_forms SET details = ?, document = NULL, changed_at = ? WHERE id = ?')
  const saveDocument = db.prepare('UPDATE tax_forms SET document = ?, changed_at = ? WHERE id = ?')
  const document = db.prepare<[string], Uint8Array | null>('SELECT document FROM tax_forms WHERE id = ?').pluck()

  return {
    add(form: Omit<HandedForm, 'hasDocument'>): void {
      const { id, book, customerId, clientId, consentId, accountId, type, year, details, handedInAt, changedAt } = form
      const about = [id, book, customerId, clientId, consentId, accountId, type, year]
      insert.run(...about, JSON.stringify(details), handedInAt, changedAt)
    },
    find(id: string): HandedForm | undefined {
      const row = find.get(id)
      return row && formOf(row)
    },
    /** At most so many, the first one first. */
    ofYear: ({ customerId, clientId }: Mandate, year: number, limit: number): HandedForm[] =>
      ofYear.all(customerId, clientId, year, limit).map(formOf),
    /** Keeps what a form says now; a document said what it said before. */
    save: (id: string, details: FormDetails, at: number) => void save.run(JSON.stringify(details), at, id),
    saveDocument: (id: string, bytes: Uint8Array, at: number) => void saveDocument.run(bytes, at, id),
    document: (id: string): Uint8Array | undefined => document.get(id) ?? undefined,
  }
}

function formOf(row: Row): HandedForm {
  return {
    ...{ id: row.id, book: row.book, customerId: row.customer_id, clientId: row.client_id, consentId: row.consent_id },
    ...{ accountId: row.account_id, type: row.type, year: row.year, details: JSON.parse(row.details) as FormDetails },
    ...{ hasDocument: row.has_document === 1, handedInAt: row.handed_in_at, changedAt: row.changed_at },
  }
}
