import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { problem } from '#kernel'

/** The private keys of one market's provider: signing and, where the market encrypts, encryption. They live in a file of the keys folder. */
export type ProviderKeys = { keys: JWK[] }

/** Reads a market's provider keys, or makes them at first start. Throws key-file-broken. */
export async function providerKeys(
  keysDir: string,
  {
    market,
    newId,
    signingAlg,
    encryptionAlg,
  }: { market: string; newId: () => string; signingAlg: string; encryptionAlg: string | undefined },
): Promise<ProviderKeys> {
  return keptJson(path.join(keysDir, `identity-${market}.jwks.json`), async () => ({
    keys: await Promise.all([
      newKey(signingAlg, 'sig', newId()),
      ...(encryptionAlg === undefined ? [] : [newKey(encryptionAlg, 'enc', newId())]),
    ]),
  }))
}

/** The secrets that sign the login pages' cookies and forms; one set an install. Throws key-file-broken. */
export async function cookieKeys(keysDir: string): Promise<string[]> {
  const { keys } = await keptJson(path.join(keysDir, 'identity-cookies.json'), async () => ({
    keys: [randomBytes(32).toString('base64url')],
  }))
  return keys
}

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
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}
