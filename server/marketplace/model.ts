import type { Credentials, Organisation } from '#directory'
import type { Facts, Origin } from '#kernel'
import type { Market, RegistrationDetails } from '#markets'

/** What the marketplace reads of a market. */
export type MarketplaceMarket = Pick<
  Market,
  'id' | 'name' | 'exampleClient' | 'exampleCommands' | 'exampleNotes' | 'lane'
> & {
  trust: Pick<Market['trust'], 'roles'>
  registration: Pick<Market['registration'], 'redirectFault' | 'notification' | 'atGateway' | 'form'>
  /** The roles an organisation gets that asks for none; all of the market's where not given. */
  recipientRoles?: readonly string[]
}

/** A person who builds applications for an organisation. The install's owner has no e-mail and can't sign in. */
export type Developer = {
  id: string
  organisationId: string
  name: string
  email: string | null
  /** Bank time in milliseconds. */
  createdAt: number
}

export type NewDeveloper = {
  organisation: { name: string; registrationNumber: string; roles?: readonly string[] | undefined }
  developer: { name: string; email: string; password: string }
}

export type NewApplication = {
  developerId: string
  market: string
  /** The lane of the market that the application is for; the certified one where left out. */
  lane?: string | undefined
  name: string
  redirectUris: readonly string[]
  /** Where it is notified that a request to the phone was answered; it polls where left out. */
  notificationUri?: string | undefined
  /** What its market asks besides, by the market's own fields. */
  details?: RegistrationDetails | undefined
  description?: string | undefined
  clientUri?: string | undefined
  logoUri?: string | undefined
  policyUri?: string | undefined
  tosUri?: string | undefined
  /** The same key with the same content gives the first application again. */
  idempotencyKey?: string | undefined
}

/** An application's row; where it stands is the agent's to tell. */
export type ApplicationRecord = {
  id: string
  developerId: string
  organisationId: string
  softwareId: string
  /** The market, in the certified lane; else the lane's own id, under which all of the application's is kept. */
  market: string
  name: string
  redirectUris: string[]
  createdAt: number
  /** One of a generated history has no keys and never had any. */
  origin: Origin
}

/** Whose applications a list shows; what is left out narrows nothing. `before` is the last of the page before. */
export type ApplicationFilter = { developerId?: string; origin?: Origin | undefined; before?: string }

export type ProvisioningState = 'waiting' | 'registering' | 'ready' | 'failed'

/** How far the agent is with an application. Times are bank time in milliseconds. */
export type Provisioning = {
  state: ProvisioningState
  attempts: number
  lastError: { type: string; facts: Facts } | null
  nextAttemptAt: number | null
  clientId: string | null
}

export type Application = ApplicationRecord & Provisioning & { lane: string }

/** What the marketplace asks of the part that provisions applications; main hands in the Discovery Agent. */
export type ProvisioningAgent = {
  /** Called inside the transaction that creates the application. */
  enqueue(job: {
    applicationId: string
    market: string
    softwareId: string
    redirectUris: readonly string[]
    notificationUri: string | null
    metadata: Readonly<Record<string, unknown>>
  }): void
  job(applicationId: string): Provisioning | undefined
  jobOfClient(clientId: string): { applicationId: string } | undefined
  clientSecret?(applicationId: string): string | undefined
  onEnd(applicationId: string, tell: (job: Provisioning) => void): () => void
}

/** Where an application finds its market. */
export type MarketAddresses = { issuer: string; metadataUrl: string; participantsUrl: string; apiBase: string }

/** What every application's pack holds. */
export type PackFacts = HolderFacts & { applicationId: string; clientId: string }

/** What is known of a software before it is registered, too. */
export type HolderFacts = MarketAddresses & {
  name: string
  market: string
  lane: string
  softwareId: string
  organisationId: string
  redirectUris: string[]
  caPem: string
  /** Files to save, by name; `environment` names them. */
  files: Record<string, string>
  /** An environment file. */
  environment: string
  /** A program that runs beside the files; null where the market has none. */
  example: { name: string; text: string } | null
  /** Invented customers to try the application with. */
  testCustomers: TestCustomer[]
}

/** Everything a developer needs to build and run an application that has keys. Holds private keys. */
export type CredentialPack = PackFacts & Pick<Credentials, 'transport' | 'signing' | 'encryption'>

/** The same of a software that registers itself, with a fresh statement among its files. Holds private keys. */
export type SoftwarePack = HolderFacts & Pick<Credentials, 'transport' | 'signing' | 'encryption'>

/** The same of an application that has a secret in the place of keys. */
export type SecretPack = PackFacts & { clientSecret: string }

export type Pack = CredentialPack | SecretPack

/** A customer of the simulated bank whose password is no secret. */
export type TestCustomer = { name: string; login: string; password: string; document: string }

/** Who is signed in, until when, and what time it is there: bank time. */
export type DeveloperSession = { developer: Developer; organisation: Organisation; endsAt: number; now: number }

/** A stretch of bank time in milliseconds; what is left out is analytics' to choose. */
export type Period = { from?: number | undefined; to?: number | undefined }

/** Software whose developer's files name addresses that the bank no longer has. */
export type Unpaired = {
  softwareId: string
  market: string
  name: string
  /** Null for one that registers itself. */
  applicationId: string | null
}
