import { errors } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import type { Market } from '#markets'
import { consentIdsIn } from './scopes.ts'

/**
 * The consent a request's scope names: exactly one, lodged by this client, still waiting (FAPI-BR dynamic scope).
 * Throws the engine's invalid_request.
 */
export function consentNamedIn(market: Market, consents: Consents) {
  return (clientId: string, scope: string): Consent => {
    const ids = consentIdsIn(market, scope)
    if (ids.length !== 1)
      throw new errors.InvalidRequest(`the scope must name exactly one consent (${market.consent.scopePrefix}<id>)`)
    const consent = consents.find(ids[0] as string)
    if (!consent || consent.clientId !== clientId || consent.market !== market.id) {
      throw new errors.InvalidRequest('the scope names a consent that this client did not lodge')
    }
    if (!consents.isWaiting(consent))
      throw new errors.InvalidRequest(`the consent is ${consent.state} and can't be authorised`)
    return consent
  }
}
