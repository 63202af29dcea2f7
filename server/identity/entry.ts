import type { Context } from 'koa'
import type { Adapter } from 'oidc-provider'
import type { Consent } from '#consent'
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
 * What comes to the authorization endpoint of a market whose consents are born of pushed requests. Its own address only
 * looks at the pushed request and sends the browser on: whoever asks there need not be the browser in which the customer
 * logs in, so no interaction begins before its next address is opened.
 */
export function openEntry({ market, store, requested, publicBase, ids }: EntryDeps) {
  /** The consent of the pushed request that a call names. Throws request-uri-unknown. */
  async function consentOfPushed({ query }: Context): Promise<Consent> {
    const { client_id: clientId, request_uri: uri } = query
    const id = typeof uri === 'string' && uri.startsWith(URN) ? uri.slice(URN.length) : undefined
    const pushed = id === undefined ? undefined : await store.find(id)
    const consent = requested.ofPushed(id)
    if (!pushed || pushed.consumed !== undefined || !consent || consent.clientId !== clientId) {
      throw problem('request-uri-unknown', {}, 'request-uri-current')
    }
    return consent
  }

  return {
    /** Answers 302 to the login pages. Throws request-uri-unknown. */
    async handOver(ctx: Context): Promise<void> {
      const { id, clientId } = await consentOfPushed(ctx)
      const extra = market.security.entry?.query(id, ids.uuid()) ?? {}
      const query = new URLSearchParams({ client_id: clientId, request_uri: String(ctx.query.request_uri), ...extra })
      ctx.status = 302
      ctx.redirect(`${publicBase}/auth?${query}`)
    },

    /**
     * Holds up, before the engine sees it, a call without a pushed request that counts: the engine would tell the app by
     * a redirect that nobody signed, to an address that no request named (RFC 9126 4). Throws request-uri-unknown.
     */
    async demandPushed(ctx: Context): Promise<void> {
      if (market.consent.requested) await consentOfPushed(ctx)
    },
  }
}
