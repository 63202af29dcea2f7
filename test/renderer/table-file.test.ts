import { expect, test } from 'vitest'
import { csvOf } from '../../renderer/client/table-file.ts'

const COLUMNS = [
  { name: 'a', of: (row: { a: string | number | null }) => row.a },
  { name: 'b,c', of: () => 'x' },
]

test('CSV quotes what needs it and ends its lines with CRLF (RFC 4180)', () => {
  expect(csvOf(COLUMNS, [{ a: 'say "hi"' }, { a: null }, { a: 'two\nlines' }])).toBe(
    'a,"b,c"\r\n"say ""hi""",x\r\n,x\r\n"two\nlines",x\r\n',
  )
})

test('a text that a spreadsheet would take for a formula is kept a text; a number stays a number', () => {
  expect(csvOf(COLUMNS, [{ a: '=1+1' }, { a: -5 }])).toBe('a,"b,c"\r\n\'=1+1,x\r\n-5,x\r\n')
})
