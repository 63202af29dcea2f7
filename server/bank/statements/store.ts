import { bothWays, type Database } from '#kernel'
import type { StatementsQuery } from './model.ts'

export type StatementRow = {
  id: string
  account_id: string
  month: string
  starts_at: number
  ends_at: number
  opening_minor: number
  closing_minor: number
  line_count: number
}

/** Come before and after every month. */
const BEFORE_ALL = ''
const AFTER_ALL = '~'

const COLUMNS = 'id, account_id, month, starts_at, ends_at, opening_minor, closing_minor, line_count'

/** Statements' rows, and the sum of a month's lines. */
export function statementsStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO statements (id, account_id, month, starts_at, ends_at, opening_minor, closing_minor, line_count)
     VALUES (@id, @account_id, @month, @starts_at, @ends_at, @opening_minor, @closing_minor, @line_count)`,
  )
  const find = db.prepare<[string], StatementRow>(`SELECT ${COLUMNS} FROM statements WHERE id = ?`)
  const latest = db.prepare<[string], StatementRow>(
    `SELECT ${COLUMNS} FROM statements WHERE account_id = ? ORDER BY month DESC LIMIT 1`,
  )
  const paged = bothWays(({ past, way }) =>
    db.prepare<[string, string, number, number, number], StatementRow>(
      `SELECT ${COLUMNS} FROM statements WHERE account_id = ? AND month ${past} ? AND ends_at >= ? AND ends_at < ?
        ORDER BY month ${way} LIMIT ?`,
    ),
  )
  const sum = db.prepare<[string, number, number], { sum_minor: number; line_count: number }>(
    `SELECT COALESCE(SUM(amount_minor), 0) AS sum_minor, COUNT(*) AS line_count FROM postings
      WHERE account_id = ? AND on_statement = 1 AND booked_at >= ? AND booked_at < ?`,
  )
  return {
    add: (row: StatementRow): void => void insert.run(row),
    find: (id: string): StatementRow | undefined => find.get(id),
    latest: (accountId: string): StatementRow | undefined => latest.get(accountId),
    page: ({ accountId, from, to, limit, after, oldestFirst }: StatementsQuery): StatementRow[] =>
      oldestFirst
        ? paged.rising.all(accountId, after ?? BEFORE_ALL, from, to, limit)
        : paged.falling.all(accountId, after ?? AFTER_ALL, from, to, limit),
    /** What an account's lines booked within [from, to) add up to. */
    sum(accountId: string, from: number, to: number): { sumMinor: number; lines: number } {
      const row = sum.get(accountId, from, to)
      return { sumMinor: row?.sum_minor ?? 0, lines: row?.line_count ?? 0 }
    },
  }
}
