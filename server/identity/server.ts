import type { Context } from 'koa'
import mount from 'koa-mount'
import { errors, type Provider } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import type { CertificateFacts, Directory } from '#directory'
import { type Database, type Events, type Exchange, type Exchanges, Problem, problem, type World } from '#kernel'
import type { Market } from '#markets'
import { sqliteAdapter } from './adapter.ts'
import { type Endpoint, findEndpoint } from './endpoints.ts'
import { bearer, openNotes } from './exchange-notes.ts'
import { type Form, readForm, writeForm } from './form.ts'
import { openInteractions } from './interaction.ts'
import { type Introspection, tokenIdOf } from './introspect.ts'
import type { ProviderKeys } from './keys.ts'
import { serverMetadata } from './metadata.ts'
import { oauthAnswer } from './oauth-problem.ts'
import { errorPage } from './pages/error-page.ts'
import type { People } from './people.ts'
import { buildProvider } from './provider.ts'
import { openRegistration } from './registration.ts'
import { replayBody } from './replay.ts'
import { consentIdsIn } from './scopes.ts'
import type { IdentityStore } from './store.ts'

export type MarketServerDeps = {
  market: Market
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  consents: Consents
  directory: Directory
  people: People
  store: IdentityStore
  introspect: (market: string, tokenId: string) => Introspection
  keys: ProviderKeys
  cookieKeys: string[]
  cookieTag: string
  addresses: { public: string; mutual: string }
}

/** What the gateway learned of a call before it reaches the authorization server. */
export type IdentityCall = {
  exchange: Exchange
  /** The peer's certificate, once the gateway's checks passed it; the problem it has, otherwise. */
  certificate: { facts: CertificateFacts; pem: string } | Problem
  body: Buffer
}

export type MarketServer = ReturnType<typeof openMarketServer>

/** The authorization server of one market: the engine, with the profile's checks in front and its answers put right. */
export function openMarketServer(deps: MarketServerDeps) {
  const { market, consents, store, exchanges } = deps
  const { issuerPath, issuerListener } = market.addresses
  const publicBase = deps.addresses.public + issuerPath
  const mutualBase = deps.addresses.mutual + issuerPath
  const issuer = issuerListener === 'public' ? publicBase : mutualBase

  const provider: Provider = buildProvider({
    market,
    issuer,
    consents,
    keys: deps.keys,
    cookieKeys: deps.cookieKeys,
    cookieTag: deps.cookieTag,
    adapter: sqliteAdapter({
      ...deps,
      market: market.id,
      consentIn: (scope) => consentIdsIn(market, scope)[0],
      unusedGrantSeconds: market.security.interactionSeconds,
    }),
    consentOfRequest,
    keySet: (uri) => deps.directory.keySet(uri),
    newId: deps.world.ids.uuid,
    wireNow: deps.world.wire.now,
  })
  const engine = mount(issuerPath, provider)
  const registration = openRegistration({
    market,
    store,
    directory: deps.directory,
    provider: () => provider,
    managementBase: `${mutualBase}/register`,
  })
  const notes = openNotes({ market, consents, store })
  const interactions = openInteractions({ ...deps, provider: () => provider, formSecret: deps.cookieKeys[0] as string })

  /** The consent a request's scope names: exactly one, lodged by this client, still waiting (FAPI-BR dynamic scope). */
  function consentOfRequest(clientId: string, scope: string): Consent {
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

  async function serve(
    ctx: Context,
    call: IdentityCall,
    endpoint: Endpoint,
    params: Record<string, string>,
  ): Promise<void> {
    const form: Form = endpoint.body === 'form' ? readForm(call.body) : {}
    notes.asSent(call.exchange, ctx, endpoint, form)
    const certificate = endpoint.certificate ? shown(call) : undefined
    if (certificate) Object.assign(ctx.state, { certificatePem: certificate.pem, softwareId: certificate.softwareId })
    switch (endpoint.name) {
      case 'metadata':
        ctx.body = serverMetadata(market, { issuer, publicBase, mutualBase })
        return
      case 'authorize':
        keepPushed(ctx)
        dropSessionCookie(ctx, provider.cookieName('session'))
        await engine(ctx, noNext)
        return
      case 'resume':
        dropSessionCookie(ctx, provider.cookieName('session'))
        await engine(ctx, noNext)
        return
      case 'push':
        if (form.request_uri !== undefined) throw problem('request-uri-pushed', {}, 'push-by-value')
        await passToEngine(ctx, call, form, certificate as CertificateFacts)
        return tellLife(ctx)
      case 'token':
        checkClientScope(form)
        await passToEngine(ctx, call, form, certificate as CertificateFacts)
        if (form.grant_type !== 'client_credentials') addOpenid(ctx)
        return
      case 'revoke':
        return passToEngine(ctx, call, form, certificate as CertificateFacts)
      case 'userinfo':
        return userinfo(ctx, certificate as CertificateFacts)
      case 'register':
        return registration.register(ctx, () => engineNow(ctx), jsonOf(call.body), certificate as CertificateFacts)
      case 'manage': {
        const body = ctx.method === 'PUT' ? jsonOf(call.body) : undefined
        return registration.manage(
          ctx,
          () => engineNow(ctx),
          params.clientId as string,
          body,
          certificate as CertificateFacts,
        )
      }
      case 'interaction':
        return interactions.show(ctx)
      case 'login':
      case 'confirm':
      case 'cancel':
      case 'leave':
        return interactions[endpoint.name](ctx, form)
      default:
        await engineNow(ctx)
    }
  }

  const engineNow = (ctx: Context): Promise<void> => engine(ctx, noNext) as Promise<void>

  /** The back channel: the certificate must be this client's; the engine does the rest, answering JSON only. */
  async function passToEngine(
    ctx: Context,
    { exchange }: IdentityCall,
    form: Form,
    certificate: CertificateFacts,
  ): Promise<void> {
    const client = clientNamed(form)
    if (client) {
      exchange.ids.clientId = client.client_id as string
      if (client.software_id !== certificate.softwareId)
        throw problem('certificate-of-another-client', {}, 'client-certificate')
    }
    const forCustomer = form.grant_type !== undefined && form.grant_type !== 'client_credentials'
    ctx.req.headers.accept = 'application/json'
    replayBody(ctx.req, writeForm(form), 'application/x-www-form-urlencoded')
    await exchanges.pass(
      {
        arrow: forCustomer ? exchange.arrow : (market.arrows.operations[VERIFY] ?? null),
        from: 'gateway',
        to: 'identity',
        operation: VERIFY,
        parent: exchange,
        request: { body: { client: client?.client_id, certificate: certificate.thumbprint } },
      },
      async (inner) => {
        await engineNow(ctx)
        inner.response = { status: ctx.status }
        notes.refusal(inner, ctx)
      },
    )
  }

  /** The registered client that a back-channel call names, by parameter or by its assertion. */
  function clientNamed(form: Form): Record<string, unknown> | undefined {
    // An empty parameter counts as none (RFC 6749 3.2), as it does for the engine.
    const id = form.client_id || assertionSubject(form.client_assertion)
    const row = typeof id === 'string' ? store.find(market.id, 'Client', id) : undefined
    return row && JSON.parse(row.payload)
  }

  function checkClientScope(form: Form): void {
    if (form.grant_type !== 'client_credentials') return
    const allowed = market.security.clientScopes
    const asked = String(form.scope ?? '').split(' ')
    if (!asked.every((scope) => allowed.includes(scope))) {
      throw problem('scope-not-for-clients', { allowed: [...allowed] }, 'client-scope')
    }
  }

  /** Who the customer is, for a token that opens the consent's data (OpenID Connect Core 5.3). */
  function userinfo(ctx: Context, certificate: CertificateFacts): void {
    const token = bearer(ctx.get('authorization'))
    if (token === undefined) throw problem('token-missing', {}, 'token-sent')
    const found = deps.introspect(market.id, tokenIdOf(token))
    if (found.thumbprint !== certificate.thumbprint) throw problem('token-certificate-mismatch', {}, 'token-bound')
    if (!found.consent) throw problem('token-kind-wrong', {}, 'token-kind')
    if (!consents.isActive(found.consent)) throw problem('token-inactive', {}, 'token-active')
    ctx.body = { sub: found.subject }
  }

  /** Whatever the engine or the checks refused, as JSON for apps and as a page for people. */
  function answerProblem(ctx: Context, { type, facts, rule }: Problem, endpoint: Endpoint | undefined): void {
    const found = new Problem(type, facts, rule)
    const people = endpoint !== undefined && PAGES.has(endpoint.name)
    const answer = oauthAnswer(found)
    ctx.status = answer.status
    if (answer.status === 401) ctx.set('www-authenticate', challenge(answer.error))
    if (people) {
      ctx.type = 'html'
      ctx.body = errorPage({ code: answer.error, description: answer.description, language: pageLanguage(ctx) })
    } else {
      // The registration document knows one code for a 401 (DCR, POST /register).
      const error = endpoint?.name === 'register' && answer.status === 401 ? 'invalid_token' : answer.error
      ctx.body = { error, error_description: answer.description }
    }
  }

  return {
    issuer,
    issuerPath,
    metadata: () => serverMetadata(market, { issuer, publicBase, mutualBase }),
    registrationOf: registration.registrationOf,

    /** Names the operation of a call, for its arrow; undefined for an address that isn't here. */
    operationOf(method: string, path: string, body: Buffer): string | undefined {
      const found = findEndpoint(path.slice(issuerPath.length))
      if (!found) return undefined
      const { operation, body: kind } = found.endpoint
      if (typeof operation === 'string') return operation
      return operation(method, kind === 'form' ? readForm(body) : {})
    },

    /** Answers a call below the issuer's path. Refusals are answered here, in OAuth's words, and noted on the exchange. */
    async handle(ctx: Context, call: IdentityCall): Promise<void> {
      const found = findEndpoint(ctx.path.slice(issuerPath.length))
      try {
        if (!found) throw problem('route-unknown', { path: ctx.path }, 'route-known')
        const { endpoint, params } = found
        if (!endpoint.methods.includes(ctx.method)) {
          ctx.set('allow', endpoint.methods.join(', '))
          throw problem('method-not-allowed', { method: ctx.method, allowed: [...endpoint.methods] }, 'route-known')
        }
        checkMediaType(ctx, endpoint)
        // RFC 6749 5.1 asks for both.
        ctx.set('cache-control', 'no-store')
        ctx.set('pragma', 'no-cache')
        await serve(ctx, call, endpoint, params)
        notes.refusal(call.exchange, ctx)
        notes.asAnswered(call.exchange, ctx)
      } catch (error) {
        const known = asProblem(error)
        if (!known) throw error
        call.exchange.problem = { type: known.type, rule: known.rule, facts: known.facts }
        answerProblem(ctx, known, found?.endpoint)
      }
    },
  }
}

const PAGES = new Set<Endpoint['name']>(['authorize', 'resume', 'interaction', 'login', 'confirm', 'cancel', 'leave'])

/** The operation in which identity checks an app's own credentials. */
const VERIFY = 'verify the app'

const noNext = async (): Promise<void> => undefined

/** RFC 6750 3: an error is named only to a caller who showed a token. */
function challenge(error: string): string {
  return error === 'invalid_token' ? 'Bearer error="invalid_token"' : 'Bearer'
}

function shown({ certificate }: IdentityCall): CertificateFacts & { pem: string } {
  if (certificate instanceof Problem) throw certificate
  return { ...certificate.facts, pem: certificate.pem }
}

/** An error of the engine's interaction lookup becomes a page, not a failure. */
function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof errors.SessionNotFound) return problem('interaction-unknown', {}, 'interaction-current')
  return undefined
}

function checkMediaType(ctx: Context, { body }: Endpoint): void {
  if (!body || ctx.method === 'GET' || ctx.method === 'DELETE') return
  const needed = body === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  if (!ctx.is(needed)) throw problem('media-type-unsupported', { needed }, 'body-typed')
}

function jsonOf(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Falls through to the same refusal.
  }
  throw problem('body-broken', {}, 'body-valid')
}

function assertionSubject(assertion: unknown): string | undefined {
  if (typeof assertion !== 'string') return undefined
  try {
    const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims.sub === 'string' ? claims.sub : undefined
  } catch {
    return undefined
  }
}

/** Of an authorization request only the client and the pushed request are read; what else it says counts for nothing. */
function keepPushed(ctx: Context): void {
  const { client_id, request_uri } = ctx.query
  ctx.query = {
    ...(client_id === undefined ? {} : { client_id }),
    ...(request_uri === undefined ? {} : { request_uri }),
  }
}

/** Each authorization request starts without a session: an earlier visit never skips login or consent. */
function dropSessionCookie(ctx: Context, name: string): void {
  const { cookie } = ctx.req.headers
  if (cookie === undefined) return
  ctx.req.headers.cookie = cookie
    .split(/; */)
    .filter((pair) => !pair.startsWith(`${name}=`) && !pair.startsWith(`${name}.sig=`))
    .join('; ')
}

/** The engine answers with the life it would have given a pushed request; the one kept is longer (see provider.ts). */
function tellLife(ctx: Context): void {
  const { oidc } = ctx as unknown as { oidc?: { entities: { PushedAuthorizationRequest?: { remainingTTL: number } } } }
  const pushed = oidc?.entities.PushedAuthorizationRequest
  if (ctx.status === 201 && pushed) (ctx.body as { expires_in: number }).expires_in = pushed.remainingTTL
}

/** The engine leaves `openid` out of a resource token's scope; the answer tells the granted scope whole (RFC 6749 5.1). */
function addOpenid(ctx: Context): void {
  const answer = ctx.body as { scope?: string } | undefined
  if (ctx.status === 200 && answer) answer.scope = `openid ${answer.scope ?? ''}`.trim()
}

function pageLanguage(ctx: Context): 'en' | 'pt-BR' {
  return ctx.acceptsLanguages('pt-BR', 'pt', 'en') === 'en' ? 'en' : 'pt-BR'
}
