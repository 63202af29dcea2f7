import type { Headers } from '#kernel'
import type { Found, Redaction } from './redaction.ts'

/** The headers a reader of a journey needs; all others are left out. */
const KEPT: ReadonlySet<string> = new Set([
  'accept',
  'allow',
  'authorization',
  'content-encoding',
  'content-type',
  'cookie',
  'date',
  'dpop',
  'dpop-nonce',
  'location',
  'retry-after',
  'set-cookie',
  'user-agent',
  'www-authenticate',
  'x-idempotency-key',
  'x-jws-signature',
  'x-min-v',
  'x-v',
])

/** The headers worth keeping, redacted; of cookies only the names. Undefined when there are none. */
export function keptHeaders(headers: Headers, redaction: Redaction, found: Found): Record<string, string> | undefined {
  let kept: Record<string, string> | undefined
  for (const name in headers) {
    if (!KEPT.has(name) && !name.startsWith('x-fapi-')) continue
    const value = headers[name]
    if (value === undefined) continue
    kept ??= {}
    found.path.push(name)
    kept[name] = headerValue(name, value, redaction, found)
    found.path.pop()
  }
  return kept
}

function headerValue(name: string, value: string | string[] | number, redaction: Redaction, found: Found): string {
  if (name === 'cookie') return String(value).replace(/=[^;]*/g, '=…')
  if (name === 'set-cookie')
    return [value]
      .flat()
      .map((cookie) => String(cookie).replace(/=[^;]*/, '=…'))
      .join(', ')
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  if (name === 'location') return redaction.url(text, found)
  if (name === 'authorization') return redaction.authorization(text, found)
  return text.length < 24 ? text : String(redaction.value(text, undefined, found))
}
