import type { Context } from 'koa'
import { errors, type Provider } from 'oidc-provider'
import { type Exchange, Problem, problem, type World } from '#kernel'
import type { Market } from '#markets'
import { findByPath, HANDBACK_PATH } from '../endpoints.ts'
import { openEngine } from '../engine.ts'
import { dropSessionCookie } from '../engine-edges.ts'
import { noteRefusal } from '../exchange-notes.ts'
import { readForm, writeForm } from '../form.ts'
import type { Logins } from '../login/logins.ts'
import type { LoginStore } from '../login/store.ts'
import { oauthAnswer } from '../oauth-problem.ts'
import { houseOf } from '../pages/house.ts'
import { languageOf } from '../pages/language.ts'
import { replayBody } from '../replay.ts'
import { checkMediaType } from '../sent.ts'
import { keptId } from '../store.ts'
import { loginAdapter } from './adapter.ts'
import { LOGIN_ENDPOINTS, type LoginEndpoint } from './endpoints.ts'
import { openLoginInteractions } from './interaction.ts'
import type { LoginKeys } from './keys.ts'
import { providerErrorPage } from './pages/error-page.ts'
import { buildLoginEngine } from './provider.ts'

export type LoginServerDeps = {
  market: Market
  world: World
  store: LoginStore
  logins: Logins
  keys: LoginKeys
  cookieKeys: string[]
  cookieTag: string
  /** The provider's address and the one for browsers of Identity Management, without a path. */
  addresses: { provider: string; public: string }
}

export type LoginServer = ReturnType<typeof openLoginServer>

/** What of the engine's context names the code that it gave. */
type EngineContext = { oidc?: { entities: { AuthorizationCode?: { jti?: string } } } }

/** The bank's own identity provider for the customers of one market: its engine, with its own pages in front. */
export function openLoginServer(deps: LoginServerDeps) {
  const { market, store } = deps
  const { issuerPath } = market.addresses
  const build = (): Provider =>
    buildLoginEngine({
      ...deps,
      issuer: deps.addresses.provider + issuerPath,
      returnUri: deps.addresses.public + issuerPath + HANDBACK_PATH,
      adapter: loginAdapter({ ...deps, market: market.id }),
      wireNow: deps.world.wire.now,
    })
  const { provider, engine } = openEngine({ build, version: () => [], path: issuerPath })
  const about = (state: unknown) => {
    const handoff = typeof state === 'string' ? store.handoff(market.id, state, 0) : undefined
    return { clientId: handoff?.clientId ?? null, consentId: handoff?.consentId ?? null }
  }
  const interactions = openLoginInteractions({
    ...{ market, logins: deps.logins, provider, about },
    formSecret: deps.cookieKeys[0] as string,
    publicOrigin: deps.addresses.public,
  })

  /** Ties a call to the consent that its customer is on the way to. */
  function tie({ ids }: Exchange, ctx: Context, { name }: LoginEndpoint, uid: string | undefined, code: unknown): void {
    if (name === 'token' && typeof code === 'string') ids.secretIds = [keptId('RefreshToken', code)]
    const known = uid === undefined ? about(name === 'authorize' ? ctx.query.state : undefined) : store.flow(uid)
    if (known?.clientId) ids.clientId = known.clientId
    if (known?.consentId) ids.consentId = known.consentId
  }

  function tieAnswer({ ids }: Exchange, ctx: Context): void {
    const { jti } = (ctx as unknown as EngineContext).oidc?.entities.AuthorizationCode ?? {}
    if (jti !== undefined) ids.secretIds = [keptId('RefreshToken', jti)]
  }

  async function serve(ctx: Context, exchange: Exchange, body: Buffer, endpoint: LoginEndpoint, uid?: string) {
    const form = ctx.method === 'POST' ? readForm(body) : {}
    tie(exchange, ctx, endpoint, uid, form.code)
    switch (endpoint.name) {
      case 'authorize':
      case 'resume':
        dropSessionCookie(ctx, provider().cookieName('session'))
        await engine(ctx)
        return
      case 'token':
        ctx.req.headers.accept = 'application/json'
        replayBody(ctx.req, writeForm(form), 'application/x-www-form-urlencoded')
        await engine(ctx)
        return
      case 'interaction':
        return interactions.show(ctx)
      case 'login':
      case 'code':
      case 'resend':
      case 'cancel':
        return interactions[endpoint.name](ctx, form)
      default:
        await engine(ctx)
    }
  }

  return {
    /** Finds what a path below the issuer's is; undefined where it is nothing here. */
    endpointAt: (path: string) => findByPath(LOGIN_ENDPOINTS, path.slice(issuerPath.length)),

    /** Answers a call. Refusals are answered here and noted on the exchange. */
    async handle(ctx: Context, exchange: Exchange, body: Buffer | Problem): Promise<void> {
      const found = findByPath(LOGIN_ENDPOINTS, ctx.path.slice(issuerPath.length))
      try {
        if (body instanceof Problem) throw body
        if (!found) throw problem('route-unknown', { path: ctx.path }, 'route-known')
        const { endpoint, params } = found
        if (!endpoint.methods.includes(ctx.method)) {
          ctx.set('allow', endpoint.methods.join(', '))
          throw problem('method-not-allowed', { method: ctx.method, allowed: [...endpoint.methods] }, 'route-known')
        }
        if (ctx.method === 'POST') checkMediaType(ctx, { body: 'form' }, body)
        await serve(ctx, exchange, body, endpoint, params.uid)
        noteRefusal(exchange, ctx)
        tieAnswer(exchange, ctx)
      } catch (error) {
        const known = problemOf(error)
        if (!known) throw error
        exchange.problem = { type: known.type, rule: known.rule, facts: known.facts }
        refuse(ctx, known, found?.endpoint)
      }
    },
  }

  function refuse(ctx: Context, known: Problem, endpoint: LoginEndpoint | undefined): void {
    const { status, error, description, headers } = oauthAnswer(known)
    ctx.status = status
    if (headers) ctx.set(headers)
    if (endpoint?.from === 'identity') {
      ctx.body = { error, error_description: description }
      return
    }
    ctx.type = 'html'
    ctx.body = providerErrorPage({
      ...{ base: issuerPath, house: houseOf(market), language: languageOf(ctx, market) },
      ...{ code: error, description },
    })
  }
}

/** The problem behind an error: a login that the engine doesn't find is a page, not a failure. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  return error instanceof errors.SessionNotFound ? problem('interaction-unknown', {}, 'interaction-current') : undefined
}
