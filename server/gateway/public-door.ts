import type { Context } from 'koa'
import { BANK_CSS, BANK_LOGO } from '#identity'
import { type Exchanges, Problem } from '#kernel'
import type { Market } from '#markets'
import { openApiOf } from './openapi.ts'

type Deps = {
  exchanges: Exchanges
  markets: readonly Market[]
  addresses: { public: string; mutual: string }
}

/** The OpenAPI documents, and a word for whoever opens the bare address. */
export function openPublicDoor({ exchanges, markets, addresses }: Deps) {
  /** The OpenAPI document of an API; undefined where there is none. */
  function openApi(marketId: string | undefined, apiId: string | undefined) {
    const market = markets.find(({ id }) => id === marketId)
    const api = market?.apis.find(({ id }) => id === apiId)
    return market && api && openApiOf(market, api, addresses)
  }

  function documentAt(path: string): { contentType: string; body: string } | undefined {
    if (path === '/') return GREETING
    const [, root, marketId, file] = path.split('/')
    const document = root === 'openapi' && file?.endsWith(SUFFIX) && openApi(marketId, file.slice(0, -SUFFIX.length))
    return document ? { contentType: 'application/json', body: JSON.stringify(document, null, 2) } : undefined
  }

  return {
    openApi,

    async handle(ctx: Context, body: Buffer | Problem): Promise<void> {
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
          const document = ctx.method === 'GET' || ctx.method === 'HEAD' ? documentAt(ctx.path) : undefined
          ctx.status = document ? 200 : 404
          ctx.type = document?.contentType ?? 'application/json'
          ctx.body =
            document?.body ?? JSON.stringify({ error: 'not_found', error_description: `there is no ${ctx.path} here` })
          if (!document) exchange.problem = { type: 'route-unknown', rule: 'route-known', facts: { path: ctx.path } }
          if (body instanceof Problem) ctx.set('connection', 'close')
          exchange.response = { status: ctx.status, headers: ctx.res.getHeaders() }
        },
      )
    },
  }
}

const SUFFIX = '.json'

const GREETING = {
  contentType: 'text/plain; charset=utf-8',
  body: 'Bancada, a simulated bank. Its console lists its markets and their addresses.\n',
}

const FILES: Readonly<Record<string, { type: string; body: string }>> = {
  '/identity/bank.css': { type: 'css', body: BANK_CSS },
  // Lists of participants name it.
  '/identity/logo.svg': { type: 'svg', body: BANK_LOGO },
}

/** Answers for the files of the pages, which are no exchange; false for anything else. */
export function serveStatic(ctx: Context): boolean {
  const file = ctx.method === 'GET' || ctx.method === 'HEAD' ? FILES[ctx.path] : undefined
  if (file) {
    ctx.type = file.type
    ctx.set('cache-control', 'max-age=3600')
    ctx.body = file.body
    return true
  }
  if (ctx.path !== '/favicon.ico') return false
  ctx.status = 204
  return true
}
