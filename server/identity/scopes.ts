import type { Consent, Consents } from '#consent'
import type { Market } from '#markets'

/** The one resource every token of a market is for; APIs check scopes, so it is never shown outside. */
export const API_RESOURCE = 'urn:bancada:api'

/** The consent ids a scope string names with the market's dynamic scope. */
export function consentIdsIn(market: Market, scope: string | undefined): string[] {
  const { scopePrefix } = market.consent
  if (scopePrefix === undefined) return []
  return (scope ?? '')
    .split(' ')
    .filter((part) => part.startsWith(scopePrefix))
    .map((part) => part.slice(scopePrefix.length))
}

/** The scopes that a customer's token may carry: what the APIs know, and this client's own consents. */
export function customerScope(market: Market, consents: Consents, clientId: string, asked: string | undefined): string {
  const own = consentIdsIn(market, asked).filter((id) => consents.find(id)?.clientId === clientId)
  return [...market.security.customerScopes, ...own.flatMap((id) => consentScope(market, id))].join(' ')
}

/** What the grant of a consent gives of the scopes asked for: what its permissions need, and its own name. */
export function grantedScope(market: Market, consent: Consent, asked: string): string {
  const needed = new Set([...market.consent.scopesFor(consent.permissions), ...consentScope(market, consent.id)])
  return asked
    .split(' ')
    .filter((scope) => needed.has(scope))
    .join(' ')
}

/** The scope that names a consent, in a market that has one. */
export function consentScope({ consent }: Market, id: string): string[] {
  return consent.scopePrefix === undefined ? [] : [consent.scopePrefix + id]
}
