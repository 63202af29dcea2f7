import type { Bank } from '#bank'
import type { Consent, ConsentLife, Consents } from '#consent'
import type { Facts, JsonSchema } from '#kernel'
import type { TrustProfile } from './trust-profile.ts'

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
  security: SecurityProfile
  registration: RegistrationProfile
  consent: ConsentProfile
  arrows: ArrowTable
  /** The clause behind each gateway step, and what would put a refusal right. */
  clauses: Readonly<Record<string, Clause>>
  /** How each type of problem is answered. Types not listed are answered as `internal-error`. */
  problems: Readonly<Record<string, ProblemAnswer>>
  envelope: Envelope
  apis: readonly Api[]
}

/** Where a market's addresses live. Paths start with a slash; the listener says which port serves them. */
export type AddressPlan = {
  issuerPath: string
  issuerListener: 'public' | 'mutual'
  /** Every path of the market's resource APIs starts with this. */
  apiPath: string
}

export type Clause = { clause: string; fix: string }

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
  signingAlg: string
  encryption: { alg: string; enc: string }
  clientAuthMethods: readonly string[]
  accessTokenSeconds: number
  authorizationCodeSeconds: number
  pushedRequestSeconds: number
  requestObjectMaxSeconds: number
  interactionSeconds: number
  claims: readonly string[]
  /** TLS 1.2 suites beside TLS 1.3's own. */
  tls12Ciphers: readonly string[]
}

/** The rules of dynamic registration, pure: facts in, client metadata out. */
export type RegistrationProfile = {
  /**
   * Returns the metadata to register. Throws registration problems
   * (registration-metadata-invalid, registration-redirect-invalid, statement-unapproved, statement-mismatch…).
   */
  check(input: RegistrationInput): Record<string, unknown>
  /** Why a redirect URI can't be registered, and an address that could; undefined when it can. */
  redirectFault(uri: string): { reason: string; instead?: string } | undefined
  /** The roles a data recipient gets unless it asks for others. */
  recipientRoles: readonly string[]
  /** The metadata the Discovery Agent asks for. */
  requested: Readonly<Record<string, unknown>>
}

export type RegistrationInput = {
  body: Readonly<Record<string, unknown>>
  statement: Readonly<Record<string, unknown>>
  certificate: { softwareId: string | undefined; organisationId: string | undefined }
  /** Use values ('sig', 'enc') of the keys in the statement's key set. */
  keyUses: readonly string[]
}

export type ConsentProfile = {
  life: ConsentLife
  /** `consent:` — the dynamic scope that names a consent in a request. */
  scopePrefix: string
  /** What the consent page says is shared, grouped for a reader. */
  describe(permissions: readonly string[]): SharedData[]
  /** Permissions whose data the account holder picks account by account. */
  needsAccounts(permissions: readonly string[]): boolean
  /** The scopes a consent's token carries. */
  scopesFor(permissions: readonly string[]): readonly string[]
  /** Words of the market for the login and consent pages. */
  words: Readonly<Record<string, Words>>
}

export type SharedData = { title: Words; items: Words[] }

/** Which arrow each operation is, and the arrows' titles. */
export type ArrowTable = {
  titles: Readonly<Record<number, Words>>
  /** Operation name → arrow number. */
  operations: Readonly<Record<string, number>>
}

export type Envelope = {
  contentType: string
  /** A success body. */
  success(answer: Answer, facts: AnswerFacts): unknown
  /** An error body. */
  error(answer: ProblemAnswer, facts: Facts, at: number): unknown
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
}

/** A family of routes with one version. */
export type Api = {
  id: string
  /** The full version, sent as x-v. */
  version: string
  basePath: string
  /** The name under which the participants list publishes it. */
  family: string
  familyVersion: string
  /** Shared schemas for `$ref: '#/components/schemas/…'`. */
  components: Readonly<Record<string, JsonSchema>>
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
  scope: string
  /** Any of these permissions of the consent opens the route. */
  permissions: readonly string[]
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
