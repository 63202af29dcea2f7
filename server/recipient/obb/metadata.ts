import { customFetch, discovery, type ServerMetadata } from 'openid-client'
import { problem, type World } from '#kernel'
import type { Brand } from '../brand.ts'
import { type Http, TIMEOUT_MS } from '../http.ts'
import type { RecipientMarket } from '../market.ts'
import { translated } from '../refusals.ts'
import { DIRECTORY, remembered } from '../remembered.ts'
import { type Bank, brandsOf, findBank } from './participants.ts'

export type Metadata = { bank: Bank; server: ServerMetadata }

/** Reads the participants list and the bank's discovery document, and keeps both for ten minutes of wire time. */
export function openMetadata({ market, world, http }: { market: RecipientMarket; world: World; http: Http }) {
  const fetch = http.fetchFor(DIRECTORY)
  const participants = remembered(world, async (): Promise<unknown> => {
    const get = { method: 'GET', headers: { accept: 'application/json' }, body: undefined, redirect: 'manual' } as const
    const answer = await fetch(market.participantsUrl, get)
    const list = await answer.json().catch(() => null)
    if (answer.status !== 200 || list === null) {
      throw problem('bank-refused', { operation: 'participants', status: answer.status })
    }
    return list
  })
  const metadata = remembered(world, async (): Promise<Metadata> => {
    const bank = findBank(await participants.read(), market.issuer)
    const options = { [customFetch]: fetch, timeout: TIMEOUT_MS / 1000 }
    const server = await translated('discovery', async () =>
      (await discovery(new URL(bank.discoveryUrl), market.clientId, {}, undefined, options)).serverMetadata(),
    )
    // The document is fetched from the listed address, so openid-client leaves this comparison to the caller.
    if (server.issuer !== market.issuer) throw problem('answer-untrustworthy', { check: 'issuer' })
    return { bank, server }
  })

  return {
    read: metadata.read,
    /** The brands of the participants list, each once; `ours` is the one that this app is registered with. */
    brands: async (): Promise<Brand[]> => brandsOf(await participants.read(), market.issuer),
    reset(): void {
      participants.reset()
      metadata.reset()
    },
  }
}

export type MetadataReader = ReturnType<typeof openMetadata>
