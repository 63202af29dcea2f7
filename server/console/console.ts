import type { RequestListener } from 'node:http'
import Koa, { type ParameterizedContext } from 'koa'
import { type ConsoleRoute, type Exchanges, type Log, problem, type World } from '#kernel'
import { checkAddress } from './addresses.ts'
import { openApi, send } from './api.ts'
import { admit, openCallers } from './callers.ts'
import type { ConsoleFacts } from './facts.ts'
import { languageOf } from './language.ts'
import { type LiveSource, openLive } from './live.ts'
import { openPages } from './pages.ts'
import { refusalOf } from './problems.ts'
import { compileRoutes } from './route-table.ts'

export type ConsoleOptions = {
  world: World
  log: Log
  exchanges: Exchanges
  /** The rooms' routes, joined by main. Paths begin with /api/. */
  routes: readonly ConsoleRoute[]
  /** The owner's start token. */
  token: string
  developerOf: (sessionToken: string) => { id: string } | undefined
  /** `Host` values that are this console's own, in lower case with the port. */
  allowedHosts: () => readonly string[]
  /** The built renderer. */
  distDir: string
  live: LiveSource
  /** What every page shows; served as GET /api/status. */
  facts: () => ConsoleFacts
}

export type Console = {
  /** Answers the requests of the listener on the console's port. */
  handler(): RequestListener
  /** Ends the live streams. */
  close(): void
}

/** Opens the console: its pages, its API with the rooms' routes, and its live stream. */
export function openConsole(options: ConsoleOptions): Console {
  const { world, log, exchanges, allowedHosts, distDir, facts } = options
  const callers = openCallers(options)
  const live = openLive(options.live)
  const pages = openPages(distDir)
  const table = compileRoutes([...options.routes, statusRoute(facts), liveRoute])
  const api = openApi({ table, callers, exchanges, world, log })
  const app = new Koa()

  app.use(async (ctx) => {
    const nonce = world.ids.token(16)
    const inApi = ctx.path === '/api' || ctx.path.startsWith('/api/')
    setHeaders(ctx, nonce, inApi)
    try {
      if (!ctx.req.url?.startsWith('/')) throw problem('target-malformed', {}, 'console-path')
      checkAddress({ headers: ctx.headers, api: inApi }, allowedHosts())
      if (ctx.path === liveRoute.path && ctx.method === liveRoute.method) stream(ctx)
      else if (inApi) await api(ctx)
      else await pages(ctx, nonce)
    } catch (error) {
      ctx.set('cache-control', 'no-store')
      send(ctx, refusalOf(error, { log, world, language: languageOf(ctx.headers['accept-language']) }))
    }
  })
  // What Koa itself can't send any more: a peer that went away is nobody's fault.
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
      log.error('console answer could not be sent', error)
    }
  })

  function stream(ctx: ParameterizedContext): void {
    admit(callers, liveRoute, ctx.headers.authorization)
    ctx.set('content-type', 'application/x-ndjson; charset=utf-8')
    ctx.res.statusCode = 200
    live.attach(ctx.res)
    ctx.respond = false
  }

  return { handler: () => app.callback(), close: live.close }
}

/** Held in the table so that its path is known; `stream` answers it. */
const liveRoute: ConsoleRoute = { method: 'GET', path: '/api/live', roles: ['owner'], act: () => undefined }

function statusRoute(facts: () => ConsoleFacts): ConsoleRoute {
  return { method: 'GET', path: '/api/status', roles: ['owner', 'developer'], act: facts }
}

function setHeaders(ctx: ParameterizedContext, nonce: string, inApi: boolean): void {
  ctx.set({
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  })
  if (inApi) ctx.set('cache-control', 'no-store')
}
