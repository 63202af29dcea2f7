import { expect, test } from 'vitest'
import { openSeal } from '#kernel'

test('a sealed text is opened by its secret alone, and never looks the same twice', () => {
  const { seal, open } = openSeal('secret')
  const sealed = seal('açaí 1234')
  expect(sealed).not.toContain('1234')
  expect(seal('açaí 1234')).not.toBe(sealed)
  expect(open(sealed)).toBe('açaí 1234')
  expect(openSeal('another').open(sealed)).toBeUndefined()
  const broken = `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`
  for (const text of [broken, '', 'short', '!!']) expect(open(text)).toBeUndefined()
})
