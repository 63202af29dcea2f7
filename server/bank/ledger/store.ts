import type { Database, Origin } from '#kernel'
import type { Bucket, LedgerFault, MovementKind, Posting, PostingSet } from './model.ts'

export type LedgerAccount = { id: string; book: string; currency: string; purpose: string | null; closed: boolean }
export type BucketBalances = { currency: string; available: number; blocked: number; invested: number }
export type KeptPosting = Omit<Posting, 'currency'> & { onStatement: boolean }
export type KeptSet = Omit<PostingSet, 'postings'> & {
  idempotencyKey: string | null
  contentHash: string | null
  origin: Origin
}

type AccountRow = { id: string; book: string; currency: string; purpose: string | null; closed: number }
type SetRow = {
  id: string
  book: string
  booked_at: number
  recorded_at: number
  kind: MovementKind
  narrative: string
  reverses: string | null
  content_hash: string | null
}
type PostingRow = {
  id: string
  account_id: string
  bucket: Bucket
  amount_minor: number
  currency: string
  narrative: string
  counterparty: string | null
  facts: string | null
}

const SET_COLUMNS = 'id, book, booked_at, recorded_at, kind, narrative, reverses, content_hash'

/** The ledger's rows: accounts with their balances, posting sets, postings. */
export function ledgerStore(db: Database) {
  const insertAccount = db.prepare('INSERT INTO ledger_accounts (id, book, currency, purpose) VALUES (?, ?, ?, ?)')
  const account = db.prepare<[string], AccountRow>(
    'SELECT id, book, currency, purpose, closed FROM ledger_accounts WHERE id = ?',
  )
  const houseAccount = db.prepare<[string, string, string], { id: string }>(
    'SELECT id FROM ledger_accounts WHERE book = ? AND currency = ? AND purpose = ?',
  )
  const closeAccount = db.prepare('UPDATE ledger_accounts SET closed = 1 WHERE id = ?')
  const balances = db.prepare<[string], BucketBalances>(
    `SELECT currency, available_minor AS available, blocked_minor AS blocked, invested_minor AS invested
       FROM ledger_accounts WHERE id = ?`,
  )
  const insertSet = db.prepare(
    `INSERT INTO posting_sets (id, book, booked_at, recorded_at, kind, narrative, reverses, idempotency_key, content_hash,
       origin)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertPosting = db.prepare(
    `INSERT INTO postings (id, set_id, position, account_id, bucket, amount_minor, booked_at, kind, narrative,
       counterparty, facts, on_statement, origin)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const set = db.prepare<[string], SetRow>(`SELECT ${SET_COLUMNS} FROM posting_sets WHERE id = ?`)
  const setByKey = db.prepare<[string], SetRow>(`SELECT ${SET_COLUMNS} FROM posting_sets WHERE idempotency_key = ?`)
  const reversalOf = db.prepare<[string], { id: string }>('SELECT id FROM posting_sets WHERE reverses = ?')
  const postings = db.prepare<[string], PostingRow>(
    `SELECT p.id, p.account_id, p.bucket, p.amount_minor, a.currency, p.narrative, p.counterparty,
            p.facts
       FROM postings p JOIN ledger_accounts a ON a.id = p.account_id WHERE p.set_id = ? ORDER BY p.position`,
  )
  const unbalanced = db.prepare<[], LedgerFault>(
    `SELECT 'set-unbalanced' AS fault, p.set_id AS "setId", a.currency, SUM(p.amount_minor) AS "sumMinor"
       FROM postings p JOIN ledger_accounts a ON a.id = p.account_id
      GROUP BY p.set_id, a.currency HAVING SUM(p.amount_minor) <> 0`,
  )
  const incomplete = db.prepare<[], LedgerFault>(
    `SELECT 'set-incomplete' AS fault, s.id AS "setId", COUNT(p.id) AS postings
       FROM posting_sets s LEFT JOIN postings p ON p.set_id = s.id GROUP BY s.id HAVING COUNT(p.id) < 2`,
  )
  const differing = db.prepare<[], LedgerFault>(
    `WITH sums AS (
       SELECT account_id, bucket, SUM(amount_minor) AS sum_minor FROM postings GROUP BY account_id, bucket),
     kept AS (
       SELECT id, 'available' AS bucket, available_minor AS balance_minor FROM ledger_accounts
       UNION ALL SELECT id, 'blocked', blocked_minor FROM ledger_accounts
       UNION ALL SELECT id, 'invested', invested_minor FROM ledger_accounts)
     SELECT 'balance-differs' AS fault, kept.id AS "accountId", kept.bucket, kept.balance_minor AS "balanceMinor",
            COALESCE(sums.sum_minor, 0) AS "postingsMinor"
       FROM kept LEFT JOIN sums ON sums.account_id = kept.id AND sums.bucket = kept.bucket
      WHERE kept.balance_minor <> COALESCE(sums.sum_minor, 0)`,
  )

  return {
    addAccount(id: string, { book, currency, purpose }: { book: string; currency: string; purpose: string | null }) {
      insertAccount.run(id, book, currency, purpose)
    },
    account(id: string): LedgerAccount | undefined {
      const row = account.get(id)
      return row && { ...row, closed: row.closed === 1 }
    },
    houseAccount: (book: string, currency: string, purpose: string) => houseAccount.get(book, currency, purpose)?.id,
    closeAccount: (id: string) => void closeAccount.run(id),
    balances: (id: string): BucketBalances | undefined => balances.get(id),
    add(kept: KeptSet, lines: readonly KeptPosting[]): void {
      const { bookedAt, kind, origin } = kept
      insertSet.run(
        ...[kept.id, kept.book, bookedAt, kept.recordedAt, kind, kept.narrative],
        ...[kept.reverses, kept.idempotencyKey, kept.contentHash, origin],
      )
      for (const [position, line] of lines.entries()) {
        const counterparty = line.counterparty && JSON.stringify(line.counterparty)
        insertPosting.run(
          line.id,
          kept.id,
          position,
          line.accountId,
          line.bucket,
          line.amountMinor,
          bookedAt,
          kind,
          line.narrative,
          counterparty,
          line.facts && JSON.stringify(line.facts),
          line.onStatement ? 1 : 0,
          origin,
        )
      }
    },
    set(id: string): PostingSet | undefined {
      const row = set.get(id)
      return row && setOf(row, postings.all(row.id))
    },
    setByKey(key: string): { set: PostingSet; contentHash: string | null } | undefined {
      const row = setByKey.get(key)
      return row && { set: setOf(row, postings.all(row.id)), contentHash: row.content_hash }
    },
    reversalOf: (id: string): string | undefined => reversalOf.get(id)?.id,
    faults(): LedgerFault[] {
      return [...unbalanced.all(), ...incomplete.all(), ...differing.all()]
    },
  }
}

export type LedgerStore = ReturnType<typeof ledgerStore>

function setOf(row: SetRow, lines: PostingRow[]): PostingSet {
  return {
    id: row.id,
    book: row.book,
    bookedAt: row.booked_at,
    recordedAt: row.recorded_at,
    kind: row.kind,
    narrative: row.narrative,
    reverses: row.reverses,
    postings: lines.map((line) => ({
      id: line.id,
      accountId: line.account_id,
      bucket: line.bucket,
      amountMinor: line.amount_minor,
      currency: line.currency,
      narrative: line.narrative,
      counterparty: line.counterparty === null ? null : JSON.parse(line.counterparty),
      facts: line.facts === null ? null : JSON.parse(line.facts),
    })),
  }
}
