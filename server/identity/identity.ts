import type { Consents } from '#consent'
import type { Directory } from '#directory'
import type { Database, Events, Exchanges, World } from '#kernel'
import type { Market } from '#markets'
import { introspector } from './introspect.ts'
import { cookieKeys, providerKeys } from './keys.ts'
import type { People } from './people.ts'
import type { Registered } from './registration.ts'
import { openMarketServer } from './server.ts'
import { openIdentityStore } from './store.ts'
import { openTokenTools } from './token-tools.ts'

export type IdentityDeps = {
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  consents: Consents
  directory: Directory
  people: People
  markets: readonly Market[]
  /** Where private keys are kept, as files. */
  keysDir: string
  /** The gateway's two addresses, without a path. */
  addresses: { public: string; mutual: string }
}

/** How long what has ended stays, so that whoever looks at a token is told that it ended and not that it never was. */
const SHOWN_SECONDS = 3600

export type Identity = Awaited<ReturnType<typeof openIdentity>>

/** Opens Identity Management: an authorization server for each market, and the gateway's questions about tokens. */
export async function openIdentity(deps: IdentityDeps) {
  const { db, world, events, consents, directory, markets } = deps
  const store = openIdentityStore(db)
  const introspect = introspector({ store, consents, world })
  const cookies = await cookieKeys(deps.keysDir)

  const servers = new Map(
    await Promise.all(
      markets.map(async (market) => {
        const keys = await providerKeys(deps.keysDir, {
          market: market.id,
          newId: world.ids.uuid,
          signingAlg: market.security.signingAlg,
          encryptionAlg: market.security.encryption?.alg,
        })
        const server = openMarketServer({
          ...deps,
          market,
          store,
          introspect,
          keys,
          cookieKeys: cookies,
          cookieTag: directory.bank.organisationId.slice(0, 8),
        })
        return [market.id, server] as const
      }),
    ),
  )

  // A consent that is authorised keeps its grant; one that ended takes its tokens' rows with it: after its commit, and
  // again at start if that was missed.
  const kept = events.keptPosition('identity')
  events.listen({
    name: 'identity',
    position: kept.position,
    handle: (batch) =>
      db.transaction(() => {
        for (const event of batch) {
          const grantId = event.consentId === null ? null : consents.find(event.consentId)?.grantId
          if (!grantId) continue
          if (event.type === 'consent.authorised') store.keepGrant(grantId)
          if (event.type === 'consent.rejected' || event.type === 'consent.revoked') store.destroyGrant(grantId)
        }
        kept.save(batch.at(-1)?.seq ?? kept.position())
      })(),
  })

  const serverOf = (market: string) => {
    const server = servers.get(market)
    if (!server) throw new Error(`no authorization server for market ${market}`)
    return server
  }

  return {
    /** Answers for an access token, in process. Throws token-inactive. */
    introspect,
    /** The operator's tools: mint, inspect, list, expire and revoke tokens, and preview what a flow would give. */
    tokens: openTokenTools({ ...deps, store, serverOf }),
    /** The authorization server of a market. */
    server: serverOf,
    /** The registration of a software in a market, if it has one, with a working registration access token. */
    registrationOf: (market: string, softwareId: string): Promise<Registered | undefined> =>
      serverOf(market).registrationOf(softwareId),
    /** The authorization URL of the newest pushed request for a consent; undefined when none is waiting. */
    authorizationUrl(market: string, consentId: string): string | undefined {
      const pushed = store.pushedFor(consentId, Math.floor(world.clock.now() / 1000))
      if (!pushed) return undefined
      const query = new URLSearchParams({
        client_id: pushed.client_id,
        request_uri: `urn:ietf:params:oauth:request_uri:${pushed.id}`,
      })
      return `${serverOf(market).metadata().authorization_endpoint}?${query}`
    },
    /** Secrets that sign the pages' cookies. */
    cookieKeys: cookies,
    /** Deletes what ended an hour ago. Returns how many rows; called now and then by main. */
    sweep: () => store.sweep(Math.floor(world.clock.now() / 1000) - SHOWN_SECONDS, Math.floor(world.wire.now() / 1000)),
  }
}
