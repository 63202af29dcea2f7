import { expect, test } from 'vitest'
import { after, readDuration } from '../../server/start/durations.ts'

const DAY_MS = 86_400_000

test.each([
  ['90m', 0, 90 * 60_000],
  ['36h', 0, 1.5 * DAY_MS],
  ['2d', 0, 2 * DAY_MS],
  ['1w', 0, 7 * DAY_MS],
  ['30s', 0, 30_000],
  ['13mo', 13, 0],
  ['1y', 12, 0],
  ['1d12h', 0, 1.5 * DAY_MS],
  ['1y2mo3d', 14, 3 * DAY_MS],
  ['PT90M', 0, 90 * 60_000],
  ['P13M', 13, 0],
  ['P1Y2M3DT4H5M6S', 14, 3 * DAY_MS + 4 * 3_600_000 + 5 * 60_000 + 6_000],
  ['P2W', 0, 14 * DAY_MS],
])('%s is %i months and %i ms', (text, months, ms) => {
  expect(readDuration(text)).toEqual({ months, ms })
})

test.each(['', '5', 'm', '-1d', '1.5d', '1 d', 'P', 'PT', 'P1DT', '1d ago', '13MO', '1e3d', '9999999999d'])(
  '"%s" is no duration',
  (text) => {
    expect(() => readDuration(text)).toThrow(expect.objectContaining({ type: 'duration-invalid' }))
  },
)

test('months go by the calendar, to the last day of a shorter one', () => {
  const on = (text: string) => Date.parse(`${text}Z`)
  expect(after(on('2026-01-31T10:00'), { months: 1, ms: 0 })).toBe(on('2026-02-28T10:00'))
  expect(after(on('2028-01-31T10:00'), { months: 13, ms: 0 })).toBe(on('2029-02-28T10:00'))
  expect(after(on('2026-11-22T10:00'), { months: 13, ms: DAY_MS })).toBe(on('2027-12-23T10:00'))
})
