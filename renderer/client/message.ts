import type { RecordedMessage } from '#journey'

/** A message as text: start line, headers, blank line, body. What the copy button copies. */
export function rawMessage(message: RecordedMessage): string {
  const head = [startLine(message), ...headerLines(message)].filter((line) => line !== '')
  const body = bodyText(sentBody(message))
  return [head.join('\n'), body].filter((part) => part !== '').join('\n\n')
}

/** The first line of an HTTP message; empty for an operation's arguments or result. */
export function startLine({ method, url, status }: RecordedMessage): string {
  if (method !== undefined || url !== undefined) return [method, url].filter(Boolean).join(' ')
  return status === undefined ? '' : `HTTP ${status}`
}

export function headerLines({ headers }: RecordedMessage): string[] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined).map((one) => `${name}: ${one}`),
  )
}

/** The body in the form in which it went over the wire: a form, of which the record has the fields, as its one line. */
export function sentBody({ headers, body }: RecordedMessage): unknown {
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const isForm = String(type ?? '')
    .toLowerCase()
    .startsWith('application/x-www-form-urlencoded')
  if (!isForm || typeof body !== 'object' || body === null) return body
  const fields = Object.entries(body).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]))
  // What stands for a secret was never sent, and stays as it is read everywhere.
  return new URLSearchParams(fields).toString().replaceAll('%5Bremoved%5D', '[removed]')
}

/** A body as text: JSON indented, text as it came, nothing where there is none. Never in the page's language. */
export function bodyText(body: unknown): string {
  if (body === undefined || body === null || body === '') return ''
  return typeof body === 'string' ? body : JSON.stringify(body, null, 2)
}

export type JsonToken = { kind: 'name' | 'string' | 'number' | 'word' | 'mark'; text: string }

const JSON_TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g

/** Cuts JSON text into tokens for colouring; joined again they are the text. */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = []
  let end = 0
  for (const match of text.matchAll(JSON_TOKEN)) {
    if (match.index > end) tokens.push({ kind: 'mark', text: text.slice(end, match.index) })
    const [whole, string, colon, number] = match
    if (string !== undefined) {
      tokens.push({ kind: colon === undefined ? 'string' : 'name', text: string })
      if (colon !== undefined) tokens.push({ kind: 'mark', text: colon })
    } else {
      tokens.push({ kind: number === undefined ? 'word' : 'number', text: whole })
    }
    end = match.index + whole.length
  }
  if (end < text.length) tokens.push({ kind: 'mark', text: text.slice(end) })
  return tokens
}
