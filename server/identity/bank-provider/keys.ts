import type { JWK } from 'jose'
import type { Market } from '#markets'
import { type ProviderKeys, providerKeys } from '../keys.ts'

/** The market's Identity Management, as the bank's identity provider knows it: its one client there. */
export const CLIENT_ID = 'identity-management'

export type LoginKeys = {
  /** The provider's own: it signs who logged in. */
  provider: ProviderKeys
  /** Identity Management's signing key, with which it proves who asks, and what the provider knows of it. */
  client: JWK
  clientPublic: { keys: JWK[] }
}

/**
 * The keys of both ends for one market: the provider's, made at first start as a file of the keys folder, and of
 * Identity Management's own the one that signs. Throws key-file-broken.
 */
export async function loginKeys(
  keysDir: string,
  { id, security: { signingAlg } }: Market,
  own: ProviderKeys,
  newId: () => string,
): Promise<LoginKeys> {
  const named = { market: `${id}-login`, newId, signingAlg, encryptionAlg: undefined }
  const client = own.keys.find(({ use }) => use === 'sig') as JWK
  return { provider: await providerKeys(keysDir, named), client, clientPublic: { keys: [publicPart(client)] } }
}

function publicPart({ kty, kid, use, alg, n, e, crv, x, y }: JWK): JWK {
  const known = Object.entries({ kty, kid, use, alg, n, e, crv, x, y }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as JWK
}
