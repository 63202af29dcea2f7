import { expect, test } from 'vitest'
import type { PaymentFrequency } from '../../../server/bank/payments/model.ts'
import { dayAfter } from '../../../server/bank/payments/schedule.ts'

const days = (first: string, frequency: PaymentFrequency, count: number) =>
  Array.from({ length: count }, (_, occurrence) => dayAfter(first, frequency, occurrence))

test('a monthly order from the 31st pays on the last day of shorter months and again on the 31st', () => {
  expect(days('2027-12-31', 'monthly', 5)).toEqual([
    '2027-12-31',
    '2028-01-31',
    '2028-02-29',
    '2028-03-31',
    '2028-04-30',
  ])
})

test.each<[PaymentFrequency, string, string[]]>([
  ['weekly', '2026-12-28', ['2026-12-28', '2027-01-04', '2027-01-11']],
  ['two-weeks', '2026-12-28', ['2026-12-28', '2027-01-11', '2027-01-25']],
  ['four-weeks', '2026-12-28', ['2026-12-28', '2027-01-25', '2027-02-22']],
  ['two-months', '2026-12-31', ['2026-12-31', '2027-02-28', '2027-04-30']],
  ['quarterly', '2026-11-30', ['2026-11-30', '2027-02-28', '2027-05-30']],
  ['half-yearly', '2026-08-31', ['2026-08-31', '2027-02-28', '2027-08-31']],
  ['yearly', '2028-02-29', ['2028-02-29', '2029-02-28', '2030-02-28']],
  ['twice-monthly', '2027-01-01', ['2027-01-01', '2027-01-16', '2027-02-01']],
  ['twice-monthly', '2027-01-15', ['2027-01-15', '2027-01-30', '2027-02-15', '2027-02-28', '2027-03-15']],
  ['twice-monthly', '2027-01-31', ['2027-01-31', '2027-02-16', '2027-02-28', '2027-03-16', '2027-03-31']],
])('a %s order from %s pays on %j', (frequency, first, expected) => {
  expect(days(first, frequency, expected.length)).toEqual(expected)
})
