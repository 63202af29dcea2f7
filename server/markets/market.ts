import type { Part } from '#kernel'
import type { Api, StepId } from './api.ts'
import type { ConsentProfile } from './consent-profile.ts'
import type { Envelope, ProblemAnswer } from './envelope.ts'
import type { Institution } from './institution.ts'
import type { Lane, LaneMark } from './lanes.ts'
import type { NoticeProfile } from './notice-profile.ts'
import type { Portrait } from './portrait.ts'
import type { Publication } from './publication.ts'
import type { RegistrationProfile } from './registration-profile.ts'
import type { Rule } from './rule.ts'
import type { SecurityProfile } from './security-profile.ts'
import type { ServiceProfile } from './service-profile.ts'
import type { SettingsProfile } from './settings-profile.ts'
import type { TrustProfile } from './trust-profile.ts'
import type { Words } from './words.ts'

/** A market: what differs from another market is here, as data and small pure functions, and nowhere else. */
export type Market = {
  id: string
  name: string
  currency: string
  /** What its customers speak: the bank's pages are in it for whoever asks for no language that they have. */
  language: keyof Words
  /** Where its customers live: the zone dates are shown in. */
  timeZone: string
  /** Which of the core bank's books its gateway reads. */
  book: string
  /** The bank in this market, where it is another legal entity than the install's own. */
  institution?: Institution
  addresses: AddressPlan
  trust: TrustProfile
  publication: Publication
  security: SecurityProfile
  /** Where a setting chooses the security profile: it, and the profile for each of its values. */
  securityChoices?: { setting: string; profiles: Readonly<Record<string, SecurityProfile>> }
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
  /** What the operator may set; nothing where left out. */
  settings?: SettingsProfile
  apis: readonly Api[]
  /** How applications are told of what happened; left out where they are not. */
  notices?: NoticeProfile
  /** How it would tell an account, to be laid beside another market; left out where it can't. */
  portrait?: Portrait
  /** What is asked of the bank's service; the bank's own wishes where left out. */
  service?: ServiceProfile
  /** A program for a data recipient that runs beside its credential files (`client.mjs`); left out where there is none. */
  exampleClient?: (facts: ExampleFacts) => string
  /** Commands for a shell, to be run beside the same files (`curl.sh`); left out where there are none. */
  exampleCommands?: (facts: ExampleFacts) => string
  /** What lies in an application's folder (`README.md`); left out where nothing is said of it. */
  exampleNotes?: (facts: ExampleFacts) => string
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
  /** Where all versions of the APIs would be, `apiPath` one of them; what else is asked for below it is refused in the market's words. */
  versionsPath?: string
  /** Where the APIs say they are; the mutual-TLS listener where left out. */
  apiListener?: 'public' | 'mutual'
}

/** Who is behind a call: the customer, who waits for its answer, or nobody, since it is one of many. */
export type Actor = 'user' | 'batch'

/** The headers of a market's APIs, in lower case. */
export type HeaderNames = {
  /** Names a call: a caller's UUID is sent back, else one is made. */
  interactionId: string
  /** Sent with every answer of an API, with its full version; left out where the market has none. */
  apiVersion?: string
  /** Tells who is behind a call: its name, and what its values mean; left out where calls don't say. */
  actor?: { name: string; values: Readonly<Record<string, Actor>> }
  /** Others that a reader of the records wants to see. */
  recorded: readonly string[]
}

/** Which of the house's arrows each operation of this market is, and what the market calls the arrows. */
export type ArrowTable = {
  titles: Readonly<Record<number, Words>>
  /** Operation name → arrow number. */
  operations: Readonly<Record<string, number>>
  /** What stands behind an arrow in the market's documents. */
  clauses?: Readonly<Record<number, Words>>
  /** Between which parts an arrow is, where the market has it elsewhere than the house's picture. */
  ways?: Readonly<Record<number, { from: Part; to: Part }>>
}
