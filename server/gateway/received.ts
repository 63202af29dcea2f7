import type { Context } from 'koa'
import { type Exchange, type ExchangeIds, type Exchanges, type Part, Problem } from '#kernel'
import type { Market } from '#markets'
import type { Peer } from './call.ts'
import type { ApplicationOf } from './peer.ts'
import { statedSoftware } from './stated-software.ts'
import { isUuid } from './uuid.ts'

/** What is known of a call when it is received. */
export type Arrival = {
  market: Market
  operation: string
  body: Buffer | Problem
  peer: Peer
  arrow: number | null
  /** Where they are not what the arrow says. */
  parties?: Parties
  /** Given where the call is about an application's registration. */
  registers?: true
}

/** Wraps a received HTTP call in its exchange. */
export type Received = (
  ctx: Context,
  arrival: Arrival,
  next: (exchange: Exchange) => Promise<void> | void,
) => Promise<void>

export function openReceived({
  exchanges,
  applicationOf,
}: {
  exchanges: Exchanges
  applicationOf: ApplicationOf
}): Received {
  return (ctx, arrival, next) => {
    const { market, operation, peer, body, arrow } = arrival
    const shown = peer instanceof Problem ? undefined : peer
    const ids: ExchangeIds = { market: market.id }
    const interactionId = ctx.req.headers[market.headers.interactionId]
    if (typeof interactionId === 'string' && isUuid(interactionId)) ids.interactionId = interactionId
    // Registration hangs on the application; every other call on the client, until a token or scope says more.
    const isAboutOne = arrival.registers === true || arrow === REGISTRATION
    const registers = isAboutOne && (shown?.application ?? statedApplication(market, body))
    if (registers) ids.applicationId = registers.id
    else if (shown?.application?.clientId) ids.clientId = shown.application.clientId
    const { from, to } = arrival.parties ?? partiesOf(operation, market)
    return exchanges.pass(
      {
        arrow,
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
          body: body instanceof Problem ? undefined : body,
        },
      },
      async (exchange) => {
        const pending = next(exchange)
        if (pending) await pending
        exchange.response = { status: ctx.status, headers: ctx.res.getHeaders(), body: ctx.body }
      },
    )
  }

  /** The application of a registration that shows no certificate, where none is asked for. */
  function statedApplication(market: Market, body: Buffer | Problem) {
    const software = market.security.plain && !(body instanceof Problem) ? statedSoftware(market, body) : undefined
    return software === undefined ? undefined : applicationOf(software)
  }
}

/** The arrow on which the agent registers an application. */
const REGISTRATION = 3

export type Parties = { from: Part; to: Part }
const OF_THE_AGENT: Parties = { from: 'discovery', to: 'identity' }
const OF_A_CUSTOMER: Parties = { from: 'consumer', to: 'identity' }
const OF_AN_APP: Parties = { from: 'app', to: 'gateway' }

/** What a person does on the bank's own pages, on no app's behalf. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['see what is shared', 'change what is shared'])

/** Between whom a call is: registration is the agent's, pages are the customer's, the rest is the app's. */
function partiesOf(operation: string, market: Market): Parties {
  const arrow = market.arrows.operations[operation]
  if (arrow === REGISTRATION) return OF_THE_AGENT
  return arrow === 7 || arrow === 8 || OF_PEOPLE.has(operation) ? OF_A_CUSTOMER : OF_AN_APP
}
