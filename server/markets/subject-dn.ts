import type { CertificateAttribute } from './trust-profile.ts'

/** The attributes that a written subject calls by their short names; all others by their numbers (registration profile). */
const SHORT: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  C: '2.5.4.6',
  STREET: '2.5.4.9',
  DC: '0.9.2342.19200300.100.1.25',
  UID: '0.9.2342.19200300.100.1.1',
}

/** What the certificate standard writes as PrintableString. */
const PRINTABLE = new Set(['2.5.4.5', '2.5.4.6', '1.3.6.1.4.1.311.60.2.1.3'])

const TAGS: Readonly<Record<string, string>> = { PRINTABLE: '13', UTF8: '0C' }

/**
 * Whether a written subject names a certificate's: the attributes in reverse, short names where there are some and DER in
 * hexadecimal for the rest, in either kind of string, values in any case (RFC 4514; registration profile, tls_client_auth).
 * Any other spelling names nothing.
 */
export function namesSubject(written: string, subject: readonly CertificateAttribute[]): boolean {
  const parts = written.split(/(?<!\\),/).map(attributeIn)
  if (parts.length !== subject.length) return false
  return [...subject].reverse().every(({ oid, value }, at) => {
    const part = parts[at]
    return part !== undefined && part.oid === oid && part.value.toLowerCase() === value.toLowerCase()
  })
}

/** A certificate's subject, written as a client has to register it. */
export function writtenSubject(subject: readonly CertificateAttribute[]): string {
  return [...subject]
    .reverse()
    .map(({ oid, value }) => {
      const name = Object.keys(SHORT).find((short) => SHORT[short] === oid)
      return name === undefined ? `${oid}=#${derOf(oid, value)}` : `${name}=${escaped(value)}`
    })
    .join(',')
}

function attributeIn(part: string): CertificateAttribute | undefined {
  const [name = '', ...rest] = part.split('=')
  const text = rest.join('=')
  const oid = SHORT[name]
  if (oid !== undefined) return text.startsWith('#') || text.includes('+') ? undefined : { oid, value: unescaped(text) }
  const isNumber = /^\d+(\.\d+)+$/.test(name) && !Object.values(SHORT).includes(name)
  const value = isNumber && text.startsWith('#') ? stringIn(text.slice(1)) : undefined
  return value === undefined ? undefined : { oid: name, value }
}

/** The text in the hexadecimal DER of a PrintableString or UTF8String. */
function stringIn(hex: string): string | undefined {
  if (!/^([0-9a-f]{2})+$/i.test(hex) || !Object.values(TAGS).includes(hex.slice(0, 2).toUpperCase())) return undefined
  const bytes = Buffer.from(hex, 'hex')
  const content = bytes.subarray(2)
  // No attribute of a subject is longer than the short form of a length can say.
  return content.length < 128 && bytes[1] === content.length ? content.toString('utf8') : undefined
}

function derOf(oid: string, value: string): string {
  const content = Buffer.from(value, 'utf8')
  const tag = PRINTABLE.has(oid) ? TAGS.PRINTABLE : TAGS.UTF8
  return `${tag}${content.length.toString(16).padStart(2, '0')}${content.toString('hex')}`.toUpperCase()
}

const escaped = (value: string): string => value.replaceAll(/[",+;<>\\]|^[ #]| $/g, '\\$&')

/** Takes the escapes of RFC 4514 out: a character after a backslash, or bytes of UTF-8 in hexadecimal. */
function unescaped(text: string): string {
  const withBytes = text.replaceAll(/(?:\\[0-9a-fA-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('\\', ''), 'hex').toString('utf8'),
  )
  return withBytes.replaceAll(/\\([ "#+,;<=>\\])/g, '$1')
}
