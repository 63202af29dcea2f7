import { createHash, createPublicKey, type KeyObject, webcrypto } from 'node:crypto'
import type { JWK } from 'jose'

/** What a key is for, and the only algorithm its messages use (Open Finance Brasil security profile, cryptography). */
export type KeyUse = 'messages' | 'encryption' | 'transport'
const USE = {
  messages: { use: 'sig', alg: 'PS256' },
  encryption: { use: 'enc', alg: 'RSA-OAEP' },
  transport: { use: 'sig' },
} as const

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** Makes an RSA key of 2048 bits; returns it as PKCS #8 PEM. Runs on the thread pool, so several go in parallel. */
export async function makeKeyPem(): Promise<string> {
  const shape = { ...RSA, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }
  const { privateKey } = await webcrypto.subtle.generateKey(shape, true, ['sign', 'verify'])
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey))
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END PRIVATE KEY-----\n`
}

/** The same key as certificates are signed with. */
export async function certificateSigningKey(key: KeyObject): Promise<CryptoKey> {
  const der = key.export({ type: 'pkcs8', format: 'der' })
  // Node and the browser name the type of this key differently; the certificate library uses the browser's name.
  return (await webcrypto.subtle.importKey('pkcs8', der, RSA, false, ['sign'])) as CryptoKey
}

/** The key's public half as SubjectPublicKeyInfo in DER. */
export function publicKeyDer(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' })
}

/** The JWK of a public key in DER, named by its thumbprint (RFC 7638). Holds no private member. */
export function publicJwk(spki: Buffer, use: KeyUse): JWK {
  return described(createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({ format: 'jwk' }) as JWK, use)
}

/** The private JWK, with the same `kid`. */
export function privateJwk(key: KeyObject, use: KeyUse): JWK {
  return described(key.export({ format: 'jwk' }) as JWK, use)
}

function described(jwk: JWK, use: KeyUse): JWK {
  const { e, kty, n } = jwk
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
  return { ...jwk, kid, ...USE[use] }
}
