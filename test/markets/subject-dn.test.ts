import { describe, expect, test } from 'vitest'
import { namesSubject, writtenSubject } from '../../server/markets/subject-dn.ts'

const SUBJECT = [
  { oid: '2.5.4.6', value: 'BR' },
  { oid: '2.5.4.10', value: 'Loja, Filhos & Cia' },
  { oid: '2.5.4.15', value: 'Private Organization' },
  { oid: '2.5.4.5', value: '12345678000195' },
  { oid: '0.9.2342.19200300.100.1.1', value: 'b0a9c1f2-0000-4000-8000-000000000001' },
  { oid: '2.5.4.3', value: 'localhost' },
]
const hex = (tag: string, text: string) =>
  `#${tag}${text.length.toString(16).padStart(2, '0')}${Buffer.from(text).toString('hex')}`
const UID = 'UID=b0a9c1f2-0000-4000-8000-000000000001'
const KIND = `2.5.4.15=${hex('0C', 'Private Organization')}`
const dn = (changes: { number?: string; organisation?: string; kind?: string; uid?: string } = {}) =>
  [
    'CN=localhost',
    changes.uid ?? UID,
    changes.number ?? `2.5.4.5=${hex('13', '12345678000195')}`,
    changes.kind ?? KIND,
    changes.organisation ?? 'O=Loja\\, Filhos & Cia',
    'C=BR',
  ].join(',')

// covers: 10.7/1
describe('A written subject (registration profile, tls_client_auth)', () => {
  test('is the certificate’s in reverse, with short names where there are some and DER for the rest', () => {
    expect(writtenSubject(SUBJECT).toLowerCase()).toBe(dn().toLowerCase())
    expect(namesSubject(writtenSubject(SUBJECT), SUBJECT)).toBe(true)
  })

  test.each([
    ['the other kind of string', dn({ number: `2.5.4.5=${hex('0c', '12345678000195')}` })],
    ['values in another case', dn({ uid: UID.replace('b0a9', 'B0A9'), organisation: 'O=LOJA\\, filhos & cia' })],
    ['escapes in hexadecimal', dn({ organisation: 'O=Loja\\2C Filhos & Cia' })],
  ])('may have %s', (_what, written) => {
    expect(namesSubject(written, SUBJECT)).toBe(true)
  })

  test.each([
    ['the order of the certificate', [...dn().split(/(?<!\\),/)].reverse().join(',')],
    ['a blank after a comma', dn().replace(',2.5.4.15', ', 2.5.4.15')],
    ['a short name that has none', dn({ number: 'serialNumber=12345678000195' })],
    ['a number with plain text', dn({ number: '2.5.4.5=12345678000195' })],
    ['a number where there is a short name', dn({ uid: `0.9.2342.19200300.100.1.1=${hex('0C', UID.slice(4))}` })],
    ['another kind of string', dn({ number: `2.5.4.5=${hex('16', '12345678000195')}` })],
    ['a length that is wrong', dn({ number: `2.5.4.5=#1301${Buffer.from('12345678000195').toString('hex')}` })],
    ['an attribute less', dn().replace(',C=BR', '')],
    ['an attribute more', `${dn()},L=Recife`],
    ['two attributes in one', dn({ organisation: 'O=Loja\\, Filhos & Cia+L=Recife' })],
    ['another software', dn({ uid: 'UID=b0a9c1f2-0000-4000-8000-000000000002' })],
    ['nothing', ''],
  ])('with %s names nothing', (_what, written) => {
    expect(namesSubject(written, SUBJECT)).toBe(false)
  })
})
