import { dayOf } from '../web/format.ts'
import type { Category } from './categories.ts'
import type { Budget, Entry } from './entries.ts'

/** A month's figures in cents; spending is positive. Movements between own accounts count nowhere. */
export type MonthFigures = {
  /** `yyyy-mm` */
  month: string
  incomeMinor: number
  spendingMinor: number
  /** Spending by category, the largest first. */
  spending: { category: Category; amountMinor: number; count: number }[]
}

/** The month of a moment in a time zone. */
export const monthOf = (at: number, zone: string): string => dayOf(at, zone).slice(0, 7)

export const isMonth = (text: string | null): text is string => text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** The month so many before (or, negative, after) another. */
export function monthsBefore(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 7)
}

/** Adds up one month of the budget. */
export function figuresOf({ entries }: Budget, month: string): MonthFigures {
  const counted = entries.filter((entry) => entry.day.startsWith(month) && entry.category !== 'own')
  const spent = new Map<Category, { amountMinor: number; count: number }>()
  for (const { category, amountMinor } of counted) {
    if (amountMinor >= 0) continue
    const before = spent.get(category) ?? { amountMinor: 0, count: 0 }
    spent.set(category, { amountMinor: before.amountMinor - amountMinor, count: before.count + 1 })
  }
  const spending = [...spent].map(([category, sums]) => ({ category, ...sums }))
  return {
    month,
    incomeMinor: sum(counted.filter(({ amountMinor }) => amountMinor > 0)),
    spendingMinor: spending.reduce((total, { amountMinor }) => total + amountMinor, 0),
    spending: spending.sort((one, other) => other.amountMinor - one.amountMinor),
  }
}

export const sum = (entries: readonly Pick<Entry, 'amountMinor'>[]): number =>
  entries.reduce((total, { amountMinor }) => total + amountMinor, 0)
