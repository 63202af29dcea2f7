import Koa, { type Context } from 'koa'
import type { Directory } from '#directory'
import { BANK_CSS, type Identity } from '#identity'
import {
  type Exchange,
  type ExchangeIds,
  type Exchanges,
  type Log,
  type Part,
  Problem,
  problem,
  readBody,
  type World,
} from '#kernel'
import { issuesTokens, laneHeader, laneOf, type Market, type Rooms } from '#markets'
import { type ApiDeps, answerApiCall, answerProblem } from './api-call.ts'
import type { Call, Peer } from './call.ts'
import { openDirectoryDoor } from './directory-door.ts'
import type { OpenLane } from './open-lane/open-lane.ts'
import { openApiOf } from './openapi.ts'
import { openPageKeys } from './page-keys.ts'
import { type ApplicationOf, openPeers } from './peer.ts'
import { routeChecks } from './route-checks.ts'
import { type Found, routeTable } from './route-table.ts'
import { statedSoftware } from './stated-software.ts'
import { stepsOf } from './steps/index.ts'
import { openTurns } from './turn.ts'
import { isUuid } from './uuid.ts'

export type GatewayDeps = {
  world: World
  log: Log
  exchanges: Exchanges
  identity: Identity
  directory: Directory
  rooms: Rooms
  openLane: Pick<OpenLane, 'reader'>
  markets: readonly Market[]
  /** Addresses of the two listeners, without a path. Nothing is ever taken from Host. */
  addresses: { public: string; mutual: string }
  /** The application a software statement is for, to tie a call to it by its certificate. */
  applicationOf: ApplicationOf
  /** The markets' routes, compiled; compiled here where left out. */
  tables?: GatewayTables
}

export type GatewayTables = ReturnType<typeof compileMarkets>

/** Compiles the markets' routes with their checks and steps, which hang on nothing but the markets. */
export function compileMarkets(markets: readonly Market[]) {
  const steps = markets.flatMap((market) =>
    market.apis.flatMap((api) => api.routes.map((route) => [route, stepsOf(market, route)] as const)),
  )
  const checks = markets.flatMap((market) => market.apis.flatMap((api) => [...routeChecks(market, api)]))
  return { table: routeTable(markets), checks: new Map(checks), steps: new Map(steps) }
}

export type Gateway = ReturnType<typeof openGateway>

/** What a listener says of itself to the calls it receives. */
type Listener = { name: 'public' | 'mutual'; host: string }

/** Opens the API gateway: one Koa application for each of its two listeners, over the same tables. */
export function openGateway(deps: GatewayDeps) {
  const { world, exchanges, identity, directory, markets, addresses } = deps
  const { table, checks, steps } = deps.tables ?? compileMarkets(markets)
  const directoryDoor = openDirectoryDoor(deps)
  const peerOf = openPeers({ directory, world, applicationOf: deps.applicationOf })
  const apiDeps: ApiDeps = {
    world,
    exchanges,
    log: deps.log,
    rooms: deps.rooms,
    introspect: introspectAsExchange,
    pageKeys: openPageKeys({ secret: identity.cookieKeys[0] as string, world }),
    institutionDocument: directory.bank.registrationNumber,
    addresses,
    openReader: deps.openLane.reader,
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

  async function handle(ctx: Context, listener: Listener): Promise<void> {
    ctx.set('x-content-type-options', 'nosniff')
    if (serveStatic(ctx)) return
    const directoryPath = directoryDoor.pathOf(ctx)
    if (directoryPath !== undefined) {
      const peer = listener.name === 'mutual' ? peerOf(ctx.req.socket) : NO_CERTIFICATE()
      return directoryDoor.handle(ctx, directoryPath, { peer, body: await bodyOf(ctx) })
    }
    // A lane's APIs may be below its issuer.
    const api = markets.find((m) => below(ctx.path, m.addresses.apiPath))
    const market = api ?? markets.find((m) => below(ctx.path, m.addresses.issuerPath))
    if (market) ctx.set(laneHeader, laneOf(market))
    const body = await bodyOf(ctx)
    if (api) return handleApi(ctx, api, body)
    if (market && issuesTokens(market)) return handleIdentity(ctx, market, listener, body)
    return servePublic(ctx, body)
  }

  /** Everything below a market's issuer. */
  async function handleIdentity(
    ctx: Context,
    market: Market,
    listener: Listener,
    body: Buffer | Problem,
  ): Promise<void> {
    const server = identity.server(market.id)
    const bytes = body instanceof Problem ? Buffer.alloc(0) : body
    const operation = server.operationOf(ctx.method, ctx.path, bytes) ?? 'unknown address'
    const peer = listener.name === 'mutual' ? peerOf(ctx.req.socket) : NO_CERTIFICATE()
    pinHost(ctx, listener)
    securePage(ctx)
    await received(
      ctx,
      { market, operation, body, peer, arrow: market.arrows.operations[operation] ?? null },
      async (exchange) => {
        ctx.state.exchange = exchange
        if (body instanceof Problem) {
          exchange.problem = { type: body.type, rule: body.rule, facts: body.facts }
          const tooLarge = body.type === 'body-too-large'
          ctx.status = tooLarge ? 413 : 400
          ctx.set('connection', 'close')
          ctx.body = {
            error: 'invalid_request',
            error_description: tooLarge ? `the body is over ${body.facts.limit} bytes` : 'the body ended early',
          }
          return
        }
        await server.handle(ctx, { exchange, certificate: peer, body })
      },
    )
  }

  /** Everything below a market's APIs. */
  async function handleApi(ctx: Context, market: Market, body: Buffer | Problem): Promise<void> {
    const found = table.find(ctx.method, ctx.path)
    const isRoute = found !== undefined && 'route' in found
    const operation = isRoute ? found.route.id : 'unknown address'
    const peer = peerOf(ctx.req.socket)
    const arrow = isRoute ? found.route.arrow : null
    const start = { market, operation, body, peer, arrow }
    await received(ctx, start, (exchange) => {
      exchange.ids.interactionId ??= world.ids.uuid()
      const { interactionId } = exchange.ids
      if (body instanceof Problem || !isRoute) {
        ctx.set(market.headers.interactionId, interactionId)
        const refusal = body instanceof Problem ? body : notThere(ctx, found)
        exchange.problem = { type: refusal.type, rule: refusal.rule, facts: refusal.facts }
        if (body instanceof Problem) ctx.set('connection', 'close')
        const api = market.apis.find(({ basePath }) => below(ctx.path, basePath))
        answerProblem(ctx, market, refusal, world.clock.now(), api)
        return
      }
      answerApiCall({ ...newCall(found), ...rulesOf(found), ctx, body, exchange, peer, interactionId }, apiDeps)
    })
  }

  const rulesOf = ({ route }: Found) => ({
    checks: checks.get(route) as Call['checks'],
    steps: steps.get(route) as Call['steps'],
  })

  /** Wraps a received HTTP call in its exchange. */
  function received(
    ctx: Context,
    call: { market: Market; operation: string; body: Buffer | Problem; peer: Peer; arrow: number | null },
    next: (exchange: Exchange) => Promise<void> | void,
  ): Promise<void> {
    const { market, operation, peer } = call
    const shown = peer instanceof Problem ? undefined : peer
    const ids: ExchangeIds = { market: market.id }
    const interactionId = ctx.req.headers[market.headers.interactionId]
    if (typeof interactionId === 'string' && isUuid(interactionId)) ids.interactionId = interactionId
    // Registration hangs on the application; every other call on the client, until a token or scope says more.
    const registers = call.arrow === REGISTRATION && (shown?.application ?? statedApplication(market, call.body))
    if (registers) ids.applicationId = registers.id
    else if (shown?.application?.clientId) ids.clientId = shown.application.clientId
    const { from, to } = partiesOf(operation, market)
    return exchanges.pass(
      {
        arrow: call.arrow,
        from,
        to,
        operation,
        kind: 'http',
        ids,
        certificate: shown?.der,
        request: {
          method: ctx.method,
          url: ctx.originalUrl,
          headers: ctx.req.headers,
          body: call.body instanceof Problem ? undefined : call.body,
        },
      },
      async (exchange) => {
        await next(exchange)
        exchange.response = { status: ctx.status, headers: ctx.res.getHeaders(), body: ctx.body }
      },
    )
  }

  /** The application of a registration that shows no certificate, where none is asked for. */
  function statedApplication(market: Market, body: Buffer | Problem) {
    const software = market.security.plain && !(body instanceof Problem) ? statedSoftware(market, body) : undefined
    return software === undefined ? undefined : deps.applicationOf(software)
  }

  /** The OpenAPI documents, and a word for whoever opens the bare address. */
  async function servePublic(ctx: Context, body: Buffer | Problem): Promise<void> {
    await exchanges.pass(
      {
        arrow: null,
        from: 'app',
        to: 'gateway',
        operation: 'read public document',
        kind: 'http',
        request: { method: ctx.method, url: ctx.originalUrl, headers: ctx.req.headers },
      },
      (exchange) => {
        const document = ctx.method === 'GET' || ctx.method === 'HEAD' ? publicDocument(ctx.path) : undefined
        ctx.status = document ? 200 : 404
        ctx.type = document?.contentType ?? 'application/json'
        ctx.body =
          document?.body ?? JSON.stringify({ error: 'not_found', error_description: `there is no ${ctx.path} here` })
        if (!document) exchange.problem = { type: 'route-unknown', rule: 'route-known', facts: { path: ctx.path } }
        if (body instanceof Problem) ctx.set('connection', 'close')
        exchange.response = { status: ctx.status, headers: ctx.res.getHeaders() }
      },
    )
  }

  function publicDocument(path: string): { contentType: string; body: string } | undefined {
    const [, root, marketId, file] = path.split('/')
    const market = root === 'openapi' ? markets.find((m) => m.id === marketId) : undefined
    const api = market?.apis.find((a) => `${a.id}.json` === file)
    if (!market || !api) return path === '/' ? GREETING : undefined
    return { contentType: 'application/json', body: JSON.stringify(openApiOf(market, api, addresses), null, 2) }
  }

  function application(listener: Listener): Koa {
    const app = new Koa()
    const turnEnds = openTurns()
    app.keys = identity.cookieKeys
    // What can't be sent any more to a caller who went away is nobody's fault.
    app.on('error', (error: NodeJS.ErrnoException) => {
      if (!GONE.has(error.code ?? '')) deps.log.error('gateway', error)
    })
    app.use(async (ctx) => {
      try {
        await handle(ctx, listener)
      } catch (error) {
        deps.log.error(`${ctx.method} ${ctx.path}`, error)
        ctx.status = 500
        ctx.body = { error: 'server_error', error_description: 'the bank failed to answer; its log has the failure' }
      }
      await turnEnds()
    })
    return app
  }

  const listener = (name: Listener['name']): Listener => ({
    name,
    host: new URL(addresses[name]).host,
  })
  return {
    publicHandler: application(listener('public')).callback(),
    mutualHandler: application(listener('mutual')).callback(),
    /** The OpenAPI document of an API; undefined where there is none. */
    openApi(marketId: string, apiId: string) {
      const market = markets.find(({ id }) => id === marketId)
      const api = market?.apis.find(({ id }) => id === apiId)
      return market && api && openApiOf(market, api, addresses)
    },
  }
}

/** The arrow on which the agent registers an application. */
const REGISTRATION = 3

const GONE: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])

const NO_CERTIFICATE = () => problem('certificate-missing', {}, 'certificate-shown')

/** The token itself is never part of the message: the exchange is named by its id. */
const INTROSPECTION = { body: 'access token of the call' }

const GREETING = {
  contentType: 'text/plain; charset=utf-8',
  body: 'Bancada, a simulated bank. Its console lists its markets and their addresses.\n',
}

function newCall({ market, api, route, params }: Found) {
  return { market, api, route, params, bearer: '', token: undefined, query: {}, json: undefined }
}

function below(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/')
}

function notThere(ctx: Context, found: { allowed: string[] } | undefined | Found): Problem {
  if (found && 'allowed' in found) {
    ctx.set('allow', found.allowed.join(', '))
    return problem('method-not-allowed', { method: ctx.method, path: ctx.path, allowed: found.allowed }, 'route-known')
  }
  return problem('route-unknown', { path: ctx.path }, 'route-known')
}

async function bodyOf(ctx: Context): Promise<Buffer | Problem> {
  try {
    return await readBody(ctx.req)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** The engine writes addresses from Host: it gets the listener's own, whatever the caller sent. */
function pinHost(ctx: Context, { host }: Listener): void {
  const { headers } = ctx.req
  headers.host = host
  for (const name of ['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-for']) delete headers[name]
}

/** What every page of the bank says to the browser; the pages with forms replace the policy with their own. */
function securePage(ctx: Context): void {
  ctx.set('content-security-policy', "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'")
  ctx.set('referrer-policy', 'no-referrer')
}

function serveStatic(ctx: Context): boolean {
  if (ctx.path === '/identity/bank.css' && ctx.method === 'GET') {
    ctx.type = 'css'
    ctx.set('cache-control', 'max-age=3600')
    ctx.body = BANK_CSS
    return true
  }
  if (ctx.path !== '/favicon.ico') return false
  ctx.status = 204
  return true
}

/** Between whom a call is: registration is the agent's, pages are the customer's, the rest is the app's. */
function partiesOf(operation: string, market: Market): { from: Part; to: Part } {
  const arrow = market.arrows.operations[operation]
  if (arrow === REGISTRATION) return { from: 'discovery', to: 'identity' }
  if (arrow === 7 || arrow === 8) return { from: 'consumer', to: 'identity' }
  return { from: 'app', to: 'gateway' }
}
