import type { Consent, Consents } from '#consent'
import { problem, type World } from '#kernel'
import { type IdentityStore, keptId, type TokenRow } from './store.ts'

/** What the gateway needs to know of a live access token. Shared between calls: nobody changes it. */
export type Introspection = {
  /** The token's hash: names it without opening anything. */
  tokenId: string
  kind: 'client' | 'customer'
  clientId: string
  scopes: readonly string[]
  grantId: string | null
  /** The consent behind a customer's token, whatever its state. */
  consent: Consent | undefined
  subject: string | null
  /** base64url SHA-256 of the certificate the token is bound to. */
  thumbprint: string | null
  /** The key the token is bound to instead, by its SHA-256 thumbprint (RFC 7638, RFC 9449). */
  keyThumbprint: string | null
}

/** A token's id: its hash, which names it without opening anything. */
export function tokenIdOf(token: string): string {
  return keptId('AccessToken', token)
}

/**
 * Answers for an access token of a market, by its id, in process: known, not expired in bank time, its client registered, and,
 * behind a customer's token, its grant alive. Throws token-inactive.
 */
export function introspector({
  store,
  consents,
  world,
  lanes = [],
}: {
  store: IdentityStore
  consents: Consents
  world: World
  /** The markets that issue tokens, each with its lane's name: a token shown in another lane is told from an unknown one. */
  lanes?: readonly { market: string; lane: string }[]
}) {
  // A token's row and consent are remembered rows: as long as they are the same, so is what there is to say of them.
  const described = new WeakMap<TokenRow, Introspection>()

  return (market: string, tokenId: string): Introspection => {
    const customer = store.token(market, 'AccessToken', tokenId)
    const row = customer ?? store.token(market, 'ClientCredentials', tokenId)
    if (!row) throw problem('token-inactive', laneFacts(market, tokenId), 'token-active')
    if (row.expires_at * 1000 <= world.clock.now()) throw problem('token-inactive', {}, 'token-active')
    if (!store.exists(market, 'Client', row.client_id)) throw problem('token-inactive', {}, 'token-active')
    const consent = customer ? consentBehind(market, row) : undefined
    const known = described.get(row)
    if (known && known.consent === consent) return known
    const found = describe(tokenId, row, consent)
    described.set(row, found)
    return found
  }

  /** In which lane a token that this market doesn't know was issued, if in any. */
  function laneFacts(market: string, tokenId: string): { lane?: string } {
    const other = lanes.find(
      (known) =>
        known.market !== market &&
        (store.token(known.market, 'AccessToken', tokenId) ?? store.token(known.market, 'ClientCredentials', tokenId)),
    )
    return other ? { lane: other.lane } : {}
  }

  function consentBehind(market: string, row: TokenRow): Consent | undefined {
    const consent = row.grant_id === null ? undefined : consents.findByGrant(row.grant_id)
    // A grant that is gone while its consent is active was revoked on its own (a code used twice).
    const grantAlive = row.grant_id !== null && store.exists(market, 'Grant', row.grant_id)
    if (!consent || (consents.isActive(consent) && !grantAlive)) throw problem('token-inactive', {}, 'token-active')
    return consent
  }
}

function describe(tokenId: string, row: TokenRow, consent: Consent | undefined): Introspection {
  return {
    tokenId,
    kind: row.grant_id === null ? 'client' : 'customer',
    clientId: row.client_id,
    scopes: row.scope === null ? [] : row.scope.split(' '),
    grantId: row.grant_id,
    consent,
    subject: row.subject,
    thumbprint: row.thumbprint,
    keyThumbprint: row.key_thumbprint,
  }
}
