import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { problem } from '#kernel'

/** When a key of a provider is shown, used and taken away: wire time, ms. */
export type KeyLife = {
  announcedAt: number
  usedFrom: number
  /** Null for a key that no other follows yet. */
  endsAt: number | null
  /** The longest life, in seconds, of what was signed with it, where that is longer than usual. */
  longestSeconds?: number
  /** How the caller named the rotation that made it. */
  idempotencyKey?: string
}

/** The private keys of one market's provider: signing and, where the market encrypts, encryption. */
export type ProviderKeys = {
  keys: JWK[]
  /** By key id; a key made with the install has none. */
  lives?: Record<string, KeyLife>
}

/** Which keys a market's provider has. */
export type KeyKinds = { signingAlg: string; encryptionAlg: string | undefined }

/** Reads a market's provider keys from the keys folder, or makes them at first start. Throws key-file-broken. */
export async function providerKeys(
  keysDir: string,
  { market, newId, ...kinds }: { market: string; newId: () => string } & KeyKinds,
): Promise<ProviderKeys> {
  return keptJson(fileOf(keysDir, market), async () => ({ keys: await newKeys(kinds, newId) }))
}

/** Puts other keys in the place of a market's, whole or not at all. */
export function saveProviderKeys(keysDir: string, market: string, keys: ProviderKeys): void {
  writeJson(fileOf(keysDir, market), keys)
}

/** A new key of each kind. */
export function newKeys({ signingAlg, encryptionAlg }: KeyKinds, newId: () => string): Promise<JWK[]> {
  return Promise.all([
    newKey(signingAlg, 'sig', newId()),
    ...(encryptionAlg === undefined ? [] : [newKey(encryptionAlg, 'enc', newId())]),
  ])
}

/** The secrets that sign the login pages' cookies and forms; one set an install. Throws key-file-broken. */
export async function cookieKeys(keysDir: string): Promise<string[]> {
  const { keys } = await keptJson(path.join(keysDir, 'identity-cookies.json'), async () => ({
    keys: [randomBytes(32).toString('base64url')],
  }))
  return keys
}

const fileOf = (keysDir: string, market: string): string => path.join(keysDir, `identity-${market}.jwks.json`)

async function newKey(alg: string, use: 'sig' | 'enc', kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { modulusLength: 2048, extractable: true })
  return { ...(await exportJWK(privateKey)), kid, use, alg }
}

async function keptJson<T>(file: string, make: () => Promise<T>): Promise<T> {
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as T
    } catch {
      throw problem('key-file-broken', { file })
    }
  }
  const made = await make()
  writeJson(file, made)
  return made
}

function writeJson(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
