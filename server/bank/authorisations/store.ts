import type { Database, Origin } from '#kernel'
import type { MovementKind } from '../ledger/model.ts'
import type { Authorisation, AuthorisationState, PendingQuery } from './model.ts'

type Row = {
  id: string
  account_id: string
  at: number
  due_at: number
  kind: MovementKind
  narrative: string
  amount_minor: number
  currency: string
  counterparty: string | null
  facts: string | null
  state: AuthorisationState
  booked_set_id: string | null
  origin: Origin
}

const COLUMNS = `h.id, h.account_id, h.at, h.due_at, h.kind, h.narrative, h.amount_minor, a.currency,
  h.counterparty, h.facts, h.state, h.booked_set_id, h.origin`

/** Authorisations' rows. */
export function authorisationStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO authorisations (id, account_id, at, due_at, kind, narrative, amount_minor, counterparty, facts,
       state, origin)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?)`,
  )
  const find = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM authorisations h JOIN ledger_accounts a ON a.id = h.account_id WHERE h.id = ?`,
  )
  const pending = db.prepare<[string, number, number, string, number], Row>(
    `SELECT ${COLUMNS} FROM authorisations h JOIN ledger_accounts a ON a.id = h.account_id
      WHERE h.account_id = ? AND h.state = 'pending' AND h.at >= ? AND (h.at, h.id) < (?, ?)
      ORDER BY h.at DESC, h.id DESC LIMIT ?`,
  )
  const rising = db.prepare<[string, number, string, number, number], Row>(
    `SELECT ${COLUMNS} FROM authorisations h JOIN ledger_accounts a ON a.id = h.account_id
      WHERE h.account_id = ? AND h.state = 'pending' AND (h.at, h.id) > (?, ?) AND h.at < ?
      ORDER BY h.at, h.id LIMIT ?`,
  )
  const due = db.prepare<[number, number], { id: string }>(
    `SELECT id FROM authorisations WHERE state = 'pending' AND due_at <= ? ORDER BY due_at LIMIT ?`,
  )
  const end = db.prepare('UPDATE authorisations SET state = ?, booked_set_id = ? WHERE id = ?')

  return {
    add(authorisation: Authorisation, amountMinor: number): void {
      const { id, accountId, at, dueAt, kind, narrative, counterparty, facts, origin } = authorisation
      const told = [counterparty && JSON.stringify(counterparty), facts && JSON.stringify(facts)]
      insert.run(id, accountId, at, dueAt, kind, narrative, amountMinor, ...told, origin)
    },
    find: (id: string): Authorisation | undefined => maybe(find.get(id)),
    pending({ accountId, from, to, limit, after, oldestFirst }: PendingQuery): Authorisation[] {
      if (oldestFirst) {
        const start = after && after.at >= from ? after : { at: from, id: '' }
        return rising.all(accountId, start.at, start.id, to, limit).map(authorisationOf)
      }
      const last = after && after.at < to ? after : { at: to, id: '' }
      return pending.all(accountId, from, last.at, last.id, limit).map(authorisationOf)
    },
    /** Those that are due to be booked at a moment, the longest due first. */
    due: (now: number, limit: number): string[] => due.all(now, limit).map(({ id }) => id),
    end: (id: string, state: AuthorisationState, setId: string | null): void => void end.run(state, setId, id),
  }
}

const maybe = (row: Row | undefined) => row && authorisationOf(row)

function authorisationOf(row: Row): Authorisation {
  return {
    ...{ id: row.id, accountId: row.account_id, at: row.at, dueAt: row.due_at, kind: row.kind },
    narrative: row.narrative,
    direction: row.amount_minor > 0 ? 'credit' : 'debit',
    amount: { amountMinor: Math.abs(row.amount_minor), currency: row.currency },
    counterparty: row.counterparty === null ? null : JSON.parse(row.counterparty),
    facts: row.facts === null ? null : JSON.parse(row.facts),
    state: row.state,
    bookedSetId: row.booked_set_id,
    origin: row.origin,
  }
}
