import type { Provider } from 'oidc-provider'

/**
 * The engine gives pushed requests at most 60 s; the profile wants more. The request object's own `exp` still
 * bounds it, and is checked again at the authorization endpoint.
 */
export function lengthenPushedRequests(provider: Provider, seconds: number, wireNow: () => number): void {
  const model = provider.PushedAuthorizationRequest.prototype as unknown as {
    request: string
    life?: number
    save(ttl: number): Promise<string>
  }
  const save = model.save
  model.save = function lengthened(ttl) {
    const claims = JSON.parse(Buffer.from(this.request.split('.')[1] as string, 'base64url').toString('utf8'))
    this.life = pushedLife(claims.exp, seconds, wireNow()) ?? ttl
    return save.call(this, this.life)
  }
}

/** No request lives shorter once it was accepted, in seconds: clients are told this or more (conformance suite, PAR). */
const LEAST_SECONDS = 60

/** How far other machines' clocks may be off, in seconds: the engine reads `exp`, `nbf` and `iat` with so much leeway. */
export const LEEWAY_SECONDS = 15

/**
 * How long a pushed request lives, in seconds: the market's figure, or what its object has left where that is less, but
 * never less than the least: an object so near its end that the leeway doesn't cover this was refused (leastLeft).
 */
export function pushedLife(objectExp: unknown, seconds: number, wireNow: number): number | undefined {
  if (typeof objectExp !== 'number') return undefined
  return Math.max(leastOf(seconds), Math.min(seconds, Math.floor(objectExp - wireNow / 1000)))
}

/** How many seconds an object must have left when it is pushed, so that it is still good when its request ends. */
export const leastLeft = (seconds: number): number => leastOf(seconds) - LEEWAY_SECONDS

const leastOf = (seconds: number): number => Math.min(LEAST_SECONDS, seconds)
