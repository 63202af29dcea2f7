import { describe, expect, it } from 'vitest'
import { formatsOf, shortId } from '../../renderer/client/format.ts'

const english = formatsOf('en')
const portuguese = formatsOf('pt-BR')

describe('numbers and times', () => {
  it('follow the language', () => {
    expect([english.number(12345), portuguese.number(12345)]).toEqual(['12,345', '12.345'])
    expect([english.duration(0.42), portuguese.duration(0.42)]).toEqual(['0.4 ms', '0,4 ms'])
    const at = new Date(2026, 10, 22, 14, 3, 7, 125).getTime()
    expect(english.dateTime(at)).toBe('Nov 22, 2026, 14:03:07')
    expect(portuguese.dateTime(at)).toBe('22 de nov. de 2026, 14:03:07')
    expect([english.fineTime(at), portuguese.fineTime(at)]).toEqual(['14:03:07.125', '14:03:07,125'])
  })

  it('write a duration in milliseconds, finer when short, and in seconds from one second on', () => {
    expect([0, 9.94, 9.96, 999, 1200].map(english.duration)).toEqual(['0 ms', '9.9 ms', '10 ms', '999 ms', '1.2 sec'])
  })

  it('name the day of a moment only where it is not today by the bank clock', () => {
    const at = new Date(2026, 10, 22, 14, 3, 7).getTime()
    expect(english.moment(at, new Date(2026, 10, 22, 23, 59).getTime())).toBe('14:03:07')
    expect(english.moment(at, new Date(2026, 10, 23, 0, 1).getTime())).toBe('Nov 22, 14:03:07')
  })

  it('write a span in its largest whole unit, ahead or behind', () => {
    expect([3 * 86_400_000, -2 * 3_600_000, 90_000, 5000].map(english.span)).toEqual([
      '3 days',
      '2 hr',
      '1 min',
      '5 sec',
    ])
  })

  it('keep both ends of a long id', () => {
    expect(shortId('12345678-aaaa-bbbb-87654321')).toBe('12345678…87654321')
    expect(shortId('short')).toBe('short')
  })
})
