import type { RecordedExchange, RecordedMessage } from '#journey'
import { bodyText, headerLines } from './message.ts'

/** Headers that curl sends by itself, or that belong to one browser. */
const OWN = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'cookie', 'user-agent'])

/** Where a part is called: main's doors, by the part that was asked. */
export type Bases = { console: string; public: string; mutual: string }

/**
 * An exchange's request as a curl line; undefined for what did not go over HTTP. Secrets were never kept: the names of
 * environment variables stand in their places.
 */
export function curlOf(
  { request, certificate, to }: Pick<RecordedExchange, 'request' | 'certificate' | 'to'>,
  bases: Bases,
): string | undefined {
  if (!request?.method || !request.url) return undefined
  const atConsole = to === 'marketplace' || request.url.startsWith('/api/')
  const base = atConsole ? bases.console : certificate ? bases.mutual : bases.public
  const parts = [`curl --request ${request.method} ${quoted(addressOf(request.url, base))}`]
  if (!atConsole) parts.push('--cacert "$CA_FILE"')
  if (certificate) parts.push('--cert "$CERTIFICATE_FILE" --key "$KEY_FILE"')
  for (const line of headerLines(request)) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase()
    if (OWN.has(name)) continue
    parts.push(name === 'authorization' ? '--header "authorization: Bearer $ACCESS_TOKEN"' : `--header ${quoted(line)}`)
  }
  const body = bodyOf(request)
  if (body !== '') parts.push(`--data ${quoted(body)}`)
  return parts.join(' \\\n  ')
}

function addressOf(url: string, base: string): string {
  return /^https?:/.test(url) ? url : base + url
}

/** A form was kept as its fields: it goes out as a form again. */
function bodyOf({ headers, body }: RecordedMessage): string {
  const form = headers?.['content-type']?.startsWith('application/x-www-form-urlencoded')
  if (!form || typeof body !== 'object' || body === null) return bodyText(body)
  return Object.entries(body)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
