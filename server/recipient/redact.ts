import { compactDecrypt, decodeJwt, type JWTPayload } from 'jose'

/** A message body as it may be shown: secrets cut to their first characters, and the claims of the tokens in it. */
export type Shown = { text: string; claims: { name: string; payload: JWTPayload }[] }

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
])
const SHOWN_CHARS = 8
const LONGEST = 20_000

/** Returns a body (form, JSON or plain text) without its secrets. Text beyond 20,000 characters is cut. */
export async function shownBody(contentType: string, body: string, decryption: Decryption): Promise<Shown> {
  const claims: Shown['claims'] = []
  const look = async (name: string, value: string) => {
    if (!SECRETS.has(name)) return value
    const payload = await claimsOf(value, decryption)
    if (payload) claims.push({ name, payload })
    return cut(value)
  }
  const text = contentType.includes('json') ? await shownJson(body, look) : await shownText(contentType, body, look)
  return { text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text, claims }
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

async function claimsOf(token: string, decryption: Decryption): Promise<JWTPayload | undefined> {
  const parts = token.split('.').length
  if (parts !== 3 && parts !== 5) return undefined
  try {
    return decodeJwt(parts === 3 ? token : await decrypted(token, await decryption()))
  } catch {
    return undefined
  }
}

/** Returns what a compact JWE holds. RSA-OAEP with A256GCM only (FAPI-BR, cryptography). */
export async function decrypted(jwe: string, key: CryptoKey): Promise<string> {
  const { plaintext } = await compactDecrypt(jwe, key, {
    keyManagementAlgorithms: ['RSA-OAEP'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  return new TextDecoder().decode(plaintext)
}
