import { describe, expect, test } from 'vitest'
import { monthOf, monthsBefore, piecesOf } from '../../../server/analytics/service/months.ts'

const HOUR = 3_600_000
const at = (text: string) => Date.parse(text)

describe('a calendar month', () => {
  test.each([
    ['America/Sao_Paulo', '2026-11-01T02:59:59Z', '2026-10', '2026-10-01T03:00:00Z', '2026-11-01T03:00:00Z'],
    ['America/Sao_Paulo', '2026-11-01T03:00:00Z', '2026-11', '2026-11-01T03:00:00Z', '2026-12-01T03:00:00Z'],
    // Clocks go back on 1 November 2026 at 2 a.m. and forward on 8 March.
    ['America/New_York', '2026-11-15T00:00:00Z', '2026-11', '2026-11-01T04:00:00Z', '2026-12-01T05:00:00Z'],
    ['America/New_York', '2026-03-31T23:00:00Z', '2026-03', '2026-03-01T05:00:00Z', '2026-04-01T04:00:00Z'],
    ['Asia/Kolkata', '2026-12-31T18:30:00Z', '2027-01', '2026-12-31T18:30:00Z', '2027-01-31T18:30:00Z'],
  ])('in %s, %s lies in %s', (zone, moment, month, from, until) => {
    expect(monthOf(at(moment), zone)).toEqual({ month, from: at(from), until: at(until) })
  })

  test('the thirteenth before November is October of the year before', () => {
    const november = monthOf(at('2026-11-15T00:00:00Z'), 'America/New_York')
    expect(monthsBefore(november, 13, 'America/New_York').month).toBe('2025-10')
    expect(monthsBefore(november, 11, 'America/New_York').month).toBe('2025-12')
    expect(monthsBefore(november, 1, 'America/New_York').until).toBe(november.from)
  })
})

describe('a stretch of time is read in the fewest whole intervals', () => {
  test('hours at its ends where a month begins at another hour than the day of the roll-ups', () => {
    const { from, until } = monthOf(at('2026-11-15T00:00:00Z'), 'America/New_York')
    expect(piecesOf(from, until)).toEqual([
      { grain: 'hour', from, to: from + 20 * HOUR },
      { grain: 'day', from: at('2026-11-02T00:00:00Z'), to: at('2026-12-01T00:00:00Z') },
      { grain: 'hour', from: at('2026-12-01T00:00:00Z'), to: until },
    ])
  })

  test('minutes for an outage of less than an hour, and nothing for what is empty', () => {
    const from = at('2026-11-15T10:58:00Z')
    expect(piecesOf(from, from + 40 * 60_000)).toEqual([{ grain: 'minute', from, to: from + 40 * 60_000 }])
    expect(piecesOf(from, from)).toEqual([])
  })
})
