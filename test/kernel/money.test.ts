import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '#kernel'

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [-5, '-0.05'],
  [100, '1.00'],
  [-1234, '-12.34'],
  [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
])('%i minor units are written %s', (minor, text) => {
  expect(decimal(minor)).toBe(text)
})

test('every amount is written with two places and reads back to itself', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (minor) => {
      const text = decimal(minor)
      expect(text).toMatch(/^-?\d+\.\d{2}$/)
      expect(BigInt(text.replace('.', ''))).toBe(BigInt(minor))
    }),
  )
})

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no amount of money', (amount) => {
  expect(() => decimal(amount)).toThrow(RangeError)
})
