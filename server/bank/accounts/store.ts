import { type Database, type Origin, openRowMemory } from '#kernel'
import {
  type Account,
  type AccountKind,
  type AccountStatus,
  type KeptAccount,
  type Ownership,
  rolesOf,
} from './model.ts'

type Row = {
  id: string
  book: string
  kind: AccountKind
  ownership: Ownership
  holders: string
  brand_name: string
  bank_code: string
  branch: string | null
  number: string
  check_digit: string
  currency: string
  status: AccountStatus
  opened_at: number
  closed_at: number | null
  overdraft_limit_minor: number | null
  roles: string | null
  nickname: string | null
  product_name: string | null
  product_id: string | null
  parent_id: string | null
  origin: Origin
}

const COLUMNS = `a.id, a.book, a.kind, a.ownership, a.holders, a.brand_name, a.bank_code, a.branch, a.number,
  a.check_digit, a.currency, a.status, a.opened_at, a.closed_at, a.overdraft_limit_minor, a.roles,
  a.nickname, a.product_name, a.product_id, a.parent_id, a.origin`

/** Customers' accounts, without their balances: those are the ledger's. */
export function accountStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO accounts (id, book, kind, ownership, holders, brand_name, bank_code, branch, number, check_digit,
       currency, status, opened_at, closed_at, overdraft_limit_minor, roles, nickname, product_name, product_id, parent_id,
       origin)
     VALUES (@id, @book, @kind, @ownership, @holders, @brandName, @bankCode, @branch, @number, @checkDigit,
       @currency, @status, @openedAt, @closedAt, @overdraftLimitMinor, @roles, @nickname, @productName,
       @productId, @parentId, @origin)`,
  )
  const insertHolder = db.prepare(
    `INSERT INTO account_holders (holder_id, rank, account_id)
     VALUES (@holderId, (SELECT COALESCE(MAX(rank), 0) + 1 FROM account_holders WHERE holder_id = @holderId), @accountId)`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM accounts a WHERE a.id = ?`)
  const ofHolder = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM account_holders h JOIN accounts a ON a.id = h.account_id
      WHERE h.holder_id = ? ORDER BY h.rank`,
  )
  const accounts = openRowMemory<KeptAccount>(db)
  const load = (id: string): KeptAccount | undefined => {
    const row = find.get(id)
    return row && accountOf(row)
  }
  const setStatus = db.prepare('UPDATE accounts SET status = ?, closed_at = ? WHERE id = ?')

  return {
    add(account: Account, origin: Origin): void {
      const roles = JSON.stringify(account.roles)
      insert.run({ ...account, holders: JSON.stringify(account.holders), roles, origin })
      for (const holderId of account.holders) insertHolder.run({ holderId, accountId: account.id })
    },
    find: (id: string): KeptAccount | undefined => accounts.read(id, load),
    ofHolder: (holderId: string): KeptAccount[] => ofHolder.all(holderId).map(accountOf),
    setStatus(id: string, status: AccountStatus, closedAt: number | null): void {
      accounts.forget(id)
      setStatus.run(status, closedAt, id)
    },
  }
}

function accountOf(row: Row): KeptAccount {
  const holders = JSON.parse(row.holders) as string[]
  return {
    id: row.id,
    book: row.book,
    kind: row.kind,
    ownership: row.ownership,
    holders,
    roles: row.roles === null ? rolesOf(holders.length) : JSON.parse(row.roles),
    brandName: row.brand_name,
    bankCode: row.bank_code,
    branch: row.branch,
    number: row.number,
    checkDigit: row.check_digit,
    currency: row.currency,
    status: row.status,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    overdraftLimitMinor: row.overdraft_limit_minor,
    nickname: row.nickname,
    productName: row.product_name,
    productId: row.product_id,
    parentId: row.parent_id,
    origin: row.origin,
  }
}
