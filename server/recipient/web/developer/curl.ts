import type { ShownMessage } from '../../messages.ts'

/** Headers that curl writes by itself, or that belong to one call only. */
const OWN = new Set(['content-length', 'host', 'connection', 'accept-encoding', 'user-agent'])

/**
 * A call as a `curl` command over mutual TLS. What was cut away as secret stays cut: the access token is read from a
 * variable, the rest has to be made anew.
 */
export function curlOf({ method, url, request }: ShownMessage): string {
  const lines = [
    `curl --request ${method} ${quoted(url)}`,
    '--cert transport.pem --key transport.key --cacert ca.pem',
    ...request.headers.filter(([name]) => !OWN.has(name)).map(([name, value]) => header(name, value)),
    ...bodyOf(request.body, request.headers),
  ]
  return lines.join(' \\\n  ')
}

function header(name: string, value: string): string {
  if (name === 'authorization') return '--header "authorization: Bearer $ACCESS_TOKEN"'
  return `--header ${quoted(`${name}: ${value}`)}`
}

function bodyOf(body: string, headers: [string, string][]): string[] {
  if (body === '') return []
  const form = headers.some(([name, value]) => name === 'content-type' && value.includes('x-www-form-urlencoded'))
  if (!form) return [`--data ${quoted(body)}`]
  return body.split('\n').map((line) => `--data-urlencode ${quoted(line.replace(' = ', '='))}`)
}

/** One word for a POSIX shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
