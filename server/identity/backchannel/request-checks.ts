import { errors } from 'oidc-provider'
import type { BackchannelProfile } from '#markets'
import { LEEWAY_SECONDS } from '../pushed-life.ts'
import { checkLifetime } from '../request-object.ts'

export type BackchannelObject = {
  profile: Pick<BackchannelProfile, 'requestObjectMaxSeconds'>
  claims: Record<string, unknown>
  header: Record<string, unknown>
  /** Wire ms. */
  wireNow: number
}

/** Letters of any script, digits, marks and blanks: what a phone shows as it was sent. */
const BINDING_MESSAGE = /^(?:[\p{L}\p{M}\p{N}\p{P}\p{S} ]|\u200d){1,64}$/u

/** A hint that says more of the account holder than the consent does. */
const REFUSED_HINTS = ['id_token_hint', 'login_hint_token']

/**
 * What the profile asks of a signed request to the phone beyond its signature, issuer, audience and expiry
 * (CIBA 7.1.1; FAPI-CIBA 5.2.2; FAPI-BR CIBA: the consent is the only hint, and nobody types codes).
 * Throws InvalidRequestObject and InvalidRequest, both invalid_request on the wire.
 */
export function checkBackchannelObject({ profile, claims, header, wireNow }: BackchannelObject): void {
  checkLifetime(claims, profile.requestObjectMaxSeconds, wireNow)
  checkMoment(claims, profile.requestObjectMaxSeconds, wireNow / 1000)
  const invalid = (why: string) => new errors.InvalidRequestObject(why)
  if (typeof header.kid !== 'string') throw invalid('the request object has no kid header')
  if (typeof claims.jti !== 'string' || claims.jti === '') throw invalid('the request object has no jti')
  for (const hint of REFUSED_HINTS) {
    if (claims[hint] !== undefined)
      throw new errors.InvalidRequest(`${hint} is not accepted; login_hint names the consent`)
  }
  if (typeof claims.login_hint !== 'string' || claims.login_hint === '') {
    throw new errors.InvalidRequest('the request object has no login_hint, which names the consent')
  }
  if (claims.user_code !== undefined) throw new errors.InvalidRequest('user_code is not accepted')
}

/** FAPI-BR CIBA 5.2.2; RFC 7519 4.1.4, 4.1.6: not over, and signed neither long ago nor later than now. */
function checkMoment({ exp, iat }: Record<string, unknown>, maxSeconds: number, nowSeconds: number): void {
  const invalid = (why: string) => new errors.InvalidRequestObject(why)
  if (typeof iat !== 'number') throw invalid('the request object has no iat')
  if ((exp as number) <= nowSeconds) throw invalid('exp is past')
  if (iat > nowSeconds + LEEWAY_SECONDS) throw invalid('iat is ahead of now')
  if (iat < nowSeconds - maxSeconds) throw invalid(`iat is more than ${maxSeconds / 60} minutes ago`)
}

/** CIBA 13: a message that the phone can't show whole is refused. Throws InvalidBindingMessage. */
export function checkBindingMessage(message: string | undefined): void {
  if (message === undefined || BINDING_MESSAGE.test(message)) return
  throw new errors.InvalidBindingMessage('binding_message must be 1 to 64 letters, digits, signs and blanks')
}
