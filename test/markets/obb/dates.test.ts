import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dateTime,
  dateTimeMillis,
  startOfDate,
  startOfDay,
} from '../../../server/markets/obb/dates.ts'

const at = (text: string) => Date.parse(text)

test('date-times are RFC 3339 in UTC with seconds and no fraction, 20 characters (formats)', () => {
  expect(dateTime(at('2026-11-22T10:20:30.987Z'))).toBe('2026-11-22T10:20:30Z')
  expect(dateTime(0)).toHaveLength(20)
})

test('transactionDateTime has exactly three decimals, 24 characters (accounts v2)', () => {
  expect(dateTimeMillis(at('2016-01-29T12:29:03.37Z'))).toBe('2016-01-29T12:29:03.370Z')
  expect(dateTimeMillis(0)).toHaveLength(24)
})

test('a date is a day that exists', () => {
  expect(startOfDate('2024-02-29')).toBe(at('2024-02-29T00:00:00Z'))
  for (const none of ['2026-02-29', '2026-13-01', '2026-00-10', 'yesterday', '']) {
    expect(startOfDate(none), none).toBeUndefined()
  }
})

test('days begin at midnight UTC', () => {
  expect(startOfDay(at('2026-11-22T23:59:59.999Z'))).toBe(at('2026-11-22T00:00:00Z'))
  expect(startOfDay(at('2026-11-22T00:00:00Z'))).toBe(at('2026-11-22T00:00:00Z'))
  expect(addDays(at('2026-02-27T05:00:00Z'), 2)).toBe(at('2026-03-01T05:00:00Z'))
})

test.each([
  ['2026-11-22T10:00:00Z', 12, '2027-11-22T10:00:00Z'],
  ['2026-11-22T10:00:00Z', -12, '2025-11-22T10:00:00Z'],
  ['2024-02-29T00:00:00Z', 12, '2025-02-28T00:00:00Z'],
  ['2024-02-29T00:00:00Z', -12, '2023-02-28T00:00:00Z'],
  ['2026-01-31T08:00:00Z', 1, '2026-02-28T08:00:00Z'],
  ['2026-12-31T08:00:00Z', 2, '2027-02-28T08:00:00Z'],
  ['2026-03-31T08:00:00Z', -1, '2026-02-28T08:00:00Z'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(at(from), months)).toBe(at(to))
})
