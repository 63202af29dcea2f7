import { hash } from 'node:crypto'
import type { Message } from '#kernel'
import { keptHeaders } from './headers.ts'
import type { DecodedJwt, RecordedMessage } from './recorded.ts'
import type { Found, Redaction } from './redaction.ts'

const FORM = 'application/x-www-form-urlencoded'
const TEXTUAL = /^(?:text\/|application\/(?:jwt|jose|xml|javascript|[\w.-]+\+(?:jwt|xml)))/

/** Escapes, which may hide what must be struck out, and line ends, which end a message where it is kept. */
const OTHERWISE = /[\\\n\r]/

/** A body as it may be kept; in JSON already where that is known. */
type Body = { value: unknown; json?: string }

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
  let items = new WeakMap<object, string>()
  let clean = new Set<string>()

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
      const { body } = message
      const keptBody =
        body === undefined || body === null ? undefined : named('body', found, () => bodyOf(kept, message, found))
      return cutToFit(kept, keptBody)
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
      items = new WeakMap()
      clean = new Set()
    },
  }

  function bodyOf(kept: RecordedMessage, { body, headers }: Message, found: Found): Body {
    if (typeof body === 'string') {
      return headers ? sentBody(kept, body, headers, found) : { value: redaction.text(body, found) }
    }
    if (body instanceof Uint8Array) {
      return sentBody(kept, Buffer.from(body.buffer, body.byteOffset, body.byteLength), headers, found)
    }
    if (Array.isArray(body)) return { value: undefined, json: listJson(body, found) }
    return { value: redaction.value(body, undefined, found) }
  }

  /** A body as it went over the wire. One that is too long is not parsed: its beginning is redacted as text. */
  function sentBody(kept: RecordedMessage, body: string | Buffer, headers: Message['headers'], found: Found): Body {
    const type = String(headers?.['content-type'] ?? '').toLowerCase()
    const encoding = headers?.['content-encoding']
    const bytes = Buffer.byteLength(body)
    if (encoding !== undefined && encoding !== 'identity') return { value: `[${bytes} bytes, ${encoding}]` }
    if (!readable(type)) {
      // A document: what is in it can't be redacted, so its size and hash stand for it.
      kept.cut = { bytes, sha256: hash('sha256', body, 'base64url') }
      return { value: `[${bytes} bytes of ${type}]` }
    }
    if (bytes > bodyBytes) {
      const whole = Buffer.from(body as string)
      kept.cut = { bytes, sha256: hash('sha256', whole, 'base64url') }
      return { value: redaction.text(beginning(whole, bodyBytes), found) }
    }
    return parsedBody(body, type, found)
  }

  function parsedBody(body: string | Buffer, type: string, found: Found): Body {
    const text = body.toString()
    if (type.startsWith(FORM)) return { value: redaction.form(new URLSearchParams(text), found) }
    if (type.includes('json') || (type === '' && /^\s*[[{]/.test(text))) return jsonBody(text, found)
    return { value: redaction.text(text, found) }
  }

  /**
   * JSON in which nothing had to be redacted is kept as it was sent, where it has no other way of saying the same. The same
   * question within a second has the same answer, word for word: it is looked through once a batch.
   */
  function jsonBody(text: string, found: Found): Body {
    if (clean.has(text)) return { value: undefined, json: text }
    const parsed = parsedJson(text)
    if (parsed === undefined) return { value: redaction.text(text, found) }
    const met = found.secrets.length + found.decoded.length
    const value = redaction.value(parsed, undefined, found)
    if (value !== parsed || OTHERWISE.test(text)) return { value }
    if (found.secrets.length + found.decoded.length === met) clean.add(text)
    return { value, json: text }
  }

  /** A list is written item by item: the bank answers with rows that it remembers, and the same ones come again. */
  function listJson(list: readonly unknown[], found: Found): string {
    found.around.push(list)
    const json = list.map((item) => itemJson(item, found)).join(',')
    found.around.pop()
    return `[${json}]`
  }

  /** Items in which something was met are written each time, since that counts for each message. */
  function itemJson(item: unknown, found: Found): string {
    if (typeof item !== 'object' || item === null) return valueJson(item, found)
    const known = items.get(item)
    if (known !== undefined) return known
    const met = found.secrets.length + found.decoded.length
    const json = valueJson(item, found)
    if (found.secrets.length + found.decoded.length === met) items.set(item, json)
    return json
  }

  function valueJson(value: unknown, found: Found): string {
    return JSON.stringify(redaction.value(value, undefined, found)) ?? 'null'
  }

  /** Writes the message; cuts a body that was handed over as a value and turns out long. */
  function cutToFit(kept: RecordedMessage, body: Body | undefined): string {
    const head = JSON.stringify(kept)
    const bodyJson = body && (body.json ?? JSON.stringify(body.value))
    if (bodyJson === undefined) return head
    const json = withBody(head, bodyJson)
    if (json.length * 3 <= bodyBytes || kept.cut) return json
    const whole = Buffer.from(typeof body?.value === 'string' ? body.value : bodyJson)
    if (whole.length <= bodyBytes) return json
    const cut = { bytes: whole.length, sha256: hash('sha256', whole, 'base64url') }
    return JSON.stringify({ ...kept, body: beginning(whole, bodyBytes), cut })
  }
}

/** Whether a body of this type can be read, so that its secrets are found. */
function readable(type: string): boolean {
  return type === '' || type.startsWith(FORM) || type.includes('json') || TEXTUAL.test(type)
}

function withBody(head: string, bodyJson: string): string {
  return `${head.slice(0, -1)}${head.length > 2 ? ',' : ''}"body":${bodyJson}}`
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
