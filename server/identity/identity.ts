import type { Consents } from '#consent'
import type { Directory } from '#directory'
import { type Database, type Events, type Exchanges, type Log, problem, type Seal, type World } from '#kernel'
import {
  type ClientPage,
  issuesTokens,
  laneOf,
  type Market,
  type RegisteredClient,
  type SettingValues,
  underSettings,
} from '#markets'
import { LATE_SECONDS } from './adapter.ts'
import { openApprovalHook } from './backchannel/hook.ts'
import type { PhoneNotice } from './backchannel/phone.ts'
import { openPhones } from './backchannel/phones.ts'
import { openPhoneStore } from './backchannel/store.ts'
import { openProviderDoor } from './bank-provider/door.ts'
import { loginKeys } from './bank-provider/keys.ts'
import { type LoginServer, openLoginServer } from './bank-provider/server.ts'
import { detachedJws } from './detached.ts'
import { introspector } from './introspect.ts'
import { openKeyProofs } from './key-proofs.ts'
import { type KeyFacts, type KeyRing, openKeyRing, type Rotation } from './key-ring.ts'
import { cookieKeys } from './keys.ts'
import { openCodes } from './login/codes.ts'
import { openHandoffs } from './login/handoff.ts'
import { openLogins } from './login/logins.ts'
import { openLoginSettings } from './login/settings.ts'
import { openLoginStore } from './login/store.ts'
import type { People } from './people.ts'
import type { Registered } from './registration.ts'
import { openMarketServer } from './server.ts'
import { openSharingStore } from './sharing/store.ts'
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
  /** The gateway's two addresses and that of the bank's own identity provider, without a path. */
  addresses: { public: string; mutual: string; provider: string }
  /** What the operator set in a market. */
  settingsOf: (market: string) => SettingValues
  /** What an application is called that registered nothing here: one of a generated history. */
  appNamed: (clientId: string) => string | undefined
  /** Seals what must be told again in clear. */
  seal: Seal
  /** Owes an app the notification it asked for; called in the transaction of what it tells of. */
  notify: (notice: PhoneNotice) => void
  log: Pick<Log, 'error'>
}

/** What is told of a consent that waits no longer. */
const ANSWERS = new Set(['consent.authorised', 'consent.rejected', 'consent.revoked'])
/** How long what has ended stays, so that whoever looks at a token is told that it ended and not that it never was. */
const SHOWN_SECONDS = 3600
/** How long a refresh token is remembered after its consent's end: as long as the record of its use. */
const REMEMBERED_SECONDS = 90 * 86_400

export type Identity = Awaited<ReturnType<typeof openIdentity>>

/** Opens Identity Management: an authorization server for each market, and the gateway's questions about tokens. */
export async function openIdentity(deps: IdentityDeps) {
  const { db, world, events, consents, directory } = deps
  const markets = deps.markets
    .filter(issuesTokens)
    .map((market) => underSettings(market, () => deps.settingsOf(market.id)))
  const store = openIdentityStore(db)
  const homes = markets.map((market) => ({
    ...{ market: market.id, lane: laneOf(market), of: market.lane?.market ?? market.id },
    name: markets.find(({ id }) => id === market.lane?.market)?.name ?? market.name,
  }))
  const phoneStore = openPhoneStore(db)
  const sharings = openSharingStore(db)
  const introspect = introspector({ store, consents, world, homes })
  const cookies = await cookieKeys(deps.keysDir)
  const cookieTag = directory.bank.organisationId.slice(0, 8)
  const loginStore = openLoginStore(db)
  const loginSettings = openLoginSettings({
    db,
    events,
    store: loginStore,
    markets: markets.filter(({ lane }) => !lane),
  })
  const codes = openCodes({ db, world, events, store: loginStore })
  const logins = openLogins({ world, people: deps.people, store: loginStore, settings: loginSettings, codes })
  const loginServers = new Map<string, LoginServer>()
  const rings = new Map<string, KeyRing>()

  const servers = new Map(
    await Promise.all(
      markets.map(async (market) => {
        const { id, security } = market
        const keys = await openKeyRing({ ...{ market: id, security, db, world, events }, keysDir: deps.keysDir })
        rings.set(id, keys)
        const settings = () => deps.settingsOf(id)
        const shared = { ...deps, market, settings, logins, cookieKeys: cookies }
        const forLogin = {
          ...shared,
          store: loginStore,
          keys: await loginKeys(deps.keysDir, market, keys.forEngine(), world.ids.uuid),
        }
        const port = new URL(deps.addresses.provider).port
        loginServers.set(market.id, openLoginServer({ ...forLogin, cookieTag: `${cookieTag}_${port}` }))
        const handoffs = openHandoffs({
          ...forLogin,
          secret: cookies[0] as string,
          caPem: directory.authority.certificatePem,
        })
        const server = openMarketServer({
          ...shared,
          handoffs,
          store,
          phones: phoneStore,
          sharings,
          introspect,
          keys,
          cookieTag,
        })
        return [market.id, server] as const
      }),
    ),
  )

  // A consent that is authorised keeps its grant; one that ended takes what it gave with it: after its commit, and
  // again at start if that was missed.
  const kept = events.keptPosition('identity')
  events.listen({
    name: 'identity',
    position: kept.position,
    handle: (batch) =>
      db.transaction(() => {
        for (const event of batch) {
          if (ANSWERS.has(event.type) && event.consentId !== null) {
            servers.get(event.market ?? '')?.phone.consentAnswered(event.consentId)
          }
          const grantId = event.consentId === null ? null : consents.find(event.consentId)?.grantId
          if (!grantId) continue
          if (event.type === 'consent.authorised') store.keepGrant(grantId)
          if (event.type !== 'consent.rejected' && event.type !== 'consent.revoked') continue
          store.endGrant(grantId, Math.floor(world.clock.now() / 1000) + REMEMBERED_SECONDS)
        }
        kept.save(batch.at(-1)?.seq ?? kept.position())
      })(),
  })

  const serverOf = (market: string) => {
    const server = servers.get(market)
    if (!server) throw new Error(`no authorization server for market ${market}`)
    return server
  }

  const clientOf = (market: string, clientId: string, payload: string): RegisteredClient => ({
    clientId,
    metadata: serverOf(market).clientTold(JSON.parse(payload)),
  })

  function ringOf(market: string): KeyRing {
    const ring = rings.get(market)
    if (!ring) throw problem('market-unknown', { market, known: [...rings.keys()] })
    return ring
  }

  return {
    /** Whether the sender of a call holds a key (RFC 9449). */
    checkProof: openKeyProofs({ store, world }),
    /** Answers for an access token, in process. Throws token-inactive. */
    introspect,
    /** The operator's tools: mint, inspect, list, expire and revoke tokens, and preview what a flow would give. */
    tokens: openTokenTools({ ...deps, markets, store, serverOf }),
    /** The authorization server of a market. */
    server: serverOf,
    /** The registration of a software in a market, if it has one, with a working registration access token. */
    registrationOf: (
      market: string,
      softwareId: string,
      asked?: Readonly<Record<string, unknown>>,
    ): Promise<Registered | undefined> => serverOf(market).registrationOf(softwareId, asked),
    /** What an application registered, without its secrets; undefined for one that is not registered (any more). */
    registrationOfClient(market: string, clientId: string): Record<string, unknown> | undefined {
      const row = store.find(market, 'Client', clientId)
      if (!row) return undefined
      const { client_secret: _, ...metadata } = JSON.parse(row.payload) as Record<string, unknown>
      return metadata
    },
    /** Who is registered in a market. */
    clients: {
      clients: (market: string, page: ClientPage) =>
        store.clients(market, page).map(({ id, payload }) => clientOf(market, id, payload)),
      client(market: string, clientId: string) {
        const row = store.find(market, 'Client', clientId)
        return row && clientOf(market, clientId, row.payload)
      },
      countClients: store.countClients,
    },
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
    /** What waits on account holders' phones, and their answers. */
    phones: openPhones({
      ...{ world, store: phoneStore, people: deps.people, markets },
      phoneOf: (market) => serverOf(market).phone,
    }),
    /** The address at which a test suite answers for account holders: closed unless the owner opens it. */
    approvalHook: openApprovalHook({ store: phoneStore, newKey: () => world.ids.token() }),
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
    /** The keys of a market's server, public facts only. Throws market-unknown. */
    keys: (market: string): KeyFacts[] => ringOf(market).list(),
    /** The signature of a body by the key of a market's server, apart from the body. Throws market-unknown. */
    signDetached: (market: string, body: string): Promise<string> =>
      detachedJws(body, ringOf(market).signingKey(), { issuer: serverOf(market).issuer, at: world.wire.now() }),
    /** Announces new keys for a market's server, and says what it has then. Throws market-unknown, keys-announced. */
    async rotateKeys(market: string, rotation: Rotation): Promise<KeyFacts[]> {
      const ring = ringOf(market)
      await ring.rotate(rotation)
      return ring.list()
    },
    /** Deletes what ended an hour ago, and keys that nothing needs. Returns how many rows; called now and then by main. */
    sweep(): number {
      for (const ring of rings.values()) ring.settle()
      return (
        store.sweep(Math.floor(world.clock.now() / 1000) - SHOWN_SECONDS, Math.floor(world.wire.now() / 1000)) +
        phoneStore.sweep(world.clock.now() - LATE_SECONDS * 1000) +
        logins.sweep() +
        sharings.sweep(world.clock.now())
      )
    },
  }
}
