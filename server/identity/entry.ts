import type { Context } from 'koa'
import type { Adapter } from 'oidc-provider'
import { problem, type World } from '#kernel'
import type { Market } from '#markets'
import type { RequestedConsentsAtPar } from './requested-consents.ts'

const URN = 'urn:ietf:params:oauth:request_uri:'

export type EntryDeps = {
  market: Market
  /** The rows of pushed requests. */
  store: Adapter
  requested: RequestedConsentsAtPar
  publicBase: string
  ids: World['ids']
}

/**
 * The authorization endpoint that only looks at the pushed request and sends the browser on: whoever asks here need not be
 * the browser in which the customer logs in, so no interaction begins before its next address is opened.
 */
export function openEntry({ market, store, requested, publicBase, ids }: EntryDeps) {
  return {
    /** Answers 302 to the login pages. Throws request-uri-unknown. */
    async handOver(ctx: Context): Promise<void> {
      const { client_id: clientId, request_uri: uri } = ctx.query
      const id = typeof uri === 'string' && uri.startsWith(URN) ? uri.slice(URN.length) : undefined
      const pushed = id === undefined ? undefined : await store.find(id)
      const consent = requested.ofPushed(id)
      if (!pushed || pushed.consumed !== undefined || !consent || consent.clientId !== clientId) {
        throw problem('request-uri-unknown', {}, 'request-uri-current')
      }
      const extra = market.security.entry?.query(consent.id, ids.uuid()) ?? {}
      const query = new URLSearchParams({ client_id: consent.clientId, request_uri: String(uri), ...extra })
      ctx.status = 302
      ctx.redirect(`${publicBase}/auth?${query}`)
    },
  }
}
