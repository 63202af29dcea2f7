import type { Account, Bank } from '#bank'
import type { Consent, ConsentLife, Consents } from '#consent'
import type { Facts, JsonSchema } from '#kernel'
import type { Lane, LaneMark } from './lanes.ts'
import type { Rule } from './rule.ts'
import type { CertificateAttribute, TrustOrganisation, TrustProfile } from './trust-profile.ts'

/** A text in each language of the product. */
export type Words = { en: string; 'pt-BR': string }

/** A market: what differs from another market is here, as data and small pure functions, and nowhere else. */
export type Market = {
  id: string
  name: string
  currency: string
  /** Where its customers live: the zone dates are shown in. */
  timeZone: string
  /** Which of the core bank's books its gateway reads. */
  book: string
  addresses: AddressPlan
  trust: TrustProfile
  publication: Publication
  security: SecurityProfile
  registration: RegistrationProfile
  consent: ConsentProfile
  arrows: ArrowTable
  headers: HeaderNames
  /** The gateway steps of this market's routes, in the order they are asked; a route may have its own. */
  steps: readonly StepId[]
  /** Every rule that refuses in this market, by the id that enforcement names. */
  rules: Readonly<Record<string, Rule>>
  /** How each type of problem is answered. Types not listed are answered as `internal-error`. */
  problems: Readonly<Record<string, ProblemAnswer>>
  envelope: Envelope
  apis: readonly Api[]
  /** A program for a data recipient that runs beside its credential files (`client.mjs`); left out where there is none. */
  exampleClient?: (facts: ExampleFacts) => string
  /** Commands for a shell, to be run beside the same files (`curl.sh`); left out where there are none. */
  exampleCommands?: (facts: ExampleFacts) => string
  /** The ways in beside the certified one; none where left out. */
  lanes?: readonly Lane[]
  /** Set where this is one of those ways (see `withLanes`); a market as declared is its own certified lane. */
  lane?: LaneMark
}

/** What an example program is made from: one application's own ids and addresses. */
export type ExampleFacts = {
  name: string
  clientId: string
  issuer: string
  metadataUrl: string
  participantsUrl: string
  redirectUri: string
  /** Where the paths of the APIs begin, without a slash at the end. */
  apiBase: string
  /** Empty where applications have no keys. */
  signingKeyId: string
  /** Empty where applications have keys instead. */
  clientSecret: string
  /** Somebody to try it with. */
  customer: { login: string; password: string; document: string } | undefined
}

/** Where a market's addresses live. Paths start with a slash; the listener says which port serves them. */
export type AddressPlan = {
  issuerPath: string
  issuerListener: 'public' | 'mutual'
  /** Every path of the market's resource APIs starts with this. */
  apiPath: string
  /** Where the APIs say they are; the mutual-TLS listener where left out. */
  apiListener?: 'public' | 'mutual'
}

/** How a market tells the world who takes part in it, and at what addresses. */
export type Publication = {
  /** Below the directory's address, beginning with a slash. */
  path: string
  /** The document served there as JSON. */
  document(facts: PublishedFacts): unknown
}

export type PublishedFacts = {
  bank: Participant
  /** Whoever enrolled and holds a role of this market, oldest first. */
  recipients: readonly Participant[]
  issuer: string
  metadataUrl: string
  /** The gateway's two addresses and the directory's, without a slash at the end. */
  addresses: { public: string; mutual: string; directory: string }
  apis: readonly Api[]
  /** A UUID-shaped id that is the same at every start: made from the bank's own and a name. */
  idOf(name: string): string
}

/** An organisation with its roles in this market. `createdAt` is bank time. */
export type Participant = TrustOrganisation & { createdAt: number }

/** The headers of a market's APIs, in lower case. */
export type HeaderNames = {
  /** Names a call: a caller's UUID is sent back, else one is made. */
  interactionId: string
  /** Sent with every answer of an API, with its full version; left out where the market has none. */
  apiVersion?: string
  /** Others that a reader of the records wants to see. */
  recorded: readonly string[]
}

/** The rules the gateway knows. Which of them a route asks, and in what order, is the market's to say. */
export type StepId =
  | 'certificate-shown'
  | 'token-sent'
  | 'token-active'
  | 'token-bound'
  | 'interaction-id-sent'
  | 'token-kind'
  | 'token-scope'
  | 'consent-active'
  | 'consent-permission'
  | 'customer-chosen'
  | 'consent-not-held'
  | 'accept-served'
  | 'body-typed'
  | 'parameters-valid'
  | 'body-valid'

/** One answer to a type of problem: the market's status, code and words. */
export type ProblemAnswer = {
  status: number
  code: string
  title: string
  /** Says what was wrong and what would be right, from the problem's facts. */
  detail: (facts: Facts) => string
  headers?: Readonly<Record<string, string>>
}

/** What the authorization server of a market is, as data. Times are seconds. */
export type SecurityProfile = {
  scopes: readonly string[]
  /** Scopes an app may get without an account holder. */
  clientScopes: readonly string[]
  /** Scopes an app may get with an account holder's consent. */
  customerScopes: readonly string[]
  responseTypes: readonly string[]
  responseModes: readonly string[]
  grantTypes: readonly string[]
  acrValues: readonly string[]
  /** The level a password login reaches. */
  passwordAcr: string
  /** The level that a login with a one-time code besides reaches; the same where the market knows one level only. */
  secondFactorAcr: string
  signingAlg: string
  /** How id_tokens are encrypted for the client; null where the market only signs. */
  encryption: { alg: string; enc: string } | null
  clientAuthMethods: readonly string[]
  /** Whether clients from before may authenticate by their certificate's subject; never announced, off unless set. */
  legacyClients?: boolean
  /** Whom a client assertion may be for: left out, the issuer or the address called; else the issuer alone. */
  assertionAudience?: 'issuer'
  accessTokenSeconds: number
  authorizationCodeSeconds: number
  pushedRequestSeconds: number
  requestObjectMaxSeconds: number
  interactionSeconds: number
  claims: readonly string[]
  /** Authorization without a browser (CIBA); left out where the market has none. */
  backchannel?: BackchannelProfile
  /** TLS 1.2 suites beside TLS 1.3's own. */
  tls12Ciphers: readonly string[]
  /** OAuth 2.0 with PKCE alone: no client certificates, no signed or pushed requests, no bound tokens. */
  plain?: true
}

/** How apps ask account holders on a device of the bank's (CIBA): signed requests whose hint names the consent. */
export type BackchannelProfile = {
  /** How an app learns of the answer. */
  deliveryModes: readonly ('poll' | 'ping')[]
  /** How long a request waits for its account holder, in seconds. */
  requestSeconds: number
  /** Whether an app may ask for a shorter wait. */
  honoursRequestedExpiry: boolean
  /** How often an app may ask for its tokens, in seconds. */
  pollSeconds: number
  /** The life of id_tokens that come of such a request, in seconds. */
  idTokenSeconds: number
}

/** The rules of dynamic registration, pure: facts in, client metadata out. */
export type RegistrationProfile = {
  /**
   * Returns the metadata to register; software_id, organisation_id and organisation_name must be among it, for the
   * server's own use. Throws registration problems
   * (registration-metadata-invalid, registration-redirect-invalid, statement-unapproved, statement-mismatch…).
   */
  check(input: RegistrationInput): Record<string, unknown>
  /** Whether a subject as a client registered it names a certificate's; left out where no market rule says how. */
  namesSubject?(written: string, subject: readonly CertificateAttribute[]): boolean
  /** Why a redirect URI can't be registered, and an address that could; undefined when it can. */
  redirectFault(uri: string): { reason: string; instead?: string } | undefined
  /** How a client is registered that is notified of answers at an address of its own; left out where none is. */
  notification?: {
    /** Why an address can't be notified; undefined when it can. */
    fault(uri: string): string | undefined
    metadata(uri: string): Readonly<Record<string, unknown>>
  }
  /** The roles a data recipient gets unless it asks for others. */
  recipientRoles: readonly string[]
  /** Members beyond the protocol's own that are kept and shown in answers. */
  extraMetadata: readonly string[]
  /** The metadata the Discovery Agent asks for, beside redirect URIs, key set and statement. */
  requested: Readonly<Record<string, unknown>>
}

export type RegistrationInput = {
  body: Readonly<Record<string, unknown>>
  statement: Readonly<Record<string, unknown>>
  certificate: {
    softwareId: string | undefined
    organisationId: string | undefined
    subject: readonly CertificateAttribute[]
  }
  /** Whether clients may authenticate by their certificate's subject. */
  legacyClients: boolean
  /** Use values ('sig', 'enc') of the keys in the statement's key set. */
  keyUses: readonly string[]
}

export type ConsentProfile = {
  life: ConsentLife
  /** `consent:` — the dynamic scope that names a consent in a request. */
  scopePrefix: string
  /** What the consent page says is shared, grouped for a reader. */
  describe(permissions: readonly string[]): SharedData[]
  /** What else the account holder should know before confirming. */
  notes(permissions: readonly string[]): Words[]
  /** Permissions whose data the account holder picks account by account. */
  needsAccounts(permissions: readonly string[]): boolean
  /** The scopes a consent's token carries. */
  scopesFor(permissions: readonly string[]): readonly string[]
  /** What can be asked for, in the groups that a data recipient asks in. */
  groups: readonly PermissionGroup[]
  /**
   * A consent as the market's API would lodge it: what is granted of what is asked, and until when (bank ms).
   * Throws what that API refuses.
   */
  draft(wish: ConsentWish): { id: string; permissions: readonly string[]; expiresAt: number | null }
  /** How an account is called on the consent page: its kind, and its number as customers know it. */
  account(account: Account): { label: Words; number: string }
  /** Who ends a consent for which reason when the bank itself ends it; left out where a bank may not. */
  bankEnding?: { by: string; reason: string; clause: string }
  /** What the documents of people and companies are called. */
  words: Readonly<Record<'personDocument' | 'companyDocument', Words>>
}

/** Permissions that go together; `holder` where they are only about a person or only about a company. */
export type PermissionGroup = {
  id: string
  title: Words
  permissions: readonly string[]
  holder?: 'person' | 'company'
}

/** What is asked of a consent; `expires` as the market's API writes it. `now` is bank ms. */
export type ConsentWish = {
  permissions: readonly string[]
  companyDocument: string | null
  expires: string | undefined
  now: number
  newId: () => string
}

export type SharedData = { title: Words; items: Words[] }

/** Which of the house's arrows each operation of this market is, and what the market calls the arrows. */
export type ArrowTable = {
  titles: Readonly<Record<number, Words>>
  /** Operation name → arrow number. */
  operations: Readonly<Record<string, number>>
  /** What stands behind an arrow in the market's documents. */
  clauses?: Readonly<Record<number, string>>
}

export type Envelope = {
  /** What bodies are, both ways: JSON in UTF-8 under this media type. */
  mediaType: string
  /** The Content-Type of answers. */
  contentType: string
  /** A success body. */
  success(answer: Answer, facts: AnswerFacts): unknown
  /** An error body, of the API that was called where the address is one's. */
  error(answer: ProblemAnswer, facts: Facts, at: number, api: Api | undefined): unknown
}

export type AnswerFacts = {
  /** The address of this request, as the outside world writes it. */
  selfUrl: string
  /** Bank time, ms. */
  at: number
}

/** What an operation answers before the market wraps it. */
export type Answer = {
  status: number
  data?: unknown
  /** Extra links beside `self`, as query strings of the same address. */
  links?: Readonly<Record<string, string>>
  /** Totals of a list, where the standard gives them. */
  totals?: { records: number; pages: number }
  /** `links` and `meta` are left out. */
  bare?: true
  /** The consent an app's own call was about: ties the call to the consent's journey. */
  consentId?: string
}

/** A family of routes with one version. */
export type Api = {
  id: string
  /** The full version. */
  version: string
  basePath: string
  /** The name under which the participants list publishes it. */
  family: string
  familyVersion: string
  /** Shared schemas for `$ref: '#/components/schemas/…'`. */
  components: Readonly<Record<string, JsonSchema>>
  /** Its document demands a list's totals of an error too. */
  errorTotals?: true
  routes: readonly Route[]
}

/** One operation of a market's API, as data. */
export type Route = {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Under the API's base path, with `:name` parameters. */
  path: string
  /** Who must be behind the token: the app alone, or an account holder's consent. */
  token: 'client' | 'customer'
  /** May name parameters of the path in braces: `consent:{consentId}`. */
  scope: string
  /** Any of these permissions of the consent opens the route. */
  permissions: readonly string[]
  /** The steps this route asks instead of the market's. */
  steps?: readonly StepId[]
  /** Given where the operation tells in its own way of a consent that the bank holds back; else it is refused. */
  whileHeld?: 'answered'
  arrow: number
  to: 'bank' | 'consent'
  parameters: readonly Parameter[]
  body?: JsonSchema
  responses: Readonly<Record<number, JsonSchema | null>>
  act(rooms: Rooms, input: RouteInput): unknown
  map(result: never, input: RouteInput): Answer
}

export type Parameter = {
  name: string
  in: 'header' | 'query' | 'path'
  required: boolean
  schema: JsonSchema
}

/** The verbs a route may call. */
export type Rooms = { bank: Bank; consents: Consents }

export type RouteInput = {
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  body: unknown
  market: Market
  clientId: string
  /** The consent of the token, on routes behind an account holder's consent. */
  consent: Consent | undefined
  /** A header of the request, by its name in lower case. */
  header(name: string): string | undefined
  /** Bank time, ms. */
  now: number
  /** A fresh unguessable UUID. */
  newId(): string
  /** Seals and opens paging keys, so that an app can't make its own. */
  pageKeys: PageKeys
  /** The registration number of the bank that answers. */
  institutionDocument: string
}

/** Opaque paging keys: sealed by this install, with a life of their own. */
export type PageKeys = {
  seal(value: unknown): string
  /** The value, or undefined for a key that is foreign, broken or too old. */
  open(key: string): unknown
}

/** Declares a route with its result's type, so that `act` and `map` agree. */
export function route<Result>(
  definition: Omit<Route, 'act' | 'map'> & {
    act(rooms: Rooms, input: RouteInput): Result
    map(result: Result, input: RouteInput): Answer
  },
): Route {
  return definition as unknown as Route
}
