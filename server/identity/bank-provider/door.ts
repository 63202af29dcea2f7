import type { RequestListener } from 'node:http'
import Koa, { type Context } from 'koa'
import { bodyOrRefusal, type Exchange, type Exchanges, type Log, Problem, pinHost } from '#kernel'
import { laneHeader, laneOf, type Market } from '#markets'
import { houseOf } from '../pages/house.ts'
import { languageOf } from '../pages/language.ts'
import { greetingPage } from './pages/error-page.ts'
import { PROVIDER_CSS, STYLE_PATH } from './pages/layout.ts'
import type { LoginServer } from './server.ts'

export type ProviderDoorDeps = {
  markets: readonly Market[]
  serverOf: (market: string) => LoginServer
  exchanges: Exchanges
  log: Pick<Log, 'error'>
  cookieKeys: string[]
  /** The provider's address. Nothing is ever taken from Host. */
  address: string
}

/** Who answers on the port of the bank's own identity provider: each market's server below its path. */
export function openProviderDoor(deps: ProviderDoorDeps): RequestListener {
  const { markets, exchanges } = deps
  const { host } = new URL(deps.address)
  const app = new Koa()
  app.keys = deps.cookieKeys
  // What can't be sent any more to a caller who went away is nobody's fault.
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (!GONE.has(error.code ?? '')) deps.log.error('bank identity provider', error)
  })
  app.use(async (ctx) => {
    try {
      await handle(ctx)
    } catch (error) {
      deps.log.error(`bank identity provider ${ctx.method} ${ctx.path}`, error)
      ctx.status = 500
      ctx.body = { error: 'server_error', error_description: 'the bank failed to answer; its log has the failure' }
    }
  })

  async function handle(ctx: Context): Promise<void> {
    ctx.set({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    ctx.set('content-security-policy', "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'")
    ctx.set('cache-control', 'no-store')
    pinHost(ctx.req.headers, host)
    const market = markets.find(({ addresses: { issuerPath } }) => ctx.path.startsWith(`${issuerPath}/`))
    const [first] = markets
    if (!market) return greet(ctx, first as Market)
    ctx.set(laneHeader, laneOf(market))
    if (ctx.method === 'GET' && ctx.path === market.addresses.issuerPath + STYLE_PATH) return style(ctx)
    const server = deps.serverOf(market.id)
    const endpoint = server.endpointAt(ctx.path)?.endpoint
    const body = await bodyOrRefusal(ctx.req)
    const operation = endpoint?.operation ?? 'unknown address'
    await exchanges.pass(
      {
        arrow: market.arrows.operations[operation] ?? null,
        ...{ from: endpoint?.from ?? 'consumer', to: 'provider', operation, kind: 'http', ids: { market: market.id } },
        request: {
          ...{ method: ctx.method, url: ctx.originalUrl, headers: ctx.req.headers },
          body: body instanceof Problem ? undefined : body,
        },
      },
      async (exchange) => {
        ctx.state.exchange = exchange satisfies Exchange
        if (body instanceof Problem) ctx.set('connection', 'close')
        await server.handle(ctx, exchange, body)
        exchange.response = { status: ctx.status, headers: ctx.res.getHeaders(), body: ctx.body }
      },
    )
  }

  return app.callback()
}

const GONE: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])

function style(ctx: Context): void {
  ctx.type = 'css'
  ctx.set('cache-control', 'max-age=3600')
  ctx.body = PROVIDER_CSS
}

function greet(ctx: Context, market: Market): void {
  if (ctx.path === '/favicon.ico') {
    ctx.status = 204
    return
  }
  ctx.status = ctx.path === '/' ? 200 : 404
  ctx.type = 'html'
  const { issuerPath: base } = market.addresses
  ctx.body = greetingPage({ base, house: houseOf(market), language: languageOf(ctx, market) })
}
