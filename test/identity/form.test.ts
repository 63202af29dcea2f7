import { expect, test } from 'vitest'
import { readForm, writeForm } from '../../server/identity/form.ts'

const read = (text: string) => readForm(Buffer.from(text))

test('a form is read as UTF-8, a field given twice as a list, and an empty one as empty', () => {
  expect({ ...read('a=1&b=%C3%A9+x&a=2&c=&d') }).toEqual({ a: ['1', '2'], b: 'é x', c: '', d: '' })
})

test("names that belong to objects are the sender's fields and nothing else", () => {
  const form = read('__proto__=x&constructor=y&toString=z')
  expect(Object.entries(form)).toContainEqual(['__proto__', 'x'])
  expect(form.constructor).toBe('y')
  expect(read('a=1').toString).toBeUndefined()
})

test('broken escapes and bytes that are no UTF-8 are read without failing', () => {
  expect(read('a=%zz&%=1').a).toBe('%zz')
  expect(readForm(Buffer.from([0x61, 0x3d, 0xff])).a).toBe('\ufffd')
})

test('what is written again is what was read', () => {
  const form = read('a=1&b=%C3%A9+x&a=2&c=&__proto__=x')
  expect({ ...read(writeForm(form)) }).toEqual({ ...form })
})
