import type { Context } from 'koa'
import mount from 'koa-mount'
import { errors, type Provider } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import type { CertificateFacts, Directory } from '#directory'
import { type Database, type Events, type Exchange, type Exchanges, type Problem, problem, type World } from '#kernel'
import type { Market } from '#markets'
import { sqliteAdapter } from './adapter.ts'
import { openApprovals } from './approval.ts'
import { openBackChannel } from './back-channel.ts'
import { type Endpoint, findEndpoint } from './endpoints.ts'
import { addOpenid, dropSessionCookie, keepPushed, tellLife } from './engine-edges.ts'
import { openNotes } from './exchange-notes.ts'
import { type Form, readForm } from './form.ts'
import { openInteractions } from './interaction/interaction.ts'
import type { Introspection } from './introspect.ts'
import type { ProviderKeys } from './keys.ts'
import { serverMetadata } from './metadata.ts'
import type { People } from './people.ts'
import { buildProvider } from './provider.ts'
import { answerProblem, asProblem } from './refusal.ts'
import { openRegistration } from './registration.ts'
import { consentIdsIn } from './scopes.ts'
import { checkMediaType, jsonOf, shownCertificate } from './sent.ts'
import type { IdentityStore } from './store.ts'
import { openUserinfo } from './userinfo.ts'

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
  const { market, consents, store } = deps
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
  const mounted = mount(issuerPath, provider)
  const engine = (ctx: Context): Promise<void> => mounted(ctx, noNext) as Promise<void>
  const registration = openRegistration({
    market,
    store,
    directory: deps.directory,
    provider: () => provider,
    managementBase: `${mutualBase}/register`,
  })
  const notes = openNotes({ market, consents, store })
  const backChannel = openBackChannel({ market, store, exchanges: deps.exchanges, notes, engine })
  const userinfo = openUserinfo(deps)
  const approvals = openApprovals({ ...deps, provider: () => provider })
  const interactions = openInteractions({
    ...deps,
    provider: () => provider,
    approvals,
    formSecret: deps.cookieKeys[0] as string,
  })

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
    const certificate = endpoint.certificate ? shownCertificate(call) : undefined
    if (certificate) Object.assign(ctx.state, { certificatePem: certificate.pem, softwareId: certificate.softwareId })
    switch (endpoint.name) {
      case 'metadata':
        ctx.body = serverMetadata(market, { issuer, publicBase, mutualBase })
        return
      case 'authorize':
        keepPushed(ctx)
        dropSessionCookie(ctx, provider.cookieName('session'))
        await engine(ctx)
        return
      case 'resume':
        dropSessionCookie(ctx, provider.cookieName('session'))
        await engine(ctx)
        return
      case 'push':
        if (form.request_uri !== undefined) throw problem('request-uri-pushed', {}, 'push-by-value')
        await backChannel.pass(ctx, call.exchange, form, certificate as CertificateFacts)
        return tellLife(ctx)
      case 'token':
        backChannel.checkClientScope(form)
        await backChannel.pass(ctx, call.exchange, form, certificate as CertificateFacts)
        if (form.grant_type !== 'client_credentials') addOpenid(ctx)
        return
      case 'revoke':
        return backChannel.pass(ctx, call.exchange, form, certificate as CertificateFacts)
      case 'userinfo':
        return userinfo(ctx, certificate as CertificateFacts)
      case 'register':
        return registration.register(ctx, () => engine(ctx), jsonOf(call.body), certificate as CertificateFacts)
      case 'manage': {
        const body = ctx.method === 'PUT' ? jsonOf(call.body) : undefined
        return registration.manage(
          ctx,
          () => engine(ctx),
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
        await engine(ctx)
    }
  }

  return {
    issuer,
    issuerPath,
    metadata: () => serverMetadata(market, { issuer, publicBase, mutualBase }),
    registrationOf: registration.registrationOf,
    /** What the operator's tools work with: the same approvals and engine that a customer's visit ends in. */
    tools: { approvals, provider: () => provider },

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

const noNext = async (): Promise<void> => undefined
