import type { Provider } from 'oidc-provider'
import type { KeySet } from '#directory'

/** The engine's copy of a client's public keys, whose type it does not show. */
type ClientKeys = Iterable<{ kid?: string }> & { jwksUri?: string; freshUntil?: number; clear(): void }

export type ClientKeysDeps = {
  provider: () => Provider
  /** A key set as the directory has it now; undefined for an address that isn't the directory's. */
  keySet: (uri: string) => KeySet | undefined
}

/**
 * Clients change their keys when they like (OpenID Connect Core 10.1.1), and the directory takes away those whose
 * certificate was revoked or has ended. The engine keeps a copy of each client's set, and reads it again only for a
 * message that none of its keys fits: a key that is gone would be good there for as long as the bank runs.
 */
export function openClientKeys({ provider, keySet }: ClientKeysDeps) {
  /** Lets the engine drop its copy of a client's key set where the directory has other keys by now. */
  return async (clientId: string): Promise<void> => {
    // A client that the engine can't read any more is refused by the engine.
    const client = (await provider()
      .Client.find(clientId)
      .catch(() => undefined)) as unknown as { asymmetricKeyStore: ClientKeys } | undefined
    const copy = client?.asymmetricKeyStore
    // A key set that was never read is read by the engine anyway.
    if (copy?.jwksUri === undefined || copy.freshUntil === undefined) return
    if (namesOf(copy) === namesOf(keySet(copy.jwksUri)?.keys ?? [])) return
    copy.clear()
    copy.freshUntil = 0
  }
}

/** The keys of a set by their names, which are their thumbprints, in whatever order and however often they stand there. */
function namesOf(keys: Iterable<{ kid?: string }>): string {
  return [...new Set([...keys].map(({ kid }) => kid))].sort().join(' ')
}
