import type { Database } from '#kernel'
import { byNumber } from './by-number.ts'
import type { Mandate, PageOf, Payee, PayeeState } from './model.ts'

type Row = {
  number: number
  id: string
  book: string
  customer_id: string
  client_id: string
  consent_id: string | null
  name: string
  refs: string
  extra: string
  state: PayeeState
  created_at: number
  expires_at: number
  changed: number
}

/** What a row keeps for the bank alone: what the payee is like, and when something is next due of it. */
export type KeptBeside = { contentHash: string; actAt: number | null }

const COLUMNS = `number, id, book, customer_id, client_id, consent_id, name, refs, extra, state, created_at,
  expires_at, changed`

/** Payees' rows. */
export function payeeStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO payees (id, book, customer_id, client_id, consent_id, name, refs, extra, content_hash, state,
       created_at, expires_at, act_at, changed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE payees SET name = ?, refs = ?, extra = ?, content_hash = ?, state = ?, expires_at = ?, act_at = ?, changed = ?
      WHERE id = ?`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM payees WHERE id = ?`)
  const alike = db.prepare<[string, string, string], Row>(
    `SELECT ${COLUMNS} FROM payees
      WHERE customer_id = ? AND client_id = ? AND content_hash = ? AND state IN ('pending', 'active') LIMIT 1`,
  )
  // Whoever asks for changes hears of deleted ones too; a payee whose time ran out is told to nobody.
  const paged = byNumber(({ past, way }) =>
    db.prepare<[string, string, number, number, number, number], Row>(
      `SELECT ${COLUMNS} FROM payees
        WHERE customer_id = ? AND client_id = ? AND number ${past} ? AND changed > ?
          AND state <> 'expired' AND (state <> 'deleted' OR ? > -1)
        ORDER BY number ${way} LIMIT ?`,
    ),
  )
  const due = db.prepare<[number, number], { id: string }>(
    'SELECT id FROM payees WHERE act_at <= ? ORDER BY act_at LIMIT ?',
  )
  const actAt = db.prepare<[string], { at: number | null }>('SELECT act_at AS at FROM payees WHERE id = ?')

  return {
    add(payee: Omit<Payee, 'number'>, { contentHash, actAt }: KeptBeside): void {
      const { name, references, extra, state } = payee
      insert.run(
        ...[payee.id, payee.book, payee.customerId, payee.clientId, payee.consentId],
        ...[name, JSON.stringify(references), JSON.stringify(extra), contentHash, state],
        ...[payee.createdAt, payee.expiresAt, actAt, payee.changed],
      )
    },
    save(payee: Payee, { contentHash, actAt }: KeptBeside): void {
      const { name, references, extra, state, expiresAt, changed, id } = payee
      update.run(
        ...[name, JSON.stringify(references), JSON.stringify(extra), contentHash, state],
        ...[expiresAt, actAt, changed, id],
      )
    },
    find(id: string): Payee | undefined {
      const row = find.get(id)
      return row && payeeOf(row)
    },
    alike({ customerId, clientId }: Mandate, contentHash: string): Payee | undefined {
      const row = alike.get(customerId, clientId, contentHash)
      return row && payeeOf(row)
    },
    page({ customerId, clientId }: Mandate, page: PageOf): Payee[] {
      const { statement, after } = paged(page)
      const { changedAfter = -1, limit } = page
      return statement.all(customerId, clientId, after, changedAfter, changedAfter, limit).map(payeeOf)
    },
    due: (now: number, limit: number): string[] => due.all(now, limit).map(({ id }) => id),
    /** When something is next due of a payee. */
    actAt: (id: string): number | null => actAt.get(id)?.at ?? null,
  }
}

export type PayeeStore = ReturnType<typeof payeeStore>

function payeeOf(row: Row): Payee {
  return {
    ...{ id: row.id, book: row.book, customerId: row.customer_id, clientId: row.client_id, consentId: row.consent_id },
    name: row.name,
    references: JSON.parse(row.refs) as string[],
    extra: JSON.parse(row.extra) as Payee['extra'],
    ...{ state: row.state, createdAt: row.created_at, expiresAt: row.expires_at },
    ...{ number: row.number, changed: row.changed },
  }
}
