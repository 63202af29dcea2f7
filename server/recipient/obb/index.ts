import { importJWK } from 'jose'
import type { World } from '#kernel'
import type { MarketApp } from '../app.ts'
import { openHttp } from '../http.ts'
import type { RecipientMarket } from '../market.ts'
import { openMessages } from '../messages.ts'
import type { ConnectionStore } from '../store.ts'
import { openAuthorisation } from './authorisation.ts'
import { openClient } from './client.ts'
import { openConnections } from './connections.ts'
import { openConsents } from './consents.ts'
import { openData } from './data.ts'
import { openDrafts } from './drafts.ts'
import { openMetadata } from './metadata.ts'
import { obbRoutes } from './routes.ts'
import { openTokens } from './tokens.ts'

const ID = 'obb'
const SECTIONS = [
  { path: '/obb', word: 'overview' },
  { path: '/obb/activity', word: 'activity' },
  { path: '/obb/connections', word: 'connections' },
  { path: '/obb/banks', word: 'connect' },
] as const

/** Opens the app's part for Open Finance Brasil: a data receiver of the DADOS role. */
export function openObb({
  market,
  caPem,
  world,
  store,
}: {
  market: RecipientMarket
  caPem: string
  world: World
  store: ConnectionStore
}): MarketApp & { close(): Promise<void> } {
  let encryption: Promise<CryptoKey> | undefined
  const decryption = () => {
    encryption ??= importJWK(market.encryption.privateJwk, 'RSA-OAEP') as Promise<CryptoKey>
    return encryption
  }
  const messages = openMessages()
  const http = openHttp({ transport: market.transport, caPem, world, messages, decryption })
  const metadata = openMetadata({ market, world, http })
  const client = openClient({ market, http, metadata, decryption })
  const consents = openConsents({ client, http, metadata })
  const authorisation = openAuthorisation({ market, world, client, http, decryption })
  const tokens = openTokens({ client, world, store })
  const data = openData({ http, metadata, tokens })
  const connections = openConnections({
    marketId: ID,
    redirectUri: market.redirectUri,
    world,
    store,
    messages,
    consents,
    authorisation,
    tokens,
    data,
    decryption,
    metadata,
  })
  const routes = obbRoutes({ market, world, connections, drafts: openDrafts(), metadata, messages })
  return { id: ID, name: 'Open Finance Brasil', sections: SECTIONS, routes, close: http.close }
}
