import { describe, expect, it } from 'vitest'
import { dateWindow, reachOf, windowOfPage } from '../../../server/markets/fdx/date-window.ts'
import { dayOf, startOfDate, startOfTime } from '../../../server/markets/fdx/dates.ts'
import { NOW, refusalOf, routeInput } from './route-input.ts'

type More = Parameters<typeof routeInput>[0]

const daysOf = (query: Record<string, string>, more: More = {}) => {
  const { from, to } = dateWindow(routeInput({ query, ...more }))
  return [dayOf(from), dayOf(to - 1)]
}
const refused = (query: Record<string, string>, more: More = {}) => {
  const { type, facts } = refusalOf(() => dateWindow(routeInput({ query, ...more })))
  return `${type}: ${facts.reason ?? facts.name}`
}

describe('The days of a list (FDX 6.4, startDate and endDate)', () => {
  it('are the last seven, today included, where no date is given', () => {
    expect(daysOf({})).toEqual(['2026-11-12', '2026-11-18'])
  })

  it('are those from one date through the other, which may be the same', () => {
    expect(daysOf({ startDate: '2026-10-01', endDate: '2026-10-31' })).toEqual(['2026-10-01', '2026-10-31'])
    expect(daysOf({ startDate: '2026-11-18', endDate: '2026-11-18' })).toEqual(['2026-11-18', '2026-11-18'])
  })

  it('are refused with 703 where one date stands alone, or the first is after the last', () => {
    expect(refused({ startDate: '2026-11-01' })).toMatch(/^date-range-invalid: endDate is missing/)
    expect(refused({ endDate: '2026-11-01' })).toMatch(/^date-range-invalid: startDate is missing/)
    expect(refused({ startDate: '2026-11-02', endDate: '2026-11-01' })).toMatch(/^date-range-invalid: .*after/)
  })

  it('are refused with 703 where the start is older than the look-back, measured at the call', () => {
    const of = (startDate: string) => ({ startDate, endDate: '2026-11-18' })
    expect(daysOf(of('2026-09-19'))[0]).toBe('2026-09-19')
    expect(refused(of('2026-09-18'))).toMatch(/^date-range-invalid: .*2026-09-19/)
    // The same date a day later is one day too far.
    expect(refused(of('2026-09-19'), { now: NOW + 86_400_000 })).toMatch(/^date-range-invalid/)
    expect(daysOf(of('2026-11-17'), { lookback: 1 })[0]).toBe('2026-11-17')
  })

  it('are refused with 703 where the start is older than what the bank keeps: 24 months', () => {
    const lookback = 5_000
    expect(daysOf({ startDate: '2024-11-18', endDate: '2024-11-18' }, { lookback })[0]).toBe('2024-11-18')
    expect(refused({ startDate: '2024-11-17', endDate: '2024-11-18' }, { lookback })).toMatch(/^date-range-invalid/)
    expect(dayOf(reachOf(routeInput({ consent: undefined })))).toBe('2024-11-18')
  })

  it('are refused with 703 beyond the bank’s furthest look-back in a consent kept without one', () => {
    expect(dayOf(reachOf(routeInput({ lookback: null })))).toBe('2026-08-20')
  })

  it.each(['2026-02-30', '2026-13-01', '18/11/2026', '2026-1-1', '', 'yesterday', '2026-11-18T00:00:00Z'])(
    'are refused with 702 where startDate is "%s"',
    (startDate) => expect(refused({ startDate, endDate: '2026-11-18' })).toBe('date-invalid: startDate'),
  )
})

describe('The former pair of dates (FDX, startTime and endTime)', () => {
  it('takes dates and timestamps, which it cuts to their date', () => {
    expect(daysOf({ startTime: '2026-11-01', endTime: '2026-11-03T23:59:59.999Z' })).toEqual([
      '2026-11-01',
      '2026-11-03',
    ])
  })

  it('is cut to the look-back and not refused: dates long past are an empty list', () => {
    expect(daysOf({ startTime: '2020-01-01', endTime: '2026-11-18' })).toEqual(['2026-09-19', '2026-11-18'])
    const { from, to } = dateWindow(routeInput({ query: { startTime: '2024-06-15', endTime: '2024-07-26' } }))
    expect(to).toBe(from)
  })

  it('may come alone: until today, or the seven days until the end', () => {
    expect(daysOf({ startTime: '2026-11-01' })).toEqual(['2026-11-01', '2026-11-18'])
    expect(daysOf({ endTime: '2026-11-10' })).toEqual(['2026-11-04', '2026-11-10'])
  })

  it('is refused with 702 for what is no date, and with 703 for an end before its start', () => {
    for (const startTime of ['2026-02-30', 'x', '', '2026-11-01T99:00:00Z', '2026-11-01 10:00', '20261101T00:00:00Z'])
      expect(refused({ startTime }), startTime).toBe('date-invalid: startTime')
    expect(refused({ startTime: '2026-11-10', endTime: '2026-11-01' })).toMatch(/^date-range-invalid/)
  })

  it('may stand beside the other where both say the same, and not where they differ', () => {
    const both = { startDate: '2026-11-01', endDate: '2026-11-02', startTime: '2026-11-01', endTime: '2026-11-02' }
    expect(daysOf(both)).toEqual(['2026-11-01', '2026-11-02'])
    expect(refused({ ...both, endTime: '2026-11-03' })).toMatch(/^date-range-invalid: both pairs/)
  })
})

describe('The days of a further page (FDX 6.4, pageKey)', () => {
  const cursor = { ...dateWindow(routeInput()), asked: '' }

  it('are those of the first one, whether or not the request repeats its dates', () => {
    const later = { now: NOW + 3_600_000 }
    expect(windowOfPage(routeInput(later), cursor)).toEqual(cursor)
    const query = { startTime: '2026-11-01' }
    const asked = windowOfPage(routeInput({ query }), undefined)
    expect(windowOfPage(routeInput({ query }), asked)).toEqual(asked)
    expect(windowOfPage(routeInput(), asked)).toEqual(asked)
  })

  it('can not be exchanged for others', () => {
    const query = { startTime: '2026-11-02' }
    expect(refusalOf(() => windowOfPage(routeInput({ query }), cursor)).type).toBe('page-key-invalid')
  })

  it('never reach back further than the consent does when the page is asked for', () => {
    expect(dayOf(windowOfPage(routeInput({ lookback: 2 }), cursor).from)).toBe('2026-11-16')
  })
})

describe('A date of FDX', () => {
  it('is a day of the calendar, in UTC', () => {
    expect(startOfDate('2024-02-29')).toBe(Date.UTC(2024, 1, 29))
    expect(startOfDate('2023-02-29')).toBeUndefined()
    expect(startOfTime('2026-11-18T23:30:00-05:00')).toBe(Date.UTC(2026, 10, 18))
  })
})
