// Stands in for curl where there is none: the options that this repository's scripts use, and no other.
import { readFileSync } from 'node:fs'
import { type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { parseArgs } from 'node:util'

/** curl's own exit codes. */
const BAD_OPTION = 2
const REFUSED = 22
const UNTRUSTED = 60
const UNREACHABLE = 7

const text = { type: 'string' as const, multiple: true as const }
const { values, positionals, tokens } = read()
const [url] = positionals
if (url === undefined || positionals.length !== 1) end(BAD_OPTION, 'one address, please')

// `--data` and `--data-urlencode` are one body, in the order in which they were given.
const fields = tokens.flatMap((token) => {
  if (token.kind !== 'option' || token.value === undefined) return []
  if (token.name === 'data') return [token.value]
  if (token.name !== 'data-urlencode') return []
  const [, name, value] = /^([^=]*)=([\s\S]*)$/.exec(token.value) ?? end(BAD_OPTION, 'a field is name=value')
  return [`${name}=${encodeURIComponent(value as string)}`]
})
const body = fields.length > 0 ? fields.join('&') : undefined
const headers: Record<string, string> = { accept: '*/*', 'user-agent': 'curl/0' }
if (body !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded'
if (values.user) headers.authorization = `Basic ${Buffer.from(values.user.at(-1) as string).toString('base64')}`
for (const header of values.header ?? []) {
  const [, name, value] = /^([^:]+):\s*(.*)$/.exec(header) ?? end(BAD_OPTION, 'a header is name: value')
  headers[(name as string).toLowerCase()] = value as string
}
const file = (names: string[] | undefined) => names && readFileSync(names.at(-1) as string)
const options: RequestOptions = { method: values.request?.at(-1) ?? (body === undefined ? 'GET' : 'POST'), headers }
const tls = { ca: file(values.cacert), cert: file(values.cert), key: file(values.key) }

const outgoing = (url as string).startsWith('https:')
  ? requestHttps(url as string, { ...options, ...tls })
  : requestHttp(url as string, options)
outgoing.on('response', (answer) => {
  const { statusCode = 0, httpVersion, statusMessage, rawHeaders } = answer
  if (values.include) {
    process.stdout.write(`HTTP/${httpVersion} ${statusCode} ${statusMessage}\r\n`)
    for (let i = 0; i < rawHeaders.length; i += 2) process.stdout.write(`${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`)
    process.stdout.write('\r\n')
  }
  const refused = statusCode >= 400 && (values.fail === true || values['fail-with-body'] === true)
  if (refused) process.exitCode = REFUSED
  if (refused && values.fail) answer.resume()
  else answer.pipe(process.stdout)
})
outgoing.on('error', (error: NodeJS.ErrnoException) =>
  end(/CERT|SIGNATURE|ALTNAME/.test(error.code ?? '') ? UNTRUSTED : UNREACHABLE, error.message),
)
outgoing.end(body)

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      tokens: true,
      options: {
        silent: { type: 'boolean', short: 's' },
        'show-error': { type: 'boolean', short: 'S' },
        fail: { type: 'boolean', short: 'f' },
        'fail-with-body': { type: 'boolean' },
        include: { type: 'boolean', short: 'i' },
        cacert: text,
        cert: text,
        key: text,
        user: { ...text, short: 'u' },
        request: { ...text, short: 'X' },
        header: { ...text, short: 'H' },
        data: { ...text, short: 'd' },
        'data-urlencode': text,
      },
    })
  } catch (error) {
    return end(BAD_OPTION, (error as Error).message)
  }
}

function end(code: number, why: string): never {
  process.stderr.write(`curl (a stand-in): ${why}\n`)
  process.exit(code)
}
