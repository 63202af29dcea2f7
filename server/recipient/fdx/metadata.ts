import type { ServerMetadata } from 'openid-client'
import { problem, type World } from '#kernel'
import type { Brand } from '../brand.ts'
import type { Http } from '../http.ts'
import { objectOf } from '../json.ts'
import type { RecipientMarket } from '../market.ts'
import { DIRECTORY, remembered } from '../remembered.ts'
import { brandsOf, findProvider, type Provider } from './registry.ts'

export type Metadata = { provider: Provider; server: ServerMetadata }

/** Reads the registry and the bank's authorization server metadata, and keeps both for a while. */
export function openMetadata({ market, world, http }: { market: RecipientMarket; world: World; http: Http }) {
  const fetch = http.fetchFor(DIRECTORY)
  async function read(operation: string, url: string): Promise<Record<string, unknown>> {
    const get = { method: 'GET', headers: { accept: 'application/json' }, body: undefined, redirect: 'manual' } as const
    const answer = await fetch(url, get)
    const document: unknown = await answer.json().catch(() => null)
    if (answer.status !== 200 || document === null)
      throw problem('bank-refused', { operation, status: answer.status, errors: [] })
    return objectOf(document)
  }

  const registry = remembered(world, () => read('registry', market.participantsUrl))
  const metadata = remembered(world, async (): Promise<Metadata> => {
    const provider = findProvider(await registry.read(), market.issuer)
    const server = await read('metadata', provider.metadataUrl)
    // A document that speaks for another issuer would send this app's requests to somebody else (RFC 8414, 3.3).
    if (server.issuer !== market.issuer) throw problem('answer-untrustworthy', { check: 'issuer' })
    return { provider, server: server as ServerMetadata }
  })

  return {
    read: metadata.read,
    brands: async (): Promise<Brand[]> => brandsOf(await registry.read(), market.issuer),
    reset(): void {
      registry.reset()
      metadata.reset()
    },
  }
}

export type MetadataReader = ReturnType<typeof openMetadata>
