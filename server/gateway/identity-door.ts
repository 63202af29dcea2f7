import type { Context } from 'koa'
import type { Identity } from '#identity'
import { type Facts, Problem, pinHost } from '#kernel'
import type { Market } from '#markets'
import type { Peer } from './call.ts'
import { lostBodyStatus } from './lost-body.ts'
import type { Received } from './received.ts'

/** Everything below a market's issuer: the engine answers, whoever it finds at the door. */
export function openIdentityDoor({ identity, received }: { identity: Identity; received: Received }) {
  return (ctx: Context, market: Market, call: { body: Buffer | Problem; peer: Peer; host: string }): Promise<void> => {
    const { body, peer, host } = call
    const server = identity.server(market.id)
    const bytes = body instanceof Problem ? Buffer.alloc(0) : body
    const operation = server.operationOf(ctx.method, ctx.path, bytes) ?? 'unknown address'
    pinHost(ctx.req.headers, host)
    securePage(ctx)
    const arrow = market.arrows.operations[operation] ?? null
    return received(ctx, { market, operation, body, peer, arrow }, async (exchange) => {
      ctx.state.exchange = exchange
      if (body instanceof Problem) {
        exchange.problem = { type: body.type, rule: body.rule, facts: body.facts }
        refuseBody(ctx, body)
      } else {
        await server.handle(ctx, { exchange, certificate: peer, body })
      }
    })
  }
}

function refuseBody(ctx: Context, { type, facts }: Problem): void {
  ctx.set('connection', 'close')
  ctx.status = lostBodyStatus(type)
  ctx.body = { error: 'invalid_request', error_description: saidOf(type, facts) }
}

function saidOf(type: string, { limit, seconds, reason }: Facts): string {
  if (type === 'body-too-large') return `the body is over ${limit} bytes`
  if (type === 'body-late') return `the body did not arrive whole within ${seconds} seconds`
  return `the body could not be read: ${reason}`
}

/** What every page of the bank says to the browser; the pages with forms replace the policy with their own. */
function securePage(ctx: Context): void {
  ctx.set('content-security-policy', "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'")
  ctx.set('referrer-policy', 'no-referrer')
}
