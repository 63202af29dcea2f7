import type { Bank } from '#bank'
import type { Consent, Consents } from '#consent'
import type { JsonSchema } from '#kernel'
import type { Answer } from './envelope.ts'
import type { FraudDesk } from './fraud-desk.ts'
import type { Institution } from './institution.ts'
import type { Market } from './market.ts'
import type { Notices } from './notice-profile.ts'
import type { PublishedFacts } from './publication.ts'
import type { ServiceRecord } from './service-profile.ts'
import type { SettingValues } from './settings-profile.ts'

/** A family of routes with one version. */
export type Api = {
  id: string
  /** The full version. */
  version: string
  basePath: string
  /** Other base paths at which the same operations answer; answers keep the spelling that was called. */
  aliases?: readonly string[]
  /** The name under which the participants list publishes it. */
  family: string
  familyVersion: string
  /** Codes of errors that this API's documents write in another way than the market's others. */
  codes?: Readonly<Record<string, string>>
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
  /** Who must be behind the token: the app alone, an account holder's consent, or either. */
  token: 'client' | 'customer' | 'either'
  /** May name parameters of the path in braces: `consent:{consentId}`. Of several, any one opens the route; none: any token. */
  scope: string | readonly string[]
  /** Any of these permissions of the consent opens the route. */
  permissions: readonly string[]
  /** The steps this route asks instead of the market's. */
  steps?: readonly StepId[]
  /** Given where the operation tells in its own way of a consent that the bank holds back; else it is refused. */
  whileHeld?: 'answered'
  /** Null for what belongs to no journey. */
  arrow: number | null
  to: 'bank' | 'consent' | 'analytics' | 'gateway' | 'directory'
  parameters: readonly Parameter[]
  body?: JsonSchema
  /** Media types of documents that it takes in the place of that body. */
  consumes?: readonly string[]
  responses: Readonly<Record<number, JsonSchema | null>>
  /** Given where `act` waits for what is read off the main thread; all others answer at once. */
  waits?: true
  /** The media types it answers with, the one for callers who don't care first; the market's own where left out. */
  produces?: readonly string[]
  /** What the operation comes to; a promise of it where it waits. */
  act(rooms: Rooms, input: RouteInput): unknown
  map(result: never, input: RouteInput): Answer
}

/** The rules the gateway knows. Which of them a route asks, and in what order, is the market's to say. */
export type StepId =
  | 'no-maintenance'
  | 'certificate-shown'
  | 'token-sent'
  | 'token-active'
  | 'token-bound'
  | 'interaction-id-sent'
  | 'interaction-id-formed'
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

export type Parameter = {
  name: string
  in: 'header' | 'query' | 'path'
  required: boolean
  schema: JsonSchema
}

/** The verbs a route may call. */
export type Rooms = {
  bank: Bank
  consents: Consents
  service: ServiceRecord
  notices: Notices
  fraud: FraudDesk
  registry: Registry
}

/** Who takes part in a market: its registered clients, and what its publication is written from. */
export type Registry = {
  /** Clients by their ids, each with what it registered. */
  clients(market: string, page: ClientPage): RegisteredClient[]
  client(market: string, clientId: string): RegisteredClient | undefined
  countClients(market: string): number
  published(market: string): PublishedFacts
}

/** So many clients in the order of their ids, or against it; `after` is the id of the last one of the page before. */
export type ClientPage = { limit: number; after?: string | undefined; backwards?: boolean | undefined }

/** A client with the metadata it registered, and nothing that is a secret or the server's own. */
export type RegisteredClient = { clientId: string; metadata: Readonly<Record<string, unknown>> }

export type RouteInput = {
  /** The path as it was called, without its query. */
  path: string
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  body: unknown
  /** The document that was sent in the place of a body. */
  document: SentDocument | undefined
  market: Market
  /** What the operator set in this market. */
  settings: SettingValues
  clientId: string
  /** The scopes of the token. */
  scopes: readonly string[]
  /** Of the media types that the operation answers with, the one the caller wants. */
  mediaType: string
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
  /** 32 bytes that only this install can make of a text: the same for the same text. */
  sealOf(text: string): Uint8Array
  /** The bank that answers, as the market knows it, and where it is at home. */
  institution: Institution & { homeUri: string }
  /** What an application registered; undefined for one that is not registered (any more). */
  registrationOf(clientId: string): Readonly<Record<string, unknown>> | undefined
}

/** A document as it was sent: nobody has looked into it yet. */
export type SentDocument = { mediaType: string; bytes: Uint8Array }

/** Opaque paging keys: sealed by this install, with a life of their own. */
export type PageKeys = {
  seal(value: unknown): string
  /** The value, or undefined for a key that is foreign, broken or too old. */
  open(key: string): unknown
}

/** Declares a route with its result's type, so that `act` and `map` agree. */
export function route<Result>(
  definition: Omit<Route, 'act' | 'map' | 'waits'> & {
    act(rooms: Rooms, input: RouteInput): Result
    map(result: Result, input: RouteInput): Answer
  },
): Route {
  return definition as unknown as Route
}

/** The same for a route whose `act` promises its result. */
export function waitingRoute<Result>(
  definition: Omit<Route, 'act' | 'map' | 'waits'> & {
    act(rooms: Rooms, input: RouteInput): Promise<Result>
    map(result: Result, input: RouteInput): Answer
  },
): Route {
  return { ...definition, waits: true } as unknown as Route
}
