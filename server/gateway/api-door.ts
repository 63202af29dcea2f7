import type { Context } from 'koa'
import type { Identity, KeyProof } from '#identity'
import { Problem, problem } from '#kernel'
import { type Market, otherVersion, type Route, securityProfilesOf } from '#markets'
import { type ApiDeps, answerApiCall, answerProblem } from './api-call.ts'
import { openTokenReader } from './bearer.ts'
import type { Call, Peer } from './call.ts'
import { below } from './places.ts'
import type { Received } from './received.ts'
import { routeChecks } from './route-checks.ts'
import { type Found, routeTable } from './route-table.ts'
import { stepsOf } from './steps/index.ts'

export type GatewayTables = ReturnType<typeof compileMarkets>

/** Compiles the markets' routes with their checks and steps, which hang on nothing but the markets. */
export function compileMarkets(markets: readonly Market[]) {
  const steps = markets.flatMap((market) =>
    market.apis.flatMap((api) => api.routes.map((route) => [route, stepsOf(market, route)] as const)),
  )
  const checks = markets.flatMap((market) => market.apis.flatMap((api) => [...routeChecks(market, api)]))
  const takesProofs = new Set(
    markets.filter((market) => securityProfilesOf(market).some(({ fapi2 }) => fapi2)).map(({ id }) => id),
  )
  return {
    takesProofs,
    table: routeTable(markets),
    checks: new Map<Route, Call['checks']>(checks),
    steps: new Map(steps),
  }
}

type Deps = Omit<ApiDeps, 'introspect' | 'tokenSentWith'> & {
  identity: Identity
  received: Received
  tables: GatewayTables
}

/** Everything below a market's APIs: finds the route, and answers it or says what is not there. */
export function openApiDoor(deps: Deps) {
  const { world, exchanges, identity, received } = deps
  const { table, checks, steps, takesProofs } = deps.tables
  const tokenSentWith = openTokenReader()
  const apiDeps: ApiDeps = { ...deps, introspect: introspectAsExchange, tokenSentWith }

  return (ctx: Context, market: Market, { body, peer }: { body: Buffer | Problem; peer: Peer }): Promise<void> => {
    const found = table.find(ctx.method, ctx.path)
    const isRoute = found !== undefined && 'route' in found
    const operation = isRoute ? found.route.id : 'unknown address'
    const arrow = isRoute ? found.route.arrow : null
    return received(ctx, { market, operation, body, peer, arrow }, (exchange) => {
      exchange.ids.interactionId ??= world.ids.uuid()
      const { interactionId } = exchange.ids
      if (body instanceof Problem || !isRoute) {
        ctx.set(market.headers.interactionId, interactionId)
        const refusal = body instanceof Problem ? body : notThere(ctx, market, found)
        exchange.problem = { type: refusal.type, rule: refusal.rule, facts: refusal.facts }
        if (body instanceof Problem) ctx.set('connection', 'close')
        const api = market.apis.find(({ basePath, aliases = [] }) =>
          [basePath, ...aliases].some((base) => below(ctx.path, base)),
        )
        answerProblem(ctx, market, refusal, world.clock.now(), api)
        return
      }
      const { api, route, params } = found
      const call: Call = {
        ctx,
        market: found.market,
        api,
        route,
        checks: checks.get(route) as Call['checks'],
        steps: steps.get(route) as Call['steps'],
        params,
        body,
        exchange,
        peer,
        interactionId,
        proof: undefined,
        tokenId: '',
        token: undefined,
        query: {},
        mediaType: route.produces?.[0] ?? found.market.envelope.mediaType,
        document: undefined,
        json: undefined,
      }
      const proven = proofOf(ctx, found.market)
      if (proven === undefined) return answerApiCall(call, apiDeps)
      return proven.then((proof) => answerApiCall({ ...call, proof }, apiDeps))
    })
  }

  /**
   * The proof of a key that was sent with a token (RFC 9449 7.1), or that it is missing, where the market can be set to
   * bind tokens to keys: a token that was bound to one stays so until its end, whatever the market is set to by then.
   */
  function proofOf(ctx: Context, market: Market): Promise<KeyProof | Problem> | undefined {
    if (!takesProofs.has(market.id)) return undefined
    const sent = tokenSentWith(ctx.req)
    if (sent?.scheme !== 'dpop') return undefined
    const proof = ctx.get('dpop') || undefined
    const url = deps.addresses[market.addresses.apiListener ?? 'mutual'] + ctx.path
    return identity.checkProof({ market: market.id, proof, method: ctx.method, url, token: sent.token })
  }

  /** The gateway asks identity about a token: the app's own or a customer's. */
  function introspectAsExchange(call: Call, tokenId: string) {
    const operation = call.route.token === 'client' ? 'introspect app token' : 'introspect customer token'
    return exchanges.passNow(
      {
        arrow: call.market.arrows.operations[operation] ?? null,
        from: 'gateway',
        to: 'identity',
        operation,
        parent: call.exchange,
        request: INTROSPECTION,
      },
      () => identity.introspect(call.market.id, tokenId),
    )
  }
}

/** The token itself is never part of the message: the exchange is named by its id. */
const INTROSPECTION = { body: 'access token of the call' }

function notThere(ctx: Context, market: Market, found: { allowed: string[] } | undefined | Found): Problem {
  if (found && 'allowed' in found) {
    ctx.set('allow', found.allowed.join(', '))
    return problem('method-not-allowed', { method: ctx.method, path: ctx.path, allowed: found.allowed }, 'route-known')
  }
  return otherVersion(ctx.originalUrl, market.addresses) ?? problem('route-unknown', { path: ctx.path }, 'route-known')
}
