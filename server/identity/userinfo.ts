import type { Context } from 'koa'
import type { Consents } from '#consent'
import type { CertificateFacts } from '#directory'
import { problem } from '#kernel'
import type { Market } from '#markets'
import { bearer } from './exchange-notes.ts'
import { type Introspection, tokenIdOf } from './introspect.ts'

export type UserinfoDeps = {
  market: Market
  consents: Consents
  introspect: (market: string, tokenId: string) => Introspection
}

/**
 * Who the customer is, for a token that opens the consent's data (OpenID Connect Core 5.3).
 * Throws token-missing, token-inactive, token-certificate-mismatch, token-kind-wrong.
 */
export function openUserinfo({ market, consents, introspect }: UserinfoDeps) {
  return (ctx: Context, certificate: CertificateFacts | undefined): void => {
    const token = bearer(ctx.get('authorization'))
    if (token === undefined) throw problem('token-missing', {}, 'token-sent')
    const found = introspect(market.id, tokenIdOf(token))
    if (!market.security.plain && found.thumbprint !== certificate?.thumbprint)
      throw problem('token-certificate-mismatch', {}, 'token-bound')
    if (!found.consent) throw problem('token-kind-wrong', {}, 'token-kind')
    if (!consents.isActive(found.consent)) throw problem('token-inactive', {}, 'token-active')
    ctx.body = { sub: found.subject }
  }
}
