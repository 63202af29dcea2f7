import { hash } from 'node:crypto'
import type { Message } from '#kernel'
import { keptHeaders } from './headers.ts'
import type { DecodedJwt, RecordedMessage } from './recorded.ts'
import type { Found, Redaction } from './redaction.ts'

const FORM = 'application/x-www-form-urlencoded'
const TEXTUAL = /^(?:text\/|application\/(?:jwt|jose|xml|javascript|[\w.-]+\+(?:jwt|xml)))/

/** A message written, with what was met in it. */
type Written = { json: string; secrets: readonly string[]; decoded: readonly DecodedJwt[] }

/**
 * Opens the writing of messages: gives the JSON under which a message is kept, redacted, its body cut where it is
 * longer than `bodyBytes`, with the full size and hash of what was sent. Never throws: what can't be written is said.
 */
export function openMessageWriter({
  redaction,
  bodyBytes,
  keeps,
}: {
  redaction: Redaction
  bodyBytes: number
  /** The headers worth keeping. */
  keeps: ReadonlySet<string>
}) {
  let remembered = { request: new WeakMap<object, Written>(), response: new WeakMap<object, Written>() }

  /**
   * Within a batch the same arguments or the same result, as one object, are written once: what identity knows of a
   * token is told at each of its calls. What was met on the way counts for each.
   */
  function write(message: Message, side: 'request' | 'response', found: Found): string {
    const { body } = message
    if (message.headers || message.status !== undefined || typeof body !== 'object' || body === null) {
      return writeAnew(message, side, found)
    }
    const known = remembered[side].get(body)
    if (known) {
      found.secrets.push(...known.secrets)
      found.decoded.push(...known.decoded)
      return known.json
    }
    const [secrets, decoded] = [found.secrets.length, found.decoded.length]
    const json = writeAnew(message, side, found)
    remembered[side].set(body, { json, secrets: found.secrets.slice(secrets), decoded: found.decoded.slice(decoded) })
    return json
  }

  function writeAnew(message: Message, side: 'request' | 'response', found: Found): string {
    const kept: RecordedMessage = {}
    found.path.push(side)
    const depth = found.path.length
    try {
      if (message.method !== undefined) kept.method = message.method
      if (message.url !== undefined) kept.url = named('url', found, () => redaction.url(message.url ?? '', found))
      if (message.status !== undefined) kept.status = message.status
      const headers =
        message.headers &&
        named('headers', found, () => keptHeaders(message.headers ?? {}, { keeps, redaction, found }))
      if (headers) kept.headers = headers
      if (message.body !== undefined && message.body !== null) named('body', found, () => putBody(kept, message, found))
      return cutToFit(kept)
    } catch {
      return JSON.stringify({ method: message.method, status: message.status, body: '[not serialisable]' })
    } finally {
      // A throw leaves names behind.
      found.path.length = depth - 1
      found.around.length = 0
    }
  }

  return {
    write,
    /** Forgets the objects of a batch: whoever holds one may change it. */
    forget(): void {
      remembered = { request: new WeakMap(), response: new WeakMap() }
    },
  }

  function putBody(kept: RecordedMessage, { body, headers }: Message, found: Found): void {
    if (typeof body === 'string' && headers) {
      putSent(kept, Buffer.from(body), headers, found)
    } else if (typeof body === 'string') {
      kept.body = redaction.text(body, found)
    } else if (body instanceof Uint8Array) {
      putSent(kept, Buffer.from(body.buffer, body.byteOffset, body.byteLength), headers, found)
    } else {
      kept.body = redaction.value(body, undefined, found)
    }
  }

  /** A body as it went over the wire. One that is too long is not parsed: its beginning is redacted as text. */
  function putSent(kept: RecordedMessage, body: Buffer, headers: Message['headers'], found: Found): void {
    const type = String(headers?.['content-type'] ?? '').toLowerCase()
    const encoding = headers?.['content-encoding']
    if (encoding !== undefined && encoding !== 'identity') {
      kept.body = `[${body.length} bytes, ${encoding}]`
    } else if (!readable(type)) {
      // A document: what is in it can't be redacted, so its size and hash stand for it.
      kept.body = `[${body.length} bytes of ${type}]`
      kept.cut = { bytes: body.length, sha256: hash('sha256', body, 'base64url') }
    } else if (body.length > bodyBytes) {
      kept.body = redaction.text(beginning(body, bodyBytes), found)
      kept.cut = { bytes: body.length, sha256: hash('sha256', body, 'base64url') }
    } else {
      kept.body = parsedBody(body, type, found)
    }
  }

  function parsedBody(body: Buffer, type: string, found: Found): unknown {
    const text = body.toString()
    if (type.startsWith(FORM)) return redaction.form(new URLSearchParams(text), found)
    if (type.includes('json') || (type === '' && /^\s*[[{]/.test(text))) {
      const parsed = parsedJson(text)
      return parsed === undefined ? redaction.text(text, found) : redaction.value(parsed, undefined, found)
    }
    return redaction.text(text, found)
  }

  /** Writes the message; cuts a body that was handed over as a value and turns out long. */
  function cutToFit(kept: RecordedMessage): string {
    const json = JSON.stringify(kept)
    if (json.length * 3 <= bodyBytes || kept.cut) return json
    const body = Buffer.from(typeof kept.body === 'string' ? kept.body : (JSON.stringify(kept.body) ?? ''))
    if (body.length <= bodyBytes) return json
    const cut = { bytes: body.length, sha256: hash('sha256', body, 'base64url') }
    return JSON.stringify({ ...kept, body: beginning(body, bodyBytes), cut })
  }
}

/** Whether a body of this type can be read, so that its secrets are found. */
function readable(type: string): boolean {
  return type === '' || type.startsWith(FORM) || type.includes('json') || TEXTUAL.test(type)
}

function named<T>(name: string, found: Found, act: () => T): T {
  found.path.push(name)
  const result = act()
  found.path.pop()
  return result
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The first bytes as text, without half a character at the end. */
function beginning(body: Buffer, bytes: number): string {
  return body
    .subarray(0, bytes)
    .toString()
    .replace(/\uFFFD+$/, '')
}
