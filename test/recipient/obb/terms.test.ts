import { expect, test } from 'vitest'
import { dateTime, endOf } from '../../../server/recipient/obb/terms.ts'

const at = (text: string) => Date.parse(text)

test.each([
  ['1-day', '2026-11-22T12:00:00.500Z', '2026-11-23T12:00:00Z'],
  ['3-months', '2026-11-30T12:00:00Z', '2027-02-28T12:00:00Z'],
  ['6-months', '2026-08-31T00:00:00Z', '2027-02-28T00:00:00Z'],
  ['12-months', '2028-02-29T23:59:59Z', '2029-02-28T23:59:59Z'],
] as const)('a term of %s from %s ends at %s', (term, now, end) => {
  expect(dateTime(endOf(term, at(now)) as number)).toBe(end)
})

test('an indefinite term has no end', () => {
  expect(endOf('indefinite', 0)).toBeNull()
})
