import type { Context } from 'koa'
import type { Consent } from '#consent'
import type { Market } from '#markets'
import type { Form } from './form.ts'

/**
 * The engine names the issuer in every refusal that goes back to the app in clear. Where the metadata don't announce it,
 * as the answers of its market come with an id_token or as a JWT, it is left out, as it is when all goes well (RFC 9207
 * 2.3, 2.4).
 */
export function leaveIssuerOut(ctx: Context, { security }: Market, issuer: string): void {
  const to = ctx.response.get('location')
  if (security.plain || security.fapi2 || !URL.canParse(to)) return
  const back = new URL(to)
  const fragment = new URLSearchParams(back.hash.slice(1))
  if (fragment.has('iss', issuer)) {
    fragment.delete('iss', issuer)
    back.hash = fragment.toString()
  } else if (back.searchParams.has('iss', issuer)) back.searchParams.delete('iss', issuer)
  else return
  ctx.set('location', back.href)
}

/** A request that a form brings is the same as one in the address (OpenID Connect Core 3.1.2.1): it is read from there. */
export function readAsQuery(ctx: Context, form: Form): void {
  if (ctx.method !== 'POST') return
  ctx.method = 'GET'
  ctx.query = form as typeof ctx.query
  // Its body was read before, and the engine need not look for one.
  for (const header of ['content-type', 'content-length', 'transfer-encoding']) delete ctx.req.headers[header]
}

/** Of an authorization request only the client and the pushed request are read; what else it says counts for nothing. */
export function keepPushed(ctx: Context): void {
  const { client_id, request_uri } = ctx.query
  ctx.query = {
    ...(client_id === undefined ? {} : { client_id }),
    ...(request_uri === undefined ? {} : { request_uri }),
  }
}

/** Each authorization request starts without a session: an earlier visit never skips login or consent. */
export function dropSessionCookie(ctx: Context, name: string): void {
  const { cookie } = ctx.req.headers
  if (cookie === undefined) return
  ctx.req.headers.cookie = cookie
    .split(/; */)
    .filter((pair) => !pair.startsWith(`${name}=`) && !pair.startsWith(`${name}.sig=`))
    .join('; ')
}

/** Of a client's authentication, what the engine finds missing or unreadable, or naming two clients; in its own words. */
const UNAUTHENTICATED =
  /^(no client authentication|invalid client_assertion format|client_assertion_type must|client_id mismatch|invalid authorization header value|client_id and client_secret in the|client_secret must be provided)/

/**
 * The engine calls a request that nobody authenticates a broken one: it is invalid_client, with 401 and, where a header
 * was used, its scheme (RFC 6749 5.2). Two mechanisms at once stay a broken request, as that clause has it.
 */
export function refuseUnauthenticated(ctx: Context): void {
  const answer = ctx.body as { error?: unknown; error_description?: unknown } | undefined
  if (answer?.error !== 'invalid_request' || !UNAUTHENTICATED.test(String(answer.error_description))) return
  ctx.status = 401
  if (ctx.get('authorization') !== '') ctx.set('www-authenticate', 'Basic error="invalid_client"')
  ctx.body = { ...answer, error: 'invalid_client' }
}

/**
 * The engine answers with the life it would have given a pushed request; the one kept is longer (see pushed-life.ts).
 * It is the life as given: counted anew, it would be a second less whenever one ends before the answer (RFC 9126 2.2).
 */
export function tellLife(ctx: Context): void {
  const { oidc } = ctx as unknown as { oidc?: { entities: { PushedAuthorizationRequest?: { life?: number } } } }
  const life = oidc?.entities.PushedAuthorizationRequest?.life
  if (ctx.status === 201 && life !== undefined) (ctx.body as { expires_in: number }).expires_in = life
}

/** The engine knows no interval: an app that polls waits this long between two questions (CIBA 7.3). */
export function tellInterval(ctx: Context, pollSeconds: number): void {
  if (ctx.status === 200) (ctx.body as { interval: number }).interval = pollSeconds
}

/** An app that asks too soon is told so instead of how the request stands (CIBA 11). */
export function slowDown(ctx: Context, asksTooSoon: () => boolean): void {
  const answer = ctx.body as { error?: unknown } | undefined
  if (answer?.error !== 'authorization_pending' || !asksTooSoon()) return
  ctx.body = { error: 'slow_down', error_description: 'wait five seconds longer between two questions from now on' }
}

type GrantedContext = {
  oidc?: {
    entities: {
      Grant?: { jti: string; getOIDCScope(): string }
      RefreshToken?: { remainingTTL: number }
    }
  }
}

/** The engine leaves `openid` out of a resource token's scope; the answer tells the granted scope whole (RFC 6749 5.1). */
export function addOpenid(ctx: Context): void {
  const answer = ctx.body as { scope?: string } | undefined
  const granted = (ctx as unknown as GrantedContext).oidc?.entities.Grant?.getOIDCScope() ?? ''
  if (ctx.status === 200 && answer && granted.includes('openid')) answer.scope = `openid ${answer.scope ?? ''}`.trim()
}

/** What a market's answer says of the consent behind the tokens it gives, and how long a rotating refresh token lives. */
export function tellGrant(
  ctx: Context,
  { consent: profile, security }: Market,
  consentOf: (grantId: string) => Consent | undefined,
): void {
  const { Grant: grant, RefreshToken: refresh } = (ctx as unknown as GrantedContext).oidc?.entities ?? {}
  const consent = ctx.status === 200 && grant ? consentOf(grant.jti) : undefined
  if (!consent || !profile.tokenAnswer) return
  const answer = ctx.body as { refresh_token?: string }
  const life = answer.refresh_token !== undefined && security.refreshTokens && refresh
  Object.assign(answer, life ? { refresh_expires_in: refresh.remainingTTL } : {}, profile.tokenAnswer(consent))
}
