import { type Draft, openDrafts } from '../drafts.ts'
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
import { openMetadata } from './metadata.ts'
import { connectingRoutes } from './routes/connecting.ts'
import { usingRoutes } from './routes/using.ts'
import { renewedTokensOf } from './token-answer.ts'
import { fdxWords } from './words/index.ts'

const ID = 'fdx'
const SECTIONS = [
  { path: '/fdx', word: 'overview' },
  { path: '/fdx/activity', word: 'activity' },
  { path: '/fdx/connections', word: 'connections' },
  { path: '/fdx/banks', word: 'connect' },
] as const

/** Nothing is encrypted to this app under FDX. */
const decryption = () => Promise.reject(new Error('no key to open an encrypted token with'))

/** Opens the app's part for FDX: a data recipient. */
export function openFdx({ market, caPem, world, store }: MarketDeps): OpenMarketApp {
  const messages = openMessages()
  const http = openHttp({ transport: market.transport, caPem, world, messages, decryption })
  const metadata = openMetadata({ market, world, http })
  const client = openClient({ market, http, metadata })
  const consents = openConsents({ client, http, metadata, world })
  const authorisation = openAuthorisation({ market, world, client, signing: openSigning({ market, world }) })
  const tokens = openTokens({
    ...{ client, world, store },
    read: (answer, before) => renewedTokensOf(answer, before, world.clock.now()),
  })
  const data = openData({ http, metadata, tokens })
  const life = openLife({ marketId: ID, world, store, messages, decryption, doubt: metadata.reset })
  const connections = openConnections({
    ...{ life, marketId: ID, redirectUri: market.redirectUri, world, store },
    ...{ consents, authorisation, tokens, data, metadata },
  })
  const drafts = openDrafts<Draft>()
  const desk = openDesk({ market, world, messages, connections, metadata, drafts })
  const own = { world, connections, drafts }
  return {
    ...{ id: ID, name: 'FDX', sections: SECTIONS, close: http.close },
    front: (visit) => frontOf(desk, visit, fdxWords(visit.language).front),
    routes: routesOf(desk, [...connectingRoutes(own), ...usingRoutes(own)]),
  }
}
