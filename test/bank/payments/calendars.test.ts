import { describe, expect, it } from 'vitest'
import {
  clearingDayFrom,
  dayIn,
  earliestDay,
  isClearingDay,
  momentOf,
  takenUpAt,
} from '../../../server/bank/payments/calendars.ts'

describe('The clearing calendar of the United States', () => {
  it.each([
    ['2026-01-01', "New Year's Day"],
    ['2026-01-19', 'Martin Luther King Jr. Day'],
    ['2026-02-16', "Presidents' Day"],
    ['2026-05-25', 'Memorial Day'],
    ['2026-06-19', 'Juneteenth'],
    ['2026-09-07', 'Labor Day'],
    ['2026-10-12', 'Columbus Day'],
    ['2026-11-11', 'Veterans Day'],
    ['2026-11-26', 'Thanksgiving'],
    ['2026-12-25', 'Christmas'],
    ['2027-07-05', 'Independence Day, kept on Monday where the 4th is a Sunday'],
    ['2026-11-21', 'Saturdays'],
    ['2026-11-22', 'Sundays'],
  ])('clears nothing on %s: %s', (day) => {
    expect(isClearingDay(day, 'us')).toBe(false)
  })

  it.each([
    ['2026-07-03', 'the Friday before a 4th of July on a Saturday'],
    ['2026-11-23', 'a Monday like any other'],
    ['2026-11-27', 'the day after Thanksgiving'],
    ['2021-12-31', "the Friday before a New Year's Day on a Saturday"],
  ])('clears on %s: %s', (day) => {
    expect(isClearingDay(day, 'us')).toBe(true)
  })

  it('moves a day without clearing to the next one with it', () => {
    expect(clearingDayFrom('2026-11-26', 'us')).toBe('2026-11-27')
    expect(clearingDayFrom('2026-12-25', 'us')).toBe('2026-12-28')
    expect(clearingDayFrom('2027-07-03', 'us')).toBe('2027-07-06')
    expect(clearingDayFrom('2026-11-24', 'us')).toBe('2026-11-24')
  })

  it('keeps the hours of New York, summer and winter', () => {
    expect(new Date(takenUpAt('2026-07-06', 'us')).toISOString()).toBe('2026-07-06T12:00:00.000Z')
    expect(new Date(takenUpAt('2026-12-01', 'us')).toISOString()).toBe('2026-12-01T13:00:00.000Z')
    // The clocks change on 8 March 2026 at two in the morning.
    expect(new Date(momentOf('2026-03-08', 1, 'us')).toISOString()).toBe('2026-03-08T06:00:00.000Z')
    expect(new Date(momentOf('2026-03-08', 8, 'us')).toISOString()).toBe('2026-03-08T12:00:00.000Z')
    expect(dayIn(Date.parse('2026-11-20T03:00:00Z'), 'us')).toBe('2026-11-19')
  })

  it('takes orders in for the same day until five in the afternoon', () => {
    expect(earliestDay(Date.parse('2026-11-20T21:59:59Z'), 'us')).toBe('2026-11-20')
    expect(earliestDay(Date.parse('2026-11-20T22:00:00Z'), 'us')).toBe('2026-11-23')
    expect(earliestDay(Date.parse('2026-11-22T15:00:00Z'), 'us')).toBe('2026-11-23')
  })
})
