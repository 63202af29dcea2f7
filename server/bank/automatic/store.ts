import type { Database } from '#kernel'

/** What became of a payment that the bank was to make by itself; `waiting` until its moment comes. */
export type AutomaticState = 'waiting' | 'paid' | 'no-funds'

type Row = { account_id: string; due_on: string; at: number }

/** A payment of what is owed on an account, and its day. */
export type AutomaticPayment = { accountId: string; dueOn: string; at: number }
export type Outcome = { state: Exclude<AutomaticState, 'waiting'>; amountMinor: number; postingSetId: string | null }

/** The rows of payments that the bank makes by itself: one for each day on which something was due, and the next one. */
export function automaticStore(db: Database) {
  const insert = db.prepare(
    "INSERT INTO automatic_payments (account_id, due_on, at, state) VALUES (?, ?, ?, 'waiting')",
  )
  const due = db.prepare<[number], Row>(
    `SELECT account_id, due_on, at FROM automatic_payments
      WHERE state = 'waiting' AND at <= ? ORDER BY at, account_id LIMIT 1`,
  )
  const end = db.prepare(
    'UPDATE automatic_payments SET state = ?, amount_minor = ?, posting_set_id = ? WHERE account_id = ? AND due_on = ?',
  )
  const drop = db.prepare("DELETE FROM automatic_payments WHERE account_id = ? AND due_on = ? AND state = 'waiting'")
  const missed = db.prepare<[string], { at: number; amount_minor: number }>(
    "SELECT at, amount_minor FROM automatic_payments WHERE account_id = ? AND state = 'no-funds' ORDER BY due_on",
  )
  const paid = db
    .prepare<[string, number], number>(
      `SELECT COALESCE(SUM(amount_minor), 0) FROM automatic_payments
        WHERE account_id = ? AND state = 'paid' AND at >= ?`,
    )
    .pluck()

  return {
    add: ({ accountId, dueOn, at }: AutomaticPayment): void => void insert.run(accountId, dueOn, at),
    /** The earliest of those whose moment has come by now. */
    due(now: number): AutomaticPayment | undefined {
      const row = due.get(now)
      return row && { accountId: row.account_id, dueOn: row.due_on, at: row.at }
    },
    end({ accountId, dueOn }: AutomaticPayment, { state, amountMinor, postingSetId }: Outcome): void {
      end.run(state, amountMinor, postingSetId, accountId, dueOn)
    },
    /** Takes out one that waits, because there is nothing to pay. */
    drop: ({ accountId, dueOn }: AutomaticPayment): void => void drop.run(accountId, dueOn),
    /** Those of an account that were not paid, the earliest first. */
    missed: (accountId: string) => missed.all(accountId).map((row) => ({ at: row.at, amountMinor: row.amount_minor })),
    /** What the bank took by itself since a moment. */
    paidSince: (accountId: string, from: number): number => paid.get(accountId, from) as number,
  }
}

export type AutomaticStore = ReturnType<typeof automaticStore>
