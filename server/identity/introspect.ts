import { type Consent, type Consents, endingFacts } from '#consent'
import { type Problem, problem, type World } from '#kernel'
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

/** A market or lane that issues tokens: its id, its lane's name, and the market it is a lane of, with what that is called. */
type TokenHome = { market: string; lane: string; of: string; name: string }

/** A token's id: its hash, which names it without opening anything. */
export function tokenIdOf(token: string): string {
  return keptId('AccessToken', token)
}

/**
 * Answers for an access token of a market, by its id, in process: known, not expired in bank time, its client registered, and,
 * behind a customer's token, its grant alive unless its consent has ended, which is told with it. Throws token-inactive.
 */
export function introspector({
  store,
  consents,
  world,
  homes = [],
}: {
  store: IdentityStore
  consents: Consents
  world: World
  /** The markets and lanes that issue tokens: a token shown in another one is told from an unknown one. */
  homes?: readonly TokenHome[]
}) {
  // A token's row and consent are remembered rows: as long as they are the same, so is what there is to say of them.
  const described = new WeakMap<TokenRow, Introspection>()

  return (market: string, tokenId: string): Introspection => {
    const customer = store.token(market, 'AccessToken', tokenId)
    const row = customer ?? store.token(market, 'ClientCredentials', tokenId)
    if (!row) throw problem('token-inactive', elsewhere(market, tokenId), 'token-active')
    if (row.expires_at * 1000 <= world.clock.now()) throw expired(row)
    if (!store.exists(market, 'Client', row.client_id)) throw problem('token-inactive', {}, 'token-active')
    const consent = customer ? consentBehind(market, row) : undefined
    const known = described.get(row)
    if (known && known.consent === consent) return known
    const found = describe(tokenId, row, consent)
    described.set(row, found)
    return found
  }

  /** Where a token that this market doesn't know was issued, if anywhere: in another market, or in another lane of this. */
  function elsewhere(market: string, tokenId: string): { market?: string; lane?: string } {
    const home = homes.find(
      (known) =>
        known.market !== market &&
        (store.token(known.market, 'AccessToken', tokenId) ?? store.token(known.market, 'ClientCredentials', tokenId)),
    )
    if (!home) return {}
    return home.of === homes.find((known) => known.market === market)?.of ? { lane: home.lane } : { market: home.name }
  }

  /** An expired token asks for a fresh one, unless its consent gives none any more. */
  function expired({ grant_id: grantId }: TokenRow): Problem {
    const consent = grantId === null ? undefined : consents.findByGrant(grantId)
    return consent && !consents.isActive(consent)
      ? problem('token-inactive', endingFacts(consent), 'consent-active')
      : problem('token-inactive', {}, 'token-active')
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
