import { compactDecrypt, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose'

type Header = Record<string, unknown>

/** A token that was read: `sealed` is the outer header of one that was encrypted to this app, else null. */
export type ShownToken = { name: string; sealed: Header | null; header: Header; payload: JWTPayload }

/** A message body as it may be shown: secrets cut to their first characters, and the tokens in it read. */
export type Shown = { text: string; tokens: ShownToken[] }

/** The app's own key for what was encrypted to it. */
export type Decryption = () => Promise<CryptoKey>

const SECRETS = new Set([
  'access_token',
  'client_assertion',
  'code',
  'code_verifier',
  'id_token',
  'refresh_token',
  'request',
  'request_uri',
  'response',
])
const SHOWN_CHARS = 8
const LONGEST = 20_000

/** Returns a body (form, JSON or plain text) without its secrets. Text beyond 20,000 characters is cut. */
export async function shownBody(contentType: string, body: string, decryption: Decryption): Promise<Shown> {
  const tokens: ShownToken[] = []
  const look = async (name: string, value: string) => {
    if (!SECRETS.has(name)) return value
    const read = await tokenOf(value, decryption)
    if (read) tokens.push({ name, ...read })
    return cut(value)
  }
  const text = contentType.includes('json') ? await shownJson(body, look) : await shownText(contentType, body, look)
  return { text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text, tokens }
}

/** The first characters of a secret: enough to tell two apart, too few to use. */
export const cut = (secret: string): string => `${secret.slice(0, Math.min(SHOWN_CHARS, secret.length >> 1))}…`

type Look = (name: string, value: string) => Promise<string>

async function shownJson(body: string, look: Look): Promise<string> {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return body
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value, null, 2)
  // The secrets of OAuth answers are members of the outermost object; `code` deeper down is an error's code.
  const top: Record<string, unknown> = { ...value }
  for (const [name, member] of Object.entries(top)) if (typeof member === 'string') top[name] = await look(name, member)
  return JSON.stringify(top, null, 2)
}

async function shownText(contentType: string, body: string, look: Look): Promise<string> {
  if (!contentType.includes('x-www-form-urlencoded')) return body
  const lines: string[] = []
  for (const [name, value] of new URLSearchParams(body)) lines.push(`${name} = ${await look(name, value)}`)
  return lines.join('\n')
}

async function tokenOf(token: string, decryption: Decryption): Promise<Omit<ShownToken, 'name'> | undefined> {
  const parts = token.split('.').length
  if (parts !== 3 && parts !== 5) return undefined
  try {
    const sealed = parts === 5 ? { ...decodeProtectedHeader(token) } : null
    const signed = sealed ? await decrypted(token, await decryption()) : token
    return { sealed, header: { ...decodeProtectedHeader(signed) }, payload: withoutSecrets(decodeJwt(signed)) }
  } catch {
    return undefined
  }
}

/** An answer that is itself a token (JARM) carries its code inside. */
function withoutSecrets(payload: JWTPayload): JWTPayload {
  const { code } = payload
  return typeof code === 'string' ? { ...payload, code: cut(code) } : payload
}

const SECRET_HEADERS = new Set(['authorization', 'cookie', 'set-cookie', 'dpop', 'proxy-authorization'])

/** Headers as they may be shown: of a secret one, its scheme and first characters. */
export function shownHeaders(headers: Headers): [string, string][] {
  return [...headers].map(([name, value]) => {
    if (!SECRET_HEADERS.has(name)) return [name, value]
    const [scheme = '', ...rest] = value.split(' ')
    return [name, rest.length > 0 ? `${scheme} ${cut(rest.join(' '))}` : cut(value)]
  })
}

/** Returns what a compact JWE holds. RSA-OAEP with A256GCM only (FAPI-BR, cryptography). */
export async function decrypted(jwe: string, key: CryptoKey): Promise<string> {
  const { plaintext } = await compactDecrypt(jwe, key, {
    keyManagementAlgorithms: ['RSA-OAEP'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  return new TextDecoder().decode(plaintext)
}
