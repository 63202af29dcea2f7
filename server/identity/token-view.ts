import type { Consents } from '#consent'
import type { World } from '#kernel'
import type { IdentityStore } from './store.ts'
import { type KeptToken, TOKEN_KINDS, type TokenKind } from './token-rows.ts'

/** Whether a token works, and if not, why. */
export const TOKEN_STATES = ['active', 'expired', 'consent-ended', 'grant-revoked'] as const
export type TokenState = (typeof TOKEN_STATES)[number]

/** A token as the operator sees it: everything but its value. Times are bank milliseconds. */
export type TokenView = {
  /** Its hash: names it without opening anything. */
  id: string
  kind: TokenKind
  market: string
  state: TokenState
  clientId: string
  consentId: string | null
  consentState: string | null
  grantId: string | null
  customerId: string | null
  scopes: string[]
  /** Of the certificate it is bound to; null for a refresh token, which the client's authentication binds. */
  thumbprint: string | null
  issuedAt: number
  /** Null for a token that ends with its consent. */
  expiresAt: number | null
  minted: boolean
}

/** How far ahead an end is none: refresh tokens are given a hundred years. */
const NEVER_SECONDS = 50 * 365 * 86_400

export function viewer({ world, consents, store }: { world: World; consents: Consents; store: IdentityStore }) {
  return (row: KeptToken): TokenView => {
    const consent = row.grant_id === null ? undefined : consents.findByGrant(row.grant_id)
    const { iat } = JSON.parse(row.payload) as { iat: number }
    const now = world.clock.now()
    return {
      id: row.id,
      kind: TOKEN_KINDS[row.model],
      market: row.market,
      state: stateOf(row),
      clientId: row.client_id,
      consentId: consent?.id ?? null,
      consentState: consent?.state ?? null,
      grantId: row.grant_id,
      customerId: row.subject,
      scopes: row.scope?.split(' ') ?? [],
      thumbprint: row.thumbprint,
      issuedAt: iat * 1000,
      expiresAt: endOf(row),
      minted: consent?.extra.mintedBy === 'operator',
    }

    /** A token that its consent ended before its time ended with it, however long its row is kept. */
    function endOf({ expires_at: expiresAt }: KeptToken): number | null {
      const isOver = consent !== undefined && !consents.isActive(consent)
      if (isOver) return Math.min(expiresAt * 1000, consent.stateSince)
      return expiresAt - now / 1000 > NEVER_SECONDS ? null : expiresAt * 1000
    }

    function stateOf({ grant_id: grantId, market, expires_at: expiresAt }: KeptToken): TokenState {
      if (grantId !== null && (!consent || !consents.isActive(consent))) return 'consent-ended'
      if (expiresAt * 1000 <= now) return 'expired'
      if (grantId !== null && !store.exists(market, 'Grant', grantId)) return 'grant-revoked'
      return 'active'
    }
  }
}
