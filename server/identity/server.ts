import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import type { CertificateFacts } from '#directory'
import { type Exchange, Problem, problem } from '#kernel'
import { sqliteAdapter } from './adapter.ts'
import { openApprovals } from './approval.ts'
import { openBackChannel } from './back-channel.ts'
import { openPhone } from './backchannel/phone.ts'
import { openClientEnd } from './client-end.ts'
import { openClientKeys } from './client-keys.ts'
import { clientNow } from './client-now.ts'
import { openCodeReuse } from './code-reuse.ts'
import { CIBA_GRANT, type Endpoint, findEndpoint } from './endpoints.ts'
import { openEngine } from './engine.ts'
import {
  addOpenid,
  dropSessionCookie,
  keepPushed,
  leaveIssuerOut,
  readAsQuery,
  slowDown,
  tellGrant,
  tellInterval,
  tellLife,
} from './engine-edges.ts'
import { openEntry } from './entry.ts'
import { openNotes } from './exchange-notes.ts'
import { type Form, readForm } from './form.ts'
import { openInteractions } from './interaction/interaction.ts'
import { announcedMetadata, serverMetadata } from './metadata.ts'
import { consentNamedIn } from './named-consent.ts'
import { placesOf } from './places.ts'
import { buildProvider } from './provider.ts'
import { openPushedAnswers } from './pushed-answer.ts'
import { answerProblem, asProblem } from './refusal.ts'
import { openRegistration } from './registration.ts'
import { openRequestedConsents } from './requested-consents.ts'
import { checkResponseMode } from './response-mode.ts'
import { consentIdsIn } from './scopes.ts'
import { checkMediaType, jsonOf, shownCertificate } from './sent.ts'
import type { MarketServerDeps } from './server-deps.ts'
import { openSharing } from './sharing/sharing.ts'
import { openUserinfo } from './userinfo.ts'

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
  const { issuerPath } = market.addresses
  const { plain } = market.security
  const { addresses, endpointAt } = placesOf(market, deps.addresses)
  const { issuer, publicBase } = addresses

  const adapter = sqliteAdapter({
    ...deps,
    market: market.id,
    clientNow: (kept) => (market.securityChoices ? clientNow(kept, market.security) : kept),
    consentIn: (scope) => consentIdsIn(market, scope)[0],
    unusedGrantSeconds: market.security.interactionSeconds,
  })
  const requested = openRequestedConsents(deps)
  const build = (): Provider =>
    buildProvider({
      market,
      issuer,
      consents,
      people: deps.people,
      phone: () => phone,
      keys: deps.keys.forEngine(),
      signing: deps.keys.signing,
      cookieKeys: deps.cookieKeys,
      cookieTag: deps.cookieTag,
      adapter,
      consentOfRequest: consentNamedIn(market, consents),
      requested,
      keySet: (uri) => deps.directory.keySet(uri),
      newId: deps.world.ids.uuid,
      wireNow: deps.world.wire.now,
      bankNow: deps.world.clock.now,
      newSecret: deps.world.ids.token,
    })
  const { provider, engine } = openEngine({
    build,
    version: () => [deps.keys.version(), market.security],
    path: issuerPath,
  })
  const registration = openRegistration({
    market,
    store,
    directory: deps.directory,
    provider,
    clients: adapter('Client'),
    newSecret: deps.world.ids.token,
    managementBase: addresses.registration,
    endConsents: openClientEnd({ consents, atGateway: market.registration.atGateway }),
  })
  const readKeys = openClientKeys({ provider, keySet: (uri) => deps.directory.keySet(uri) })
  const notes = openNotes({ market, consents, store, consentOnPhone: (id) => deps.phones.find(id)?.consentId })
  const backChannel = openBackChannel({ ...deps, notes, engine, readKeys })
  const entry = openEntry({
    market,
    store: adapter('PushedAuthorizationRequest'),
    requested,
    publicBase,
    ids: deps.world.ids,
  })
  const endIfReused = openCodeReuse({ market, store })
  const userinfo = openUserinfo({ ...deps, issuer, signingKey: deps.keys.signingKey })
  const approvals = openApprovals({ ...deps, provider })
  const phone = openPhone({ ...deps, approvals })
  const pushedAnswers = openPushedAnswers(deps)
  const interactions = openInteractions({
    ...deps,
    provider,
    approvals,
    consentOfPushed: requested.ofPushed,
    demandOpen: pushedAnswers.demandOpen,
    formSecret: deps.cookieKeys[0] as string,
  })

  const sharing = openSharing(deps)

  async function serve(
    ctx: Context,
    call: IdentityCall,
    endpoint: Endpoint,
    params: Record<string, string>,
  ): Promise<void> {
    const form: Form = endpoint.body === 'form' ? readForm(call.body) : {}
    if (endpoint.name === 'authorize' || endpoint.name === 'entry') readAsQuery(ctx, form)
    notes.asSent(call.exchange, ctx, endpoint, form)
    const { fapi2 } = market.security
    if (fapi2 && ctx.get('dpop') !== '') ctx.state.provesKey = true
    // Whoever signs for themselves may come without a certificate: their tokens are bound to a key then (FAPI 2.0 5.3.3).
    const keyed = fapi2 && form.client_assertion !== undefined && isMissing(call.certificate)
    if (keyed) ctx.state.withoutCertificate = true
    const certificate = endpoint.certificate && !plain && !keyed ? shownCertificate(call) : undefined
    if (certificate) Object.assign(ctx.state, { certificatePem: certificate.pem, softwareId: certificate.softwareId })
    switch (endpoint.name) {
      case 'metadata':
        ctx.body = announcedMetadata(serverMetadata(market, addresses), market)
        return
      case 'entry':
        return entry.handOver(ctx)
      case 'authorize':
        if (!plain || market.security.plainPush) keepPushed(ctx)
        else checkResponseMode(market, ctx.query.response_mode)
        await entry.demandPushed(ctx)
        return authorize(ctx)
      case 'resume':
        return authorize(ctx)
      case 'push':
        if (form.request_uri !== undefined) throw problem('request-uri-pushed', {}, 'push-by-value')
        if (form.request === undefined) checkResponseMode(market, form.response_mode)
        backChannel.checkStanding(ctx, form)
        await backChannel.pass(ctx, call.exchange, form, certificate)
        call.exchange.ids.consentId ??= requested.lodge(ctx)?.id
        return tellLife(ctx)
      case 'backchannel':
        backChannel.checkStanding(ctx, form)
        await backChannel.pass(ctx, call.exchange, form, certificate)
        return tellInterval(ctx, market.security.backchannel?.pollSeconds ?? 0)
      case 'token':
        backChannel.checkStanding(ctx, form)
        backChannel.checkClientScope(form)
        await backChannel.pass(ctx, call.exchange, form, certificate)
        endIfReused(ctx, form)
        if (form.grant_type !== 'client_credentials') {
          addOpenid(ctx)
          tellGrant(ctx, market, consents.findByGrant)
        }
        if (form.grant_type === CIBA_GRANT) slowDown(ctx, () => phone.asksTooSoon(String(form.auth_req_id)))
        return
      case 'revoke':
        return backChannel.pass(ctx, call.exchange, form, certificate)
      case 'userinfo':
        return userinfo(ctx, certificate)
      case 'register':
        return registration.register(ctx, () => engine(ctx), jsonOf(call.body), certificate)
      case 'manage': {
        const body = ctx.method === 'PUT' ? jsonOf(call.body) : undefined
        return registration.manage(ctx, () => engine(ctx), params.clientId as string, body, certificate)
      }
      case 'interaction':
        return interactions.show(ctx)
      case 'sharing':
        return sharing.show(ctx)
      case 'sharing-form':
        return sharing.act(ctx, params.act as string, form)
      case 'handback':
      case 'returned':
        return interactions[endpoint.name](ctx)
      case 'login':
      case 'confirm':
      case 'cancel':
      case 'leave':
      case 'code':
      case 'resend':
        return interactions[endpoint.name](ctx, form)
      default:
        await engine(ctx)
    }
  }

  async function authorize(ctx: Context): Promise<void> {
    dropSessionCookie(ctx, provider().cookieName('session'))
    await engine(ctx)
    pushedAnswers.spendIfRefused(ctx)
    leaveIssuerOut(ctx, market, issuer)
  }

  return {
    issuer,
    issuerPath,
    phone,
    metadata: () => serverMetadata(market, addresses),
    registrationOf: registration.registrationOf,
    clientTold: registration.told,
    /** What the operator's tools work with: the same approvals and engine that a customer's visit ends in. */
    tools: { approvals, provider },

    /** Names the operation of a call, for its arrow; undefined for an address that isn't here. */
    operationOf(method: string, path: string, body: Buffer): string | undefined {
      const found = endpointAt(path)
      if (!found) return undefined
      const { operation, body: kind } = found.endpoint
      if (typeof operation === 'string') return operation
      return operation(method, kind === 'form' ? readForm(body) : {})
    },

    /** Answers a call below the issuer's path. Refusals are answered here, in OAuth's words, and noted on the exchange. */
    handle: (ctx: Context, call: IdentityCall): Promise<void> => answer(ctx, call, endpointAt(ctx.path)),

    /**
     * Registers a client, or manages the registration of the one named, for the gateway of a market that registers
     * there: the same checks, engine and answers as at an address of this server's own.
     */
    async register(ctx: Context, call: IdentityCall, clientId: string | undefined): Promise<void> {
      const { path } = ctx
      ctx.path = `${issuerPath}/register${clientId === undefined ? '' : `/${encodeURIComponent(clientId)}`}`
      try {
        await answer(ctx, call, findEndpoint(ctx.path.slice(issuerPath.length)))
      } finally {
        ctx.path = path
      }
    },

    /** Answers what the gateway itself refuses of such a call, in the same words. */
    refuse: (ctx: Context, refusal: Problem): void => answerProblem(ctx, refusal, undefined, market),
  }

  async function answer(ctx: Context, call: IdentityCall, found: ReturnType<typeof findEndpoint>): Promise<void> {
    // RFC 6749 5.1 asks for both.
    ctx.set('cache-control', 'no-store')
    ctx.set('pragma', 'no-cache')
    try {
      if (!found) throw problem('route-unknown', { path: ctx.path }, 'route-known')
      const { endpoint, params } = found
      if (!endpoint.methods.includes(ctx.method)) {
        ctx.set('allow', endpoint.methods.join(', '))
        throw problem('method-not-allowed', { method: ctx.method, allowed: [...endpoint.methods] }, 'route-known')
      }
      checkMediaType(ctx, endpoint, call.body)
      await serve(ctx, call, endpoint, params)
      notes.refusal(call.exchange, ctx)
      notes.asAnswered(call.exchange, ctx)
    } catch (error) {
      const known = asProblem(error)
      if (!known) throw error
      call.exchange.problem = { type: known.type, rule: known.rule, facts: known.facts }
      answerProblem(ctx, known, found?.endpoint, market)
    }
  }
}

function isMissing(certificate: IdentityCall['certificate']): boolean {
  return certificate instanceof Problem && certificate.type === 'certificate-missing'
}
