import type { JWK } from 'jose'
import { type ProviderKeys, providerKeys } from '../keys.ts'

/** What signs between Identity Management and the bank's identity provider. */
export const LOGIN_ALG = 'ES256'

/** The market's Identity Management, as the bank's identity provider knows it: its one client there. */
export const CLIENT_ID = 'identity-management'

export type LoginKeys = {
  /** The provider's own: it signs who logged in. */
  provider: ProviderKeys
  /** Its client's: Identity Management proves with it who asks. */
  client: ProviderKeys
  clientPublic: { keys: JWK[] }
}

/** The keys of both ends for one market, made at first start: files of the keys folder. Throws key-file-broken. */
export async function loginKeys(keysDir: string, market: string, newId: () => string): Promise<LoginKeys> {
  const of = (name: string) =>
    providerKeys(keysDir, { market: `${market}-${name}`, newId, signingAlg: LOGIN_ALG, encryptionAlg: undefined })
  const [provider, client] = await Promise.all([of('login-provider'), of('login-client')])
  return { provider, client, clientPublic: { keys: client.keys.map(publicPart) } }
}

function publicPart({ d: _, ...key }: JWK): JWK {
  return key
}
