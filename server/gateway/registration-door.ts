import type { Context } from 'koa'
import type { Identity } from '#identity'
import { type Exchange, type Exchanges, Problem, problem, type World } from '#kernel'
import { type GatewayRegistration, issuesTokens, type Market } from '#markets'
import type { Peer } from './call.ts'
import { below } from './places.ts'
import type { Parties, Received } from './received.ts'
import { isUuid } from './uuid.ts'

type Deps = { world: World; identity: Identity; exchanges: Exchanges; received: Received }

/** What each method does with a registration: its name here, and what identity is asked in its course. */
const OPERATIONS: Readonly<Record<string, { here: string; asked: string }>> = {
  POST: { here: 'register recipient', asked: 'register client' },
  GET: { here: 'read recipient', asked: 'read client' },
  PUT: { here: 'update recipient', asked: 'update client' },
  DELETE: { here: 'delete recipient', asked: 'delete client' },
}
const NOWHERE = { here: 'unknown address', asked: 'unknown address' }

/** The Marketplace provisions; whoever has a registration manages it as an app. */
const OF_THE_MARKETPLACE: Parties = { from: 'marketplace', to: 'gateway' }
const OF_AN_APP: Parties = { from: 'app', to: 'gateway' }

/**
 * Registration as an API of the gateway: the call is the Marketplace's or an app's, and in its course the gateway has
 * Identity Management register, read, change or delete the client.
 */
export function openRegistrationDoor({ world, identity, exchanges, received }: Deps) {
  /** The gateway asks identity, in process. */
  async function ask(ctx: Context, market: Market, asked: string, { exchange, body, peer, clientId }: Asked) {
    const text = body.toString('utf8')
    await exchanges.pass(
      {
        arrow: market.arrows.operations[asked] ?? null,
        ...{ from: 'gateway', to: 'identity', operation: asked, parent: exchange },
        request: {
          body: { ...(clientId === undefined ? {} : { clientId }), ...(text === '' ? {} : { metadata: text }) },
        },
      },
      async (inner) => {
        await identity.server(market.id).register(ctx, { exchange: inner, certificate: peer, body }, clientId)
        inner.response = { status: ctx.status, body: ctx.body }
        exchange.problem = inner.problem
      },
    )
  }

  return {
    /** Whether a path is of this API. */
    isAt(market: Market, path: string): boolean {
      const { atGateway } = market.registration
      return atGateway !== undefined && issuesTokens(market) && below(path, market.addresses.apiPath + atGateway.path)
    },

    async handle(ctx: Context, market: Market, { body, peer }: { body: Buffer | Problem; peer: Peer }): Promise<void> {
      const atGateway = market.registration.atGateway as GatewayRegistration
      const clientId = clientIn(ctx.path.slice(market.addresses.apiPath.length + atGateway.path.length))
      const allowed = clientId === undefined ? ['POST'] : ['GET', 'PUT', 'DELETE']
      const known = clientId !== null && allowed.includes(ctx.method)
      const { here, asked } = (known ? OPERATIONS[ctx.method] : undefined) ?? NOWHERE
      const parties = ctx.method === 'POST' ? OF_THE_MARKETPLACE : OF_AN_APP
      const arrow = market.arrows.operations[here] ?? null
      await received(
        ctx,
        { market, operation: here, body, peer, arrow, parties, registers: true },
        async (exchange) => {
          try {
            const header = market.headers.interactionId
            const sent = ctx.get(header)
            ctx.set(header, sent !== '' && isUuid(sent) ? sent : world.ids.uuid())
            if (body instanceof Problem) throw body
            if (sent !== '' && !isUuid(sent))
              throw problem('interaction-id-invalid', { header, sent }, 'interaction-id-formed')
            if (clientId === null) throw problem('route-unknown', { path: ctx.path }, 'route-known')
            if (!known) {
              ctx.set('allow', allowed.join(', '))
              throw problem('method-not-allowed', { method: ctx.method, allowed }, 'route-known')
            }
            await ask(ctx, market, asked, { exchange, body, peer, clientId })
          } catch (error) {
            if (!(error instanceof Problem)) throw error
            exchange.problem = { type: error.type, rule: error.rule, facts: error.facts }
            if (error === body) ctx.set('connection', 'close')
            identity.server(market.id).refuse(ctx, error)
          }
          addMembers(ctx, atGateway)
        },
      )
    },
  }
}

type Asked = { exchange: Exchange; body: Buffer; peer: Peer; clientId: string | undefined }

/** The client that the rest of a path names; null where it names something else. */
function clientIn(rest: string): string | undefined | null {
  if (rest === '') return undefined
  const [, id = '', ...more] = rest.split('/')
  return more.length === 0 && /^[\w-]{1,64}$/.test(id) ? id : null
}

/** A refusal has the market's own members beside OAuth's. */
function addMembers(ctx: Context, { refusal }: GatewayRegistration): void {
  if (ctx.status < 400) return
  const { error = 'server_error', error_description: description = '' } = (ctx.body ?? {}) as Record<string, string>
  const said = refusal({ status: ctx.status, error, description })
  ctx.body = { error, error_description: description, ...said }
}
