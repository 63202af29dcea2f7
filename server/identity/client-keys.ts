import { decodeProtectedHeader } from 'jose'
import type { Provider } from 'oidc-provider'

/** Within this time a client's key set is read again for an unknown key once. */
const AGAIN_MS = 5_000

/** The engine's store of a client's public keys, whose types it does not show. */
type ClientKeys = Iterable<{ kid?: string }> & { jwksUri?: string; freshUntil?: number }

export type ClientKeysDeps = { provider: () => Provider; wireNow: () => number }

/**
 * Clients change their keys when they like (OpenID Connect Core 10.1.1): a message that names a key the engine has not
 * seen makes it read the client's key set again. It does so by itself a minute after it last did; here sooner, but not
 * for everybody who sends made-up names.
 */
export function openClientKeys({ provider, wireNow }: ClientKeysDeps) {
  const readAgainAt = new WeakMap<ClientKeys, number>()

  /** Lets the engine read a client's key set anew where one of the messages names a key that it doesn't hold. */
  return async (clientId: string, messages: readonly unknown[]): Promise<void> => {
    // A client that the engine can't read any more is refused by the engine.
    const client = (await provider()
      .Client.find(clientId)
      .catch(() => undefined)) as unknown as { asymmetricKeyStore: ClientKeys } | undefined
    const keys = client?.asymmetricKeyStore
    // A key set that was never read is read by the engine anyway.
    if (keys?.jwksUri === undefined || keys.freshUntil === undefined) return
    const known = new Set([...keys].map(({ kid }) => kid))
    if (messages.map(keyNamed).every((kid) => kid === undefined || known.has(kid))) return
    const now = wireNow()
    if (now - (readAgainAt.get(keys) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return
    readAgainAt.set(keys, now)
    keys.freshUntil = 0
  }
}

/** The key a signed message names; undefined for anything else, an encrypted one too: that names a key of the server. */
function keyNamed(jwt: unknown): string | undefined {
  if (typeof jwt !== 'string' || jwt.split('.').length !== 3) return undefined
  try {
    return decodeProtectedHeader(jwt).kid
  } catch {
    return undefined
  }
}
