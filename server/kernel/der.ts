import { problem } from './problem.ts'

/** One DER element: where its header and its content begin, and where it ends. */
export type Element = { tag: number; start: number; content: number; end: number }

export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
} as const

const utf16 = new TextDecoder('utf-16be')
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads the element at `start`. Throws certificate-unreadable on anything that is not DER. */
export function readElement(der: Buffer, start: number, end = der.length): Element {
  const tag = der[start]
  const first = der[start + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw unreadable()
  let content = start + 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4 || content + count > end) throw unreadable()
    length = der.readUIntBE(content, count)
    // DER writes every length the shortest way, so that a certificate has one spelling and one hash.
    if (length < 0x80 || der[content] === 0) throw unreadable()
    content += count
  }
  if (content + length > end) throw unreadable()
  return { tag, start, content, end: content + length }
}

/** The elements inside a constructed element, which must have the tag given. */
export function children(der: Buffer, parent: Element | undefined, tag: number): Element[] {
  if (parent?.tag !== tag) throw unreadable()
  const found: Element[] = []
  for (let at = parent.content; at < parent.end; ) {
    const element = readElement(der, at, parent.end)
    found.push(element)
    at = element.end
  }
  return found
}

/** The content bytes of an element. */
export function contentOf(der: Buffer, element: Element | undefined): Buffer {
  if (!element) throw unreadable()
  return der.subarray(element.content, element.end)
}

/** The whole element, header included. */
export function rawOf(der: Buffer, element: Element | undefined): Buffer {
  if (!element) throw unreadable()
  return der.subarray(element.start, element.end)
}

/** The bytes of a BIT STRING that is made of whole bytes. */
export function readBits(der: Buffer, element: Element | undefined): Buffer {
  const bytes = contentOf(der, element)
  if (element?.tag !== TAG.bitString || bytes[0] !== 0) throw unreadable()
  return bytes.subarray(1)
}

/** An object identifier in dotted form. */
export function readOid(der: Buffer, element: Element | undefined): string {
  if (element?.tag !== TAG.oid) throw unreadable()
  const arcs: bigint[] = []
  let arc = 0n
  for (const byte of contentOf(der, element)) {
    arc = (arc << 7n) | BigInt(byte & 0x7f)
    if (byte & 0x80) continue
    arcs.push(arc)
    arc = 0n
  }
  const first = arcs.shift()
  if (first === undefined) throw unreadable()
  const root = first < 80n ? first / 40n : 2n
  return [root, first - root * 40n, ...arcs].join('.')
}

/** A string of any of the types that names are written in; other values as `#` and the hex of their DER. */
export function readString(der: Buffer, element: Element | undefined): string {
  const bytes = contentOf(der, element)
  try {
    switch (element?.tag) {
      case 0x0c:
        return utf8.decode(bytes)
      case 0x13:
      case 0x14:
      case 0x16:
        return bytes.toString('latin1')
      case 0x1e:
        return utf16.decode(bytes)
      default:
        return `#${rawOf(der, element).toString('hex')}`
    }
  } catch {
    throw unreadable()
  }
}

/** A UTCTime or GeneralizedTime in milliseconds since the Unix epoch (RFC 5280 4.1.2.5). */
export function readTime(der: Buffer, element: Element | undefined): number {
  const text = contentOf(der, element).toString('latin1')
  const full = element?.tag === 0x17 ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full)
  if (!parts) throw unreadable()
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The problem of bytes that are no certificate. */
export function unreadable() {
  return problem('certificate-unreadable')
}
