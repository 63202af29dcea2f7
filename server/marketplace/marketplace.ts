import type { Directory, Organisation } from '#directory'
import { type Database, type Events, type Exchanges, problem, type World } from '#kernel'
import { openApplications } from './applications.ts'
import { credentialPack, type PackSetting, secretPack, softwarePack } from './credential-pack.ts'
import { openDevelopers } from './developers.ts'
import { openHandedOut } from './handed-out.ts'
import type {
  Application,
  ApplicationFilter,
  CredentialPack,
  Developer,
  DeveloperSession,
  MarketAddresses,
  MarketplaceMarket,
  NewApplication,
  NewDeveloper,
  Pack,
  Period,
  ProvisioningAgent,
  SoftwarePack,
  TestCustomer,
  Unpaired,
} from './model.ts'

export type MarketplaceDeps = {
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  directory: Pick<
    Directory,
    | 'enrolOrganisation'
    | 'organisation'
    | 'createSoftware'
    | 'software'
    | 'issueCredentials'
    | 'softwareStatement'
    | 'credentials'
    | 'authority'
  >
  markets: readonly MarketplaceMarket[]
  discovery: ProvisioningAgent
  addresses: (marketId: string) => MarketAddresses
  /** What analytics knows of a client; may take its time. */
  usage: (clientId: string, period: Period) => unknown
  /** Invented customers of a market's bank whose passwords are no secret; none where left out. */
  testCustomers?: (marketId: string) => TestCustomer[]
}

export type Marketplace = {
  signUp(input: NewDeveloper): Promise<{ developer: Developer; organisation: Organisation; sessionToken: string }>
  signIn(input: { email: string; password: string }): Promise<{ developer: Developer; sessionToken: string }>
  developerOf(sessionToken: string): Developer | undefined
  /** Throws problem('session-ended') for a token that opens nothing. */
  session(sessionToken: string): DeveloperSession
  /** Moves the session's end to 12 hours from now. Throws problem('session-ended'). */
  renewSession(sessionToken: string): DeveloperSession
  /** Ends a session; one that has ended is none the worse. */
  signOut(sessionToken: string): void
  ownerDeveloper(): Developer
  createApplication(input: NewApplication): Promise<Application>
  application(id: string): Application | undefined
  applicationOfClient(clientId: string): Application | undefined
  /** The application that a software statement is for: ties a certificate's calls to it. */
  applicationOfSoftware(softwareId: string): Application | undefined
  applications(filter?: ApplicationFilter & { limit?: number }): Application[]
  /** Client ids of a developer's ready applications. */
  clientsOf(developerId: string): string[]
  /**
   * Throws problem('application-not-found'), before it is ready problem('application-not-ready'), and
   * problem('credentials-missing') when the application's key files are gone, problem('application-generated') for one of
   * a generated history.
   */
  credentials(applicationId: string): CredentialPack
  /** The same of any application: with keys, or with a secret where its lane has no keys. Throws as `credentials`. */
  pack(applicationId: string): Pack
  /**
   * What a software registers itself with: its keys, made if it has none yet, and a fresh statement. Throws
   * problem('software-not-found'), ('software-generated'), ('key-file-unreadable'), ('market-unknown').
   */
  softwarePack(softwareId: string): Promise<SoftwarePack>
  /**
   * What is to be paired again: whose files were collected while the bank had other addresses, and not since. Its own
   * sample app is told of a move and collects none.
   */
  unpaired(): Unpaired[]
  usage(applicationId: string, period?: Period): Promise<unknown>
  whenProvisioned(applicationId: string, options: { timeoutMs: number }): Promise<Application>
}

/**
 * Opens the marketplace: where organisations and developers enrol (arrow 1), applications are created and handed to
 * the part that provisions them (arrow 2), and developers collect what they need (arrow 4).
 */
export function openMarketplace(deps: MarketplaceDeps): Marketplace {
  const { directory, addresses } = deps
  const developers = openDevelopers(deps)
  const applications = openApplications({ ...deps, developers })
  const handedOut = openHandedOut(deps.db)

  function ready(applicationId: string): Application & { clientId: string } {
    const application = applications.find(applicationId)
    if (!application) throw problem('application-not-found', { applicationId })
    const { clientId, state, lastError } = application
    if (state !== 'ready' || clientId === null) {
      throw problem('application-not-ready', { applicationId, state, lastError })
    }
    return { ...application, clientId }
  }

  /** A ready application that somebody made. */
  function real(applicationId: string): Application & { clientId: string } {
    const application = ready(applicationId)
    if (application.origin === 'generated') throw problem('application-generated', { applicationId })
    return application
  }

  function keyed(application: Application & { clientId: string }): CredentialPack {
    const credentials = directory.credentials(application.softwareId)
    if (!credentials) throw problem('credentials-missing', { applicationId: application.id })
    return credentialPack(application, credentials, settingOf(application))
  }

  function packOf(application: Application & { clientId: string }): Pack {
    const clientSecret = deps.discovery.clientSecret?.(application.id)
    if (clientSecret === undefined) return keyed(application)
    const caPem = directory.authority.certificatePem
    return secretPack(application, { clientSecret, caPem }, settingOf(application))
  }

  /** From here on somebody has files with the addresses of now. */
  function noted({ softwareId, market }: Pick<Application, 'softwareId' | 'market'>): void {
    handedOut.note(softwareId, market, addresses(market).issuer)
  }

  function settingOf({ market }: Pick<Application, 'market'>): PackSetting {
    const found = deps.markets.find(({ id }) => id === market)
    if (!found) throw problem('market-unknown', { market, known: deps.markets.map(({ id }) => id) })
    return { market: found, addresses: addresses(market), testCustomers: deps.testCustomers?.(market) ?? [] }
  }

  function session({ developer, endsAt }: { developer: Developer; endsAt: number }): DeveloperSession {
    const organisation = directory.organisation(developer.organisationId) as Organisation
    return { developer, organisation, endsAt, now: deps.world.clock.now() }
  }

  return {
    async signUp(input) {
      const { developer, sessionToken } = await developers.signUp(input)
      return { developer, organisation: directory.organisation(developer.organisationId) as Organisation, sessionToken }
    },
    signIn: developers.signIn,
    developerOf: developers.ofSession,
    session: (sessionToken) => session(developers.session(sessionToken)),
    renewSession: (sessionToken) => session(developers.renewSession(sessionToken)),
    signOut: developers.signOut,
    ownerDeveloper: developers.owner,
    createApplication: applications.create,
    application: applications.find,
    applicationOfClient: applications.ofClient,
    applicationOfSoftware: applications.ofSoftware,
    applications: applications.list,
    clientsOf: applications.clientsOf,
    credentials: (applicationId) => keyed(real(applicationId)),
    pack(applicationId) {
      const application = real(applicationId)
      const pack = packOf(application)
      noted(application)
      return pack
    },
    async softwarePack(softwareId) {
      const software = directory.software(softwareId)
      if (!software) throw problem('software-not-found', { softwareId })
      const setting = settingOf(software)
      const credentials = await directory.issueCredentials(softwareId)
      const statement = await directory.softwareStatement(softwareId)
      noted(software)
      return softwarePack(software, { credentials, statement }, setting)
    },
    unpaired: () =>
      deps.markets
        .flatMap(({ id: market }) =>
          handedOut.namingOthers(market, addresses(market).issuer).flatMap((softwareId) => {
            const software = directory.software(softwareId)
            const applicationId = applications.ofSoftware(softwareId)?.id ?? null
            return software ? [{ softwareId, market, name: software.name, applicationId }] : []
          }),
        )
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    usage: async (applicationId, period = {}) => deps.usage(ready(applicationId).clientId, period),
    whenProvisioned: applications.whenProvisioned,
  }
}
