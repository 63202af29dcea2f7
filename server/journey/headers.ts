import type { Headers } from '#kernel'
import type { Found, Redaction } from './redaction.ts'
import { CUT } from './secrets.ts'

/** The headers a reader of a journey needs in every market; all others but the market's own are left out. */
const KEPT = [
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
]

/** Those, and the markets' own. */
export function keptNames(ofMarkets: readonly string[]): ReadonlySet<string> {
  return new Set([...KEPT, ...ofMarkets])
}

/** The headers worth keeping, redacted; of cookies only the names. Undefined when there are none. */
export function keptHeaders(
  headers: Headers,
  { keeps, redaction, found }: { keeps: ReadonlySet<string>; redaction: Redaction; found: Found },
): Record<string, string> | undefined {
  let kept: Record<string, string> | undefined
  for (const name in headers) {
    if (!keeps.has(name)) continue
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
  if (name === 'cookie') return String(value).replace(/=[^;]*/g, `=${CUT}`)
  if (name === 'set-cookie')
    return [value]
      .flat()
      .map((cookie) => String(cookie).replace(/=[^;]*/, `=${CUT}`))
      .join(', ')
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  if (name === 'location') return redaction.url(text, found)
  if (name === 'authorization') return redaction.authorization(text, found)
  return text.length < 24 ? text : String(redaction.value(text, undefined, found))
}
