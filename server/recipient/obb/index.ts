import { importJWK } from 'jose'
import { openDrafts } from '../drafts.ts'
import { openHttp } from '../http.ts'
import { openLife } from '../life.ts'
import type { MarketDeps, OpenMarketApp } from '../market-app.ts'
import { openMessages } from '../messages.ts'
import { frontOf } from '../routes/banks.ts'
import { routesOf } from '../routes/index.ts'
import { openSigning } from '../signing.ts'
import { openTokens } from '../tokens.ts'
import { openAuthorisation } from './authorisation.ts'
import { openClient } from './client.ts'
import { openConnections } from './connections.ts'
import { openConsents } from './consents.ts'
import { openData } from './data.ts'
import { openDesk } from './desk.ts'
import type { ObbDraft } from './draft.ts'
import { openMetadata } from './metadata.ts'
import { connectingRoutes } from './routes/connecting.ts'
import { usingRoutes } from './routes/using.ts'
import { tokensOf } from './token-answer.ts'
import { obbWords } from './words/index.ts'

const ID = 'obb'
const SECTIONS = [
  { path: '/obb', word: 'overview' },
  { path: '/obb/activity', word: 'activity' },
  { path: '/obb/connections', word: 'connections' },
  { path: '/obb/banks', word: 'connect' },
] as const

/** Opens the app's part for Open Finance Brasil: a data receiver of the DADOS role. */
export function openObb({ market, caPem, world, store }: MarketDeps): OpenMarketApp {
  let encryption: Promise<CryptoKey> | undefined
  const decryption = () => {
    encryption ??= importJWK(market.encryption.privateJwk, 'RSA-OAEP') as Promise<CryptoKey>
    return encryption
  }
  const messages = openMessages()
  const http = openHttp({ transport: market.transport, caPem, world, messages, decryption })
  const metadata = openMetadata({ market, world, http })
  const signing = openSigning({ market, world })
  const client = openClient({ market, http, metadata, signing, decryption })
  const consents = openConsents({ client, http, metadata })
  const authorisation = openAuthorisation({ market, world, client, signing, http, decryption })
  const tokens = openTokens({
    ...{ client, world, store },
    read: (answer, before) => tokensOf(answer, { consentId: before.consentId, now: world.clock.now(), before }),
  })
  const data = openData({ http, metadata, tokens })
  const life = openLife({ marketId: ID, world, store, messages, decryption, doubt: metadata.reset })
  const connections = openConnections({
    life,
    marketId: ID,
    redirectUri: market.redirectUri,
    world,
    store,
    consents,
    authorisation,
    tokens,
    data,
    metadata,
  })
  const drafts = openDrafts<ObbDraft>()
  const desk = openDesk({ market, world, messages, connections, metadata, drafts })
  const own = { market, world, connections, drafts }
  return {
    ...{ id: ID, name: 'Open Finance Brasil', sections: SECTIONS, close: http.close },
    front: (visit) => frontOf(desk, visit, obbWords(visit.language).front),
    routes: routesOf(desk, [...connectingRoutes(own), ...usingRoutes(own)]),
  }
}
