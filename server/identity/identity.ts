import type { Consents } from '#consent'
import type { Directory } from '#directory'
import type { Database, Events, Exchanges, Log, World } from '#kernel'
import type { Market } from '#markets'
import { openProviderDoor } from './bank-provider/door.ts'
import { loginKeys } from './bank-provider/keys.ts'
import { type LoginServer, openLoginServer } from './bank-provider/server.ts'
import { introspector } from './introspect.ts'
import { cookieKeys, providerKeys } from './keys.ts'
import { openCodes } from './login/codes.ts'
import { openHandoffs } from './login/handoff.ts'
import { openLogins } from './login/logins.ts'
import { openLoginSettings } from './login/settings.ts'
import { openLoginStore } from './login/store.ts'
import type { People } from './people.ts'
import type { Registered } from './registration.ts'
import { openMarketServer } from './server.ts'
import { openIdentityStore } from './store.ts'

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
  /** The gateway's two addresses and that of the bank's own identity provider, without a path. */
  addresses: { public: string; mutual: string; provider: string }
  log: Pick<Log, 'error'>
}

export type Identity = Awaited<ReturnType<typeof openIdentity>>

/** Opens Identity Management: an authorization server for each market, and the gateway's questions about tokens. */
export async function openIdentity(deps: IdentityDeps) {
  const { db, world, events, consents, directory, markets } = deps
  const store = openIdentityStore(db)
  const introspect = introspector({ store, consents, world })
  const cookies = await cookieKeys(deps.keysDir)
  const cookieTag = directory.bank.organisationId.slice(0, 8)
  const loginStore = openLoginStore(db)
  const loginSettings = openLoginSettings({ db, events, store: loginStore, markets })
  const codes = openCodes({ db, world, events, store: loginStore })
  const logins = openLogins({ world, people: deps.people, store: loginStore, settings: loginSettings, codes })
  const loginServers = new Map<string, LoginServer>()

  const servers = new Map(
    await Promise.all(
      markets.map(async (market) => {
        const keys = await providerKeys(deps.keysDir, {
          market: market.id,
          newId: world.ids.uuid,
          signingAlg: market.security.signingAlg,
          encryptionAlg: market.security.encryption?.alg,
        })
        const shared = { ...deps, market, logins, cookieKeys: cookies }
        const forLogin = {
          ...shared,
          store: loginStore,
          keys: await loginKeys(deps.keysDir, market, keys, world.ids.uuid),
        }
        const port = new URL(deps.addresses.provider).port
        loginServers.set(market.id, openLoginServer({ ...forLogin, cookieTag: `${cookieTag}_${port}` }))
        const handoffs = openHandoffs({
          ...forLogin,
          secret: cookies[0] as string,
          caPem: directory.authority.certificatePem,
        })
        const server = openMarketServer({ ...shared, handoffs, store, introspect, keys, cookieTag })
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
    /** The authorization server of a market. */
    server: serverOf,
    /** The registration of a software in a market, if it has one, with a working registration access token. */
    registrationOf: (market: string, softwareId: string): Promise<Registered | undefined> =>
      serverOf(market).registrationOf(softwareId),
    /** The authorization URL of the newest pushed request for a consent; undefined when none is waiting. */
    authorizationUrl(market: string, consentId: string): string | undefined {
      const pushed = store.pushedFor(consentId)
      if (!pushed) return undefined
      const query = new URLSearchParams({
        client_id: pushed.client_id,
        request_uri: `urn:ietf:params:oauth:request_uri:${pushed.id}`,
      })
      return `${serverOf(market).metadata().authorization_endpoint}?${query}`
    },
    /** How each market's customers log in; it may change at any time, for the logins that begin after. */
    loginSettings,
    /** The one-time codes that could still be entered, as the customers' phones show them. */
    waitingCodes: logins.waitingCodes,
    /** Who answers on the port of the bank's own identity provider. */
    providerHandler: openProviderDoor({
      ...{ markets, cookieKeys: cookies, exchanges: deps.exchanges, log: deps.log, address: deps.addresses.provider },
      serverOf: (market) => loginServers.get(market) as LoginServer,
    }),
    /** Secrets that sign the pages' cookies. */
    cookieKeys: cookies,
    /** Deletes what has ended. Returns how many rows; called now and then by main. */
    sweep: () =>
      store.sweep(Math.floor(world.clock.now() / 1000), Math.floor(world.wire.now() / 1000)) + logins.sweep(),
  }
}
