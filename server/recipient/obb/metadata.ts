import { customFetch, discovery, type ServerMetadata } from 'openid-client'
import { problem, type World } from '#kernel'
import { type Http, TIMEOUT_MS } from '../http.ts'
import type { RecipientMarket } from '../market.ts'
import { type Bank, findBank } from './participants.ts'
import { translated } from './refusals.ts'

export type Metadata = { bank: Bank; server: ServerMetadata }

const KEPT_MS = 10 * 60 * 1000

/** Reads the participants list and the bank's discovery document, and keeps both for ten minutes of wire time. */
export function openMetadata({ market, world, http }: { market: RecipientMarket; world: World; http: Http }) {
  let kept: { at: number; metadata: Promise<Metadata> } | undefined

  async function fetchAll(connectionId: string): Promise<Metadata> {
    const fetch = http.fetchFor(connectionId)
    const answer = await fetch(market.participantsUrl, {
      method: 'GET',
      headers: { accept: 'application/json' },
      body: undefined,
      redirect: 'manual',
    })
    const participants = await answer.json().catch(() => null)
    if (answer.status !== 200 || participants === null) {
      throw problem('bank-refused', { operation: 'participants', status: answer.status })
    }
    const bank = findBank(participants, market.issuer)
    const options = { [customFetch]: fetch, timeout: TIMEOUT_MS / 1000 }
    const server = await translated('discovery', async () =>
      (await discovery(new URL(bank.discoveryUrl), market.clientId, {}, undefined, options)).serverMetadata(),
    )
    // The document is fetched from the listed address, so openid-client leaves this comparison to the caller.
    if (server.issuer !== market.issuer) throw problem('answer-untrustworthy', { check: 'issuer' })
    return { bank, server }
  }

  function reset(): void {
    kept = undefined
  }

  return {
    /** The call's messages, when there is one, belong to `connectionId`. */
    async read(connectionId: string): Promise<Metadata> {
      const now = world.wire.now()
      if (!kept || now - kept.at >= KEPT_MS || now < kept.at) kept = { at: now, metadata: fetchAll(connectionId) }
      try {
        return await kept.metadata
      } catch (error) {
        reset()
        throw error
      }
    },
    reset,
  }
}

export type MetadataReader = ReturnType<typeof openMetadata>
