import type { Database, Origin } from '#kernel'
import type { MovementFacts } from './facts.ts'
import type { Counterparty, MovementKind, StatementQuery, Transaction } from './model.ts'

type Row = {
  id: string
  set_id: string
  booked_at: number
  amount_minor: number
  currency: string
  kind: MovementKind
  narrative: string
  counterparty: string | null
  facts: string | null
  origin: Origin
}

/** Lines of some kinds, booked within [from, to). */
export type KindsQuery = { accountId: string; kinds: readonly MovementKind[]; from: number; to: number }
export type NewestQuery = KindsQuery & { direction: 'credit' | 'debit' }

const COLUMNS =
  'p.id, p.set_id, p.booked_at, p.amount_minor, a.currency, p.kind, p.narrative, p.counterparty, p.facts, p.origin'

// Each condition is spelled as in its partial index, or SQLite would not use the index.
const CONDITIONS = {
  all: '',
  credit: 'AND p.amount_minor > 0',
  debit: 'AND p.amount_minor < 0',
  rewarded: "AND json_type(p.facts, '$.reward') = 'object'",
}

/** The lines of an account's statement, read by key. */
export function statementStore(db: Database) {
  const falling = (condition: string) =>
    db.prepare<[string, number, number, string, Origin | null, number, number], Row>(
      `SELECT ${COLUMNS}
         FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
        WHERE p.account_id = ? AND p.on_statement = 1 ${condition}
          AND p.booked_at >= ? AND (p.booked_at, p.id) < (?, ?) AND p.origin = coalesce(?, p.origin)
        ORDER BY p.booked_at DESC, p.id DESC LIMIT ? OFFSET ?`,
    )
  const rising = (condition: string) =>
    db.prepare<[string, number, string, number, Origin | null, number, number], Row>(
      `SELECT ${COLUMNS}
         FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
        WHERE p.account_id = ? AND p.on_statement = 1 ${condition}
          AND (p.booked_at, p.id) > (?, ?) AND p.booked_at < ? AND p.origin = coalesce(?, p.origin)
        ORDER BY p.booked_at, p.id LIMIT ? OFFSET ?`,
    )
  const read = (condition: string) => ({ falling: falling(condition), rising: rising(condition) })
  const statements = {
    all: read(CONDITIONS.all),
    credit: read(CONDITIONS.credit),
    debit: read(CONDITIONS.debit),
    rewarded: read(CONDITIONS.rewarded),
  }
  const newest = (condition: string) =>
    db.prepare<[string, number, number, string], Row>(
      `SELECT ${COLUMNS} FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
        WHERE p.account_id = ? AND p.on_statement = 1 ${condition} AND p.booked_at >= ? AND p.booked_at < ?
          AND instr(?, '"' || p.kind || '"') > 0
        ORDER BY p.booked_at DESC, p.id DESC LIMIT 1`,
    )
  const newestOf = { credit: newest(CONDITIONS.credit), debit: newest(CONDITIONS.debit) }
  const ofKinds = db.prepare<[string, number, number, string], Row>(
    `SELECT ${COLUMNS} FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
      WHERE p.account_id = ? AND p.on_statement = 1 AND p.booked_at >= ? AND p.booked_at < ?
        AND instr(?, '"' || p.kind || '"') > 0
      ORDER BY p.booked_at, p.id`,
  )
  const line = db.prepare<[string, string], Row>(
    `SELECT ${COLUMNS} FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
      WHERE p.id = ? AND p.account_id = ? AND p.on_statement = 1`,
  )

  return {
    line(accountId: string, id: string): Transaction | undefined {
      const row = line.get(id, accountId)
      return row && transactionOf(row, accountId)
    },
    newest({ accountId, kinds, direction, from, to }: NewestQuery): Transaction | undefined {
      const row = newestOf[direction].get(accountId, from, to, JSON.stringify(kinds))
      return row && transactionOf(row, accountId)
    },
    ofKinds: ({ accountId, kinds, from, to }: KindsQuery): Transaction[] =>
      ofKinds.all(accountId, from, to, JSON.stringify(kinds)).map((row) => transactionOf(row, accountId)),
    lines({ direction, rewarded, ...query }: StatementQuery): Transaction[] {
      const { accountId, from, to, origin, limit, after, skip, oldestFirst } = query
      const { falling, rising } = statements[rewarded ? 'rewarded' : (direction ?? 'all')]
      if (oldestFirst) {
        // An id is never empty, so (from, '') comes before every line booked at `from`: the beginning is inclusive.
        const start = after && after.bookedAt >= from ? after : { bookedAt: from, id: '' }
        return rising
          .all(accountId, start.bookedAt, start.id, to, origin ?? null, limit, skip ?? 0)
          .map((row) => transactionOf(row, accountId))
      }
      // An id is never empty, so (to, '') comes before every line booked at `to`: the end is exclusive.
      const end = after && after.bookedAt < to ? after : { bookedAt: to, id: '' }
      return falling
        .all(accountId, from, end.bookedAt, end.id, origin ?? null, limit, skip ?? 0)
        .map((row) => transactionOf(row, accountId))
    },
  }
}

function transactionOf(row: Row, accountId: string): Transaction {
  return {
    id: row.id,
    setId: row.set_id,
    accountId,
    bookedAt: row.booked_at,
    direction: row.amount_minor > 0 ? 'credit' : 'debit',
    amount: { amountMinor: Math.abs(row.amount_minor), currency: row.currency },
    kind: row.kind,
    narrative: row.narrative,
    counterparty: row.counterparty === null ? null : (JSON.parse(row.counterparty) as Counterparty),
    facts: row.facts === null ? null : (JSON.parse(row.facts) as MovementFacts),
    state: 'booked',
    origin: row.origin,
  }
}
