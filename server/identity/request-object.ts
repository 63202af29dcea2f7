import { errors } from 'oidc-provider'
import type { Consent } from '#consent'
import type { Market } from '#markets'
import { leastLeft } from './pushed-life.ts'
import { offersMode } from './response-mode.ts'

export type RequestObjectInput = {
  market: Market
  claims: Record<string, unknown>
  header: Record<string, unknown>
  clientId: string
  wireNow: number
  /** Whether it is being pushed; used, otherwise. */
  pushed: boolean
  /**
   * Given when the object is pushed: the consent it is for. Throws InvalidRequest where there is none, or not this
   * client's, or not waiting.
   */
  consentOfRequest?: (clientId: string, scope: string) => Consent
}

/**
 * What the profile asks of a signed request object beyond its signature, audience and expiry, checked when it is
 * pushed and again when it is used (FAPI 1.0 Part 2 5.2.2: exp and nbf; FAPI-BR 5.2.2: one consent in the scope).
 */
export function checkRequestObject({
  market,
  claims,
  header,
  clientId,
  wireNow,
  pushed,
  consentOfRequest,
}: RequestObjectInput): void {
  checkLifetime(claims, market.security.requestObjectMaxSeconds, wireNow)
  if (pushed) checkLeft(claims.exp as number, leastLeft(market.security.pushedRequestSeconds), wireNow)
  const loose = market.security.looseRequestObjects
  if (!loose && typeof header.kid !== 'string')
    throw new errors.InvalidRequestObject('the request object has no kid header')
  if (claims.id_token_hint !== undefined) throw new errors.InvalidRequest('id_token_hint is not accepted')
  if (!offersMode(market, claims.response_mode)) {
    throw new errors.InvalidRequest(`response_mode must be ${market.security.responseModes.join(' or ')}`)
  }
  for (const member of ['response_type', 'scope', ...(loose ? [] : ['nonce', 'redirect_uri'])]) {
    if (typeof claims[member] !== 'string' || claims[member] === '')
      throw new errors.InvalidRequest(`the request object has no ${member}`)
  }
  consentOfRequest?.(clientId, claims.scope as string)
}

/** RFC 9126 2.2: what is accepted can be used for a while, so an object that has ended or soon will is refused. */
function checkLeft(exp: number, leastSeconds: number, wireNow: number): void {
  if (exp - wireNow / 1000 < leastSeconds) {
    throw new errors.InvalidRequestObject(`exp is less than ${leastSeconds} seconds ahead`)
  }
}

/** FAPI 1.0 Part 2 5.2.2: exp and nbf, within so many seconds of each other and of now. Throws InvalidRequestObject. */
export function checkLifetime(claims: Record<string, unknown>, maxSeconds: number, wireNow: number): void {
  const { exp, nbf } = claims
  const invalid = (why: string) => new errors.InvalidRequestObject(why)
  if (typeof exp !== 'number') throw invalid('the request object has no exp')
  if (typeof nbf !== 'number') throw invalid('the request object has no nbf')
  if (exp - nbf > maxSeconds) throw invalid(`exp is more than ${maxSeconds / 60} minutes after nbf`)
  if (wireNow / 1000 - nbf > maxSeconds) throw invalid(`nbf is more than ${maxSeconds / 60} minutes ago`)
}
