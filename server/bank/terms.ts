import type { Database } from '#kernel'

/** What is agreed about an account or known of a customer, one row each, kept and read whole. */
export function termsStore<T>(db: Database, table: TermsTable) {
  const key = table === 'customer_contacts' ? 'customer_id' : 'account_id'
  const insert = db.prepare(`INSERT INTO ${table} (${key}, terms) VALUES (?, ?)`)
  const find = db.prepare<[string], { terms: string }>(`SELECT terms FROM ${table} WHERE ${key} = ?`)
  return {
    add: (id: string, terms: T): void => void insert.run(id, JSON.stringify(terms)),
    find(id: string): T | undefined {
      const row = find.get(id)
      return row && (JSON.parse(row.terms) as T)
    },
  }
}

type TermsTable =
  | 'cards'
  | 'contracts'
  | 'investments'
  | 'policies'
  | 'deposit_terms'
  | 'account_networks'
  | 'customer_contacts'
