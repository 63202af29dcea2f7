import { CATEGORIES, type Category } from './categories.ts'
import type { Entry } from './entries.ts'

/** What a list of movements is narrowed to; empty means everything. Days are `yyyy-mm-dd`, both included. */
export type Filter = {
  text: string
  account: string
  category: Category | ''
  direction: 'in' | 'out' | ''
  from: string
  to: string
  page: number
}

const PAGE_SIZE = 50
const DAY = /^\d{4}-\d\d-\d\d$/

/** Reads a filter from an address; what makes no sense is taken as not asked for. */
export function readFilter(query: URLSearchParams): Filter {
  const category = CATEGORIES.find((known) => known === query.get('category')) ?? ''
  const direction = (['in', 'out'] as const).find((known) => known === query.get('direction')) ?? ''
  const asDay = (name: string) => (DAY.test(query.get(name) ?? '') ? String(query.get(name)) : '')
  const page = Math.max(1, Math.trunc(Number(query.get('page') ?? 1)) || 1)
  const text = (query.get('q') ?? '').slice(0, 200)
  return { text, account: query.get('account') ?? '', category, direction, from: asDay('from'), to: asDay('to'), page }
}

/** A filter as an address's query. */
export function queryOf({ text, account, category, direction, from, to, page }: Filter): string {
  const parts = { q: text, account, category, direction, from, to, page: page > 1 ? String(page) : '' }
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== '')).toString()
}

/** The movements that fit, and those of the filter's page of fifty. */
export function filtered(entries: readonly Entry[], filter: Filter): { all: Entry[]; shown: Entry[]; pages: number } {
  const wanted = plain(filter.text)
  const all = entries.filter(
    ({ name, owner, category, amountMinor, day }) =>
      plain(name).includes(wanted) &&
      (filter.account === '' || owner.accountId === filter.account) &&
      (filter.category === '' || category === filter.category) &&
      (filter.direction === '' || (filter.direction === 'in') === amountMinor > 0) &&
      (filter.from === '' || day >= filter.from) &&
      (filter.to === '' || day <= filter.to),
  )
  const start = (filter.page - 1) * PAGE_SIZE
  return { all, shown: all.slice(start, start + PAGE_SIZE), pages: Math.max(1, Math.ceil(all.length / PAGE_SIZE)) }
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
