import type { Context } from 'koa'
import type { CertificateFacts } from '#directory'
import type { Introspection, KeyProof } from '#identity'
import type { Exchange, Problem, World } from '#kernel'
import type { Api, Market, Rooms, Route, SentDocument } from '#markets'
import type { TokenReader } from './bearer.ts'
import type { Outage } from './maintenance/model.ts'
import type { RouteChecks } from './route-checks.ts'

/** The certificate a caller showed, once it passed; else the problem it has. */
export type Peer =
  | {
      facts: CertificateFacts
      pem: string
      der: Buffer
      application: { id: string; clientId: string | null } | undefined
    }
  | Problem

/** A call to one of a market's APIs, on its way through the steps. Each step reads it and adds what it learns. */
export type Call = {
  ctx: Context
  market: Market
  api: Api
  route: Route
  checks: RouteChecks
  /** The rules this route asks, in order. */
  steps: readonly Step[]
  params: Record<string, string>
  body: Buffer
  exchange: Exchange
  peer: Peer
  interactionId: string
  /** The key that the caller proved to hold, or what is wrong with the proof; undefined where none was sent. */
  proof: KeyProof | Problem | undefined
  /** The id of the token that was sent. Set by token-sent. */
  tokenId: string
  /** Set by token-active. */
  token: Introspection | undefined
  /** Set by parameters-valid. */
  query: Record<string, string>
  /** Set by accept-served; the first that the operation answers with until then. */
  mediaType: string
  /** Set by body-typed where a document was sent in the place of a body. */
  document: SentDocument | undefined
  /** Set by body-valid. */
  json: unknown
}

/** What steps may ask of the house. */
export type StepDeps = {
  world: World
  tokenSentWith: TokenReader
  introspect: (call: Call, tokenId: string) => Introspection
  /** Who reads in a lane without tokens; undefined while nobody was chosen. */
  openReader: (market: Market) => Introspection | undefined
  /** The maintenance that a market's APIs are closed for now; undefined while they are open. */
  maintenanceOf: (market: Market) => Outage | undefined
  rooms: Rooms
}

/** A rule of the gateway: its id names it in the market's clauses, in records and on the explain-and-fix card. */
export type Step = {
  id: string
  run(call: Call, deps: StepDeps): void
}
