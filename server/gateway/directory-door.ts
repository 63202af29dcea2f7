import type { Context } from 'koa'
import type { Directory } from '#directory'
import { type Exchanges, Problem, problem } from '#kernel'
import type { Market } from '#markets'
import type { Peer } from './call.ts'
import { lostBodyStatus } from './lost-body.ts'
import { below } from './places.ts'
import { publishedDocument, publishedFacts } from './published.ts'

type Deps = {
  exchanges: Exchanges
  directory: Directory
  markets: readonly Market[]
  addresses: { public: string; mutual: string }
}

const PREFIX = '/directory'
const JSON_UTF8 = 'application/json; charset=utf-8'

/** The directory behind the gateway's doors: below its path, and everything under host names of its own. */
export function openDirectoryDoor({ exchanges, directory, markets, addresses }: Deps) {
  const { hosts } = directory.addresses

  return {
    /** The path of a call below the directory; undefined for a call to somebody else. */
    pathOf(ctx: Context): string | undefined {
      const { path } = ctx
      if (below(path, PREFIX)) return path.slice(PREFIX.length)
      return hosts.length > 0 && hosts.includes(ctx.hostname.toLowerCase()) ? path : undefined
    },

    /** Answers a call to the directory, as an exchange of its own. */
    async handle(ctx: Context, path: string, { peer, body }: { peer: Peer; body: Buffer | Problem }): Promise<void> {
      const known = peer instanceof Problem ? undefined : peer.facts
      const published = markets.find(({ publication }) => publication.path === path)
      const operation = published ? 'read public document' : directory.operationOf(ctx.method, path)
      const request = { method: ctx.method, url: ctx.originalUrl, headers: ctx.req.headers }
      const isText = typeof ctx.req.headers['content-type'] === 'string' && !(body instanceof Problem)
      await exchanges.pass(
        {
          arrow: null,
          ...{ from: 'app', to: 'directory', operation: operation ?? 'unknown address', kind: 'http' },
          ids: idsOf(peer),
          certificate: peer instanceof Problem ? undefined : peer.der,
          request: isText ? { ...request, body } : request,
        },
        async (exchange) => {
          if (body instanceof Problem) {
            exchange.problem = { type: body.type, rule: body.rule, facts: body.facts }
            ctx.set('connection', 'close')
            send(ctx, inWords(lostBodyStatus(body.type), 'invalid_request', 'the body could not be read'))
          } else if (published && (ctx.method === 'GET' || ctx.method === 'HEAD')) {
            send(ctx, {
              ...{ status: 200, headers: { 'content-type': JSON_UTF8 } },
              body: JSON.stringify(publishedDocument(published, directory, addresses)),
            })
          } else {
            const answer = await directory.answer({
              ...{ method: ctx.method, path, headers: ctx.req.headers, body },
              certificate: peer instanceof Problem ? peer : peer.facts,
              authorisationServers: serversOf,
            })
            const { problem: refusal } = answer ?? { problem: problem('route-unknown', { path }, 'route-known') }
            if (refusal) exchange.problem = { type: refusal.type, rule: refusal.rule, facts: refusal.facts }
            send(ctx, answer ?? inWords(404, 'not_found', `there is no ${ctx.path} here`))
          }
          const { body: sent } = ctx
          exchange.response = {
            ...{ status: ctx.status, headers: ctx.res.getHeaders() },
            ...(typeof sent === 'string' && known ? { body: sent } : {}),
          }
        },
      )
    },
  }

  function idsOf(peer: Peer) {
    if (peer instanceof Problem) return {}
    const { facts, application } = peer
    const software = facts.softwareId === undefined ? undefined : directory.software(facts.softwareId)
    return {
      ...(software ? { market: software.market } : {}),
      ...(application?.clientId ? { clientId: application.clientId } : {}),
    }
  }

  function serversOf(marketId: string): unknown[] {
    const market = markets.find(({ id }) => id === marketId)
    return market?.trust.register?.authorisationServers(publishedFacts(market, directory, addresses)) ?? []
  }
}

type Sent = { status: number; headers: Record<string, string>; body: string | Buffer | undefined }

function send(ctx: Context, { status, headers, body }: Sent): void {
  ctx.status = status
  for (const [name, value] of Object.entries(headers)) ctx.set(name, value)
  if (body === undefined) return
  const type = headers['content-type']
  ctx.body = body
  // Koa guesses a type from the body; the directory has said it.
  if (type !== undefined) ctx.set('content-type', type)
}

function inWords(status: number, error: string, text: string): Sent {
  return { status, headers: { 'content-type': JSON_UTF8 }, body: JSON.stringify({ error, error_description: text }) }
}
