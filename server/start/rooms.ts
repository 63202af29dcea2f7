import { openBank } from '#bank'
import { openConsents } from '#consent'
import { directoryAddresses, openDirectory } from '#directory'
import { openDiscovery, openRegistrationCall, type Way } from '#discovery'
import { openGateway, openIncidents, openMaintenance, openOpenLane } from '#gateway'
import { openIdentity } from '#identity'
import { type Database, type Log, openEvents, openSeal, problem } from '#kernel'
import { openMarketplace } from '#marketplace'
import { issuesTokens, type Market } from '#markets'
import { openSettings } from '#settings'
import { openNotices, openSend, openWebhooks } from '#webhooks'
import type { BankRooms, OpenBankFile, Setting, TrafficRooms } from './bancada.ts'
import { peopleOf } from './people.ts'
import { keptSecret } from './secrets.ts'
import { openServiceRecord } from './service.ts'
import { sharingBy } from './sharing.ts'

/** Who provisions applications: the Discovery Agent, or the Marketplace itself where the gateway registers them. */
const THROUGH_AGENT: Way = { arrow: 3, from: 'discovery', to: 'identity', operation: 'register client' }
const THROUGH_GATEWAY: Way = { arrow: 2, from: 'marketplace', to: 'gateway', operation: 'register recipient' }

/** Opens the rooms over a bank.db, each with what it needs in its argument. `log` is theirs alone. */
export async function openRooms(
  { folder, markets, books, urls, exchanges, tables, directoryHost }: Setting,
  { db, world }: OpenBankFile,
  { journey, analytics }: TrafficRooms,
  log: Log,
): Promise<BankRooms> {
  const marketOf = (id: string): Market => {
    const market = markets.find((candidate) => candidate.id === id)
    if (!market) throw problem('market-unknown', { market: id, known: markets.map((known) => known.id) })
    return market
  }
  const events = openEvents({
    ...{ db, world },
    onListenerError: (name, error) => log.error(`listener ${name}`, error),
  })
  const directory = await openDirectory({
    ...{ db, world, events, keysDir: folder.keysDir, baseUrl: `${urls.public}/directory` },
    addresses: directoryAddresses({ public: urls.public, mutual: urls.mutual, plain: urls.console }, directoryHost),
    profiles: Object.fromEntries(markets.map((market) => [market.id, market.trust])),
  })
  const bank = openBank({ db, world, events })
  for (const book of books(world.clock.now())) bank.seed(book)
  const consents = openConsents({
    ...{ db, world, events },
    lives: Object.fromEntries(markets.map((market) => [market.id, market.consent.life])),
  })
  const settings = openSettings({ db, events, markets })
  const people = peopleOf(bank, markets)
  const seal = openSeal(keptSecret(folder.secrets, 'seal', world.ids.token))
  const webhooks = openWebhooks({
    ...{ db, world, events, exchanges, seal, log },
    send: openSend({ caPem: () => directory.authority.certificatePem }),
    // Nothing is sent before the bank answers.
    sign: (market, body) => identity.signDetached(market, body),
  })
  const identity = await openIdentity({
    ...{ db, world, events, exchanges, consents, directory, markets, log },
    people,
    ...{ seal, notify: webhooks.owe, settingsOf: settings.of },
    // The marketplace opens later: it is asked when somebody looks.
    appNamed: (clientId) => marketplace.applicationOfClient(clientId)?.name,
    keysDir: folder.keysDir,
    addresses: { public: urls.public, mutual: urls.mutual, provider: urls.provider },
  })
  const discovery = openDiscovery({
    ...{ db, world, events, exchanges, directory, log },
    secrets: folder.secrets,
    register: openRegistrationCall({
      endpoint: (id) => identity.server(id).metadata().registration_endpoint,
      sendsStatement: (id) => !marketOf(id).registration.atGateway?.certificateIsEnough,
      metadata({ market, softwareId, notificationUri, metadata }, statement) {
        const { registration, security, trust } = marketOf(market)
        const notified = notificationUri === null ? undefined : registration.notification?.metadata(notificationUri)
        // No statement names it at the gateway.
        const named = registration.atGateway ? { client_name: directory.software(softwareId)?.name } : undefined
        const requested = { ...named, ...registration.requested, ...notified, ...metadata }
        return security.plain ? requested : { ...requested, jwks_uri: statement[trust.statementNames.keySet] }
      },
    }),
    hasKeys: (id) => !marketOf(id).security.plain,
    wayOf: (id) => (marketOf(id).registration.atGateway ? THROUGH_GATEWAY : THROUGH_AGENT),
    registrationOf: async (softwareId, metadata) => {
      const { market } = directory.software(softwareId) ?? {}
      return market === undefined ? undefined : identity.registrationOf(market, softwareId, metadata)
    },
  })
  const marketplace = openMarketplace({
    ...{ db, world, events, exchanges, directory, discovery },
    markets: markets
      .filter(issuesTokens)
      .map((market) => ({ ...market, recipientRoles: market.registration.recipientRoles })),
    addresses: (id) => {
      const { issuer } = identity.server(id)
      const { apiPath, apiListener = 'mutual' } = marketOf(id).addresses
      const metadataUrl = `${issuer}/.well-known/openid-configuration`
      return {
        ...{ issuer, metadataUrl, apiBase: urls[apiListener] + apiPath },
        participantsUrl: `${urls.public}/directory${marketOf(id).publication.path}`,
      }
    },
    testCustomers: (id) => bank.customers.demonstrationLogins(marketOf(id).book),
    usage: (clientId, period) => {
      journey.flush()
      events.flush()
      return analytics.readOverview({ ...period, clientId })
    },
  })
  const openLane = openOpenLane({ ...{ db, world, events, bank, markets }, accountsOf: people.accountsOf })
  const maintenance = openMaintenance({ db, world, events, markets })
  const service = openServiceRecord({
    ...{ service: analytics.service, maintenance, markets, now: world.clock.now },
    isWell: wellness(db),
  })
  const notices = openNotices({
    ...{ db, world, events, markets, owe: webhooks.owe, sharing: sharingBy(consents) },
    ...{ bank: () => directory.bank, home: urls.public },
  })
  const incidents = openIncidents({ db, world, events })
  const gateway = openGateway({
    ...{ world, log, exchanges, identity, directory, markets, tables, openLane, maintenance },
    settingsOf: settings.of,
    rooms: { bank, consents, service: service.record, notices, fraud: incidents },
    addresses: { public: urls.public, mutual: urls.mutual },
    applicationOf: marketplace.applicationOfSoftware,
  })
  events.listen(analytics.listener)
  events.listen(notices.listener)
  return {
    ...{ world, events, directory, bank, consents, identity, gateway, openLane, discovery, marketplace, webhooks },
    ...{ maintenance, service, settings, incidents, notices },
  }
}

/** Says whether a file of the bank can be read. */
function wellness(db: Database): () => boolean {
  const read = db.prepare('SELECT version FROM room_versions LIMIT 1')
  return () => {
    try {
      return read.get() !== undefined
    } catch {
      return false
    }
  }
}
