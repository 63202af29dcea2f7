import { compactDecrypt, importJWK } from 'jose'
import type { TestApp } from './bank.ts'

/** The signed token inside an encrypted id_token, as its app opens it. */
export async function openIdToken({ encryption }: TestApp['credentials'], idToken: string): Promise<string> {
  const { plaintext } = await compactDecrypt(idToken, await importJWK(encryption.privateJwk, 'RSA-OAEP'))
  return new TextDecoder().decode(plaintext)
}
