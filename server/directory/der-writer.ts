/** Writers of the few DER types (X.690) that the certificate library has no class for; each returns a whole element. */

/** An element of a tag, its length written the shortest way. */
export function element(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

export const sequence = (...parts: Buffer[]): Buffer => element(0x30, ...parts)

/** A context-specific tag around whole elements. */
export const explicit = (number: number, ...parts: Buffer[]): Buffer => element(0xa0 | number, ...parts)

/** The content of a primitive element under a context-specific tag of its own. */
export const implicit = (number: number, content: Buffer): Buffer => element(0x80 | number, content)

export const octetString = (content: Buffer): Buffer => element(0x04, content)

export const nothing = (): Buffer => element(0x05)

export const enumerated = (value: number): Buffer => element(0x0a, Buffer.from([value]))

/** A whole number from 0 to 2^53. */
export function integer(value: number): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  // A leading bit that is set would make it negative.
  return element(0x02, (bytes[0] as number) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

/** Bits that fill whole bytes. */
export const bitString = (content: Buffer): Buffer => element(0x03, Buffer.from([0]), content)

export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'))

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, ...[first * 40 + second, ...rest].map(base128))
}

/** A moment, to the second (RFC 6960 4.2.2.1 allows no fractions). */
export function generalizedTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\.\d+/, '').replaceAll(/[-:T]/g, '')
  return element(0x18, Buffer.from(digits, 'latin1'))
}

/** An extension that a reader may ignore (RFC 5280 4.1). */
export const extension = (oid: string, value: Buffer): Buffer => sequence(objectIdentifier(oid), octetString(value))

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

function base128(arc: number): Buffer {
  const bytes = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80)
  return Buffer.from(bytes)
}
