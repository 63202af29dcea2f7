import type { Provider } from 'oidc-provider'

/**
 * The engine gives pushed requests at most 60 s; the profile wants more. The request object's own `exp` still
 * bounds it, and is checked again at the authorization endpoint.
 */
export function lengthenPushedRequests(provider: Provider, seconds: number, wireNow: () => number): void {
  const model = provider.PushedAuthorizationRequest.prototype as unknown as {
    request: string
    save(ttl: number): Promise<string>
  }
  const save = model.save
  model.save = function lengthened(ttl) {
    const claims = JSON.parse(Buffer.from(this.request.split('.')[1] as string, 'base64url').toString('utf8'))
    return save.call(this, pushedLife(claims.exp, seconds, wireNow()) ?? ttl)
  }
}

/** How long a pushed request lives, in seconds: the market's figure, but never beyond the object's own end. */
export function pushedLife(objectExp: unknown, seconds: number, wireNow: number): number | undefined {
  if (typeof objectExp !== 'number') return undefined
  return Math.max(1, Math.min(seconds, Math.floor(objectExp - wireNow / 1000)))
}
