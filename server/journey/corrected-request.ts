import type { Right, RulePlace, Words } from '#markets'
import type { RecordedExchange } from './recorded.ts'
import { cut, queryOf, split } from './sent-at.ts'

/** Headers that a client's library writes by itself. */
const OWN = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'user-agent', 'cookie'])

/** A place with what was found there, and what is to stand there instead; undefined leaves it as it is. */
export type Change = { at: RulePlace['at']; sent: unknown; right: Right | undefined }

type Language = keyof Words

/** A request taken apart, so that any place of it can be changed. */
type Draft = {
  method: string
  address: string
  certificate: string | undefined
  headers: Record<string, unknown>
  body: unknown
  /** The JWTs in fields of the body. */
  jwts: Record<string, { header: Record<string, unknown>; claims: Record<string, unknown> }>
}

/** The recorded request with every change made, as text; JWTs stand decoded below it, to be signed again. */
export function correctedRequest(source: RecordedExchange, changes: readonly Change[]): Words | null {
  const wanted = changes.filter(({ right }) => right !== undefined)
  if (wanted.length === 0 || !source.request?.method) return null
  const inLanguage = (language: Language): string => {
    const draft = draftOf(source)
    for (const { at, right } of wanted) change(draft, at, spoken(right as Right, language))
    return written(draft, language)
  }
  return { en: inLanguage('en'), 'pt-BR': inLanguage('pt-BR') }
}

function draftOf({ request, decoded }: RecordedExchange): Draft {
  const headers = Object.entries(request?.headers ?? {}).filter(([name]) => !OWN.has(name))
  const jwts = decoded.flatMap(({ where, header, payload }) => {
    const [, field] = /^request\.body\.(\w+)$/.exec(where) ?? []
    return field === undefined || payload === undefined ? [] : [[field, { header, claims: payload }] as const]
  })
  return structuredClone({
    method: request?.method ?? '',
    address: request?.url ?? '',
    certificate: undefined,
    headers: Object.fromEntries(headers),
    body: request?.body,
    jwts: Object.fromEntries(jwts),
  }) as Draft
}

function spoken(right: Right, language: Language): unknown {
  return typeof right === 'object' && right !== null && 'en' in right ? right[language] : right
}

function change(draft: Draft, at: Change['at'], value: unknown): void {
  const [place, name] = split(at)
  if (place === 'method') draft.method = String(value)
  else if (place === 'address') draft.address = String(value)
  else if (place === 'certificate') draft.certificate = String(value)
  else if (place === 'body') draft.body = value
  else if (place === 'header') put(draft.headers, name, value)
  else if (place === 'query') draft.address = requeried(draft.address, name, value)
  else if (place === 'field') draft.body = refilled(draft, name, value)
  else changeJwt(draft, place, name, value)
}

function changeJwt({ jwts }: Draft, place: string, name: string, value: unknown): void {
  const [field, member] = cut(name)
  const jwt = jwts[field]
  if (jwt) put(place === 'claim' ? jwt.claims : jwt.header, member, value)
}

/** The body with a field changed, and with it the JWT that stood there forgotten. */
function refilled(draft: Draft, path: string, value: unknown): unknown {
  delete draft.jwts[path]
  const body = isRecord(draft.body) ? draft.body : {}
  const names = path.split('.')
  const last = names.pop() as string
  let at = body
  for (const name of names) {
    if (!isRecord(at[name])) at[name] = {}
    at = at[name] as Record<string, unknown>
  }
  put(at, last, value)
  return body
}

function requeried(address: string, name: string, value: unknown): string {
  const query = queryOf(address)
  if (value === null) query.delete(name)
  else query.set(name, String(value))
  const [path] = address.split('?')
  const text = [...query].map(([key, one]) => `${key}=${one}`).join('&')
  return text === '' ? (path as string) : `${path}?${text}`
}

function put(on: Record<string, unknown>, name: string, value: unknown): void {
  if (value === null) delete on[name]
  else on[name] = value
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const CERTIFICATE: Words = { en: 'with certificate', 'pt-BR': 'com certificado' }
const SIGNED_AGAIN: Words = { en: '<the JWT below, signed again>', 'pt-BR': '<o JWT abaixo, assinado de novo>' }

function written(draft: Draft, language: Language): string {
  const { method, address, certificate, headers, jwts } = draft
  const head = [
    `${method} ${address}`,
    ...(certificate === undefined ? [] : [`# ${CERTIFICATE[language]}: ${certificate}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  const tokens = Object.entries(jwts).map(
    ([field, { header, claims }]) => `${field}:\n${json(header)}\n.\n${json(claims)}`,
  )
  const parts = [head.join('\n'), bodyOf(draft, language), ...tokens].filter((part) => part !== '')
  return parts.join('\n\n')
}

function bodyOf({ headers, body, jwts }: Draft, language: Language): string {
  if (body === undefined || body === null) return ''
  if (!isRecord(body)) return typeof body === 'string' ? body : json(body)
  const fields = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, name in jwts ? SIGNED_AGAIN[language] : value]),
  )
  if (!String(headers['content-type']).startsWith('application/x-www-form-urlencoded')) return json(fields)
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n&')
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
