import { importJWK, type JWK, SignJWT } from 'jose'
import type { Context } from 'koa'
import { type Consents, endingFacts } from '#consent'
import type { CertificateFacts } from '#directory'
import { problem } from '#kernel'
import type { Market } from '#markets'
import { bearer } from './exchange-notes.ts'
import { type Introspection, tokenIdOf } from './introspect.ts'
import type { IdentityStore } from './store.ts'

export type UserinfoDeps = {
  market: Market
  consents: Consents
  introspect: (market: string, tokenId: string) => Introspection
  store: IdentityStore
  issuer: string
  /** The private key to sign with now. */
  signingKey: () => JWK
}

/**
 * Who the customer is, for a token that opens the consent's data (OpenID Connect Core 5.3): as JSON, or signed for a
 * client that registered it so (5.3.2).
 * Throws token-missing, token-inactive, token-certificate-mismatch, token-kind-wrong, consent-not-active.
 */
export function openUserinfo({ market, consents, introspect, store, issuer, signingKey }: UserinfoDeps) {
  return async (ctx: Context, certificate: CertificateFacts | undefined): Promise<void> => {
    const token = bearer(ctx.get('authorization'))
    if (token === undefined) throw problem('token-missing', {}, 'token-sent')
    const found = introspect(market.id, tokenIdOf(token))
    if (!market.security.plain && found.thumbprint !== certificate?.thumbprint)
      throw problem('token-certificate-mismatch', {}, 'token-bound')
    if (!found.consent) throw problem('token-kind-wrong', {}, 'token-kind')
    if (!consents.isActive(found.consent))
      throw problem('consent-not-active', endingFacts(found.consent), 'consent-active')
    const claims = { sub: found.subject as string }
    const { payload = '{}' } = store.find(market.id, 'Client', found.clientId) ?? {}
    const { userinfo_signed_response_alg: alg } = JSON.parse(payload) as Record<string, unknown>
    if (alg === undefined) {
      ctx.body = claims
      return
    }
    const key = signingKey()
    ctx.body = await new SignJWT({ ...claims, iss: issuer, aud: found.clientId })
      .setProtectedHeader({ alg: key.alg as string, kid: key.kid as string })
      .sign(await importJWK(key, key.alg as string))
    ctx.type = 'application/jwt'
  }
}
