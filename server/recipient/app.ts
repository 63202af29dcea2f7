import Koa, { type Context } from 'koa'
import { type Log, Problem, problem, type World } from '#kernel'
import { readForm } from './form.ts'
import type { MarketApp } from './market-app.ts'
import { frontPage } from './pages/welcome.ts'
import { type Preferences, preferencesOf } from './preferences.ts'
import { type Device, findRoute, type Page, type Reply, type Visit } from './routing.ts'
import { openSessions } from './session.ts'
import { html } from './web/html.ts'
import { type Language, wordsOf } from './web/language.ts'
import { openLayout } from './web/layout.ts'
import { problemPage, statusOf } from './web/problem-page.ts'

/** The web application over the markets that `markets()` gives at the moment of each request. */
export function openApp({
  world,
  log,
  host,
  markets,
}: {
  world: World
  log: Log
  host: string
  markets: () => readonly MarketApp[]
}): Koa {
  const layout = openLayout()
  const sessions = openSessions({ world })
  const app = new Koa()
  app.on('error', (error) => log.error('the recipient app could not answer', error))
  app.use(async (ctx) => {
    const preferences = preferencesOf(ctx)
    const reply = await answer(ctx, preferences).catch((error: unknown) => refusal(error, preferences.language))
    send(ctx, preferences, reply)
  })

  async function answer(ctx: Context, { language, developer }: Preferences): Promise<Reply> {
    const elsewhere = ownAddress(ctx)
    if (elsewhere) return elsewhere
    const open = markets()
    const routes = [{ method: 'GET', path: '/', act: start }, ...open.flatMap((market) => market.routes)] as const
    const found = findRoute(routes, ctx.method === 'HEAD' ? 'GET' : ctx.method, ctx.path)
    if ('allowed' in found) throw problemOfPath(ctx, found.allowed)
    const session = sessions.of(ctx)
    const form = found.route.method === 'POST' ? await readForm(ctx.req) : new URLSearchParams()
    if (found.route.method === 'POST' && !sessions.ownsForm(session, form.get('form_token'))) {
      throw problem('form-token-wrong')
    }
    const query = new URLSearchParams(ctx.querystring)
    const visit: Visit = {
      method: ctx.method,
      path: ctx.path,
      params: found.params,
      query,
      form,
      session,
      language,
      developer,
      device: deviceOf(ctx),
    }
    return found.route.act(visit)
  }

  /** The one screen from which every market is reached; where there is only one, its own first page. */
  async function start(visit: Visit): Promise<Reply> {
    const [first, ...others] = markets()
    if (!first) return { page: waitingPage(visit.language), status: 503 }
    if (others.length === 0) return { redirect: `/${first.id}` }
    const fronts = await Promise.all(markets().map((market) => market.front(visit)))
    return { page: frontPage(visit.language, visit.session.formToken, fronts) }
  }

  /** The cookie and the return from the bank belong to one host name: a browser that used another is sent there. */
  function ownAddress(ctx: Context): Reply | undefined {
    if (ctx.hostname === host) return undefined
    if (ctx.method !== 'GET' || !LOOPBACK.has(ctx.hostname)) throw problem('host-unknown', { field: 'host' })
    return { redirect: `https://${host}:${ctx.socket.localPort}${ctx.url.startsWith('/') ? ctx.url : '/'}` }
  }

  function refusal(error: unknown, language: Language): Reply {
    if (error instanceof Problem)
      return { page: problemPage({ problem: error, language, back: '/' }), status: statusOf(error) }
    log.error('the recipient app failed', error)
    return { page: problemPage({ problem: problem('unexpected'), language, back: '/' }), status: 500 }
  }

  function send(ctx: Context, preferences: Preferences, reply: Reply): void {
    ctx.set(layout.headers)
    if ('redirect' in reply) {
      ctx.status = 303
      ctx.set('location', reply.redirect)
      ctx.body = ''
      return
    }
    if ('document' in reply) {
      const { type, name, bytes } = reply.document
      ctx.set('content-type', type)
      ctx.set('content-disposition', `inline; filename="${name}"`)
      ctx.body = bytes
      return
    }
    const here = ctx.method === 'GET' ? ctx.url.replace(/^[/\\]*/, '/') : '/'
    const market = ctx.path.split('/')[1] ?? ''
    ctx.status = reply.status ?? 200
    ctx.body = layout.document({ page: reply.page, preferences, here, market, markets: markets() })
  }

  return app
}

/** The standard's APIs take no longer texts than these. */
const deviceOf = (ctx: Context): Device => ({
  ipAddress: ctx.ip.slice(0, 100),
  userAgent: ctx.get('user-agent').slice(0, 100) || 'unknown',
})

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

function problemOfPath(ctx: Context, allowed: string[]): Problem {
  if (allowed.length === 0) return problem('not-found')
  ctx.set('allow', allowed.join(', '))
  return problem('method-not-allowed')
}

function waitingPage(language: Language): Page {
  const words = wordsOf(language)
  const { explain } = words.problems['market-not-ready']
  const title = words.notReadyTitle
  return {
    title,
    body: html`<section class="card narrow"><h1>${title}</h1><p>${explain} ${words.advice.byType['market-not-ready']}</p></section>`,
  }
}
