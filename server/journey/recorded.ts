import type { Exchange, Origin, Part, TrafficRecord } from '#kernel'
import type { Actor } from '#markets'

/** A journey is one application's registration, or one consent. */
export const JOURNEY_KINDS = ['registration', 'consent'] as const
export type JourneyKind = (typeof JOURNEY_KINDS)[number]

/** Why something was refused, in short: the problem's type and the rule that raised it. */
export type ProblemSummary = { type: string; rule: string | null }

/** A journey as lists show it. Times are bank milliseconds. */
export type JourneySummary = {
  id: string
  kind: JourneyKind
  market: string | null
  applicationId: string | null
  consentId: string | null
  clientId: string | null
  startedAt: number
  lastAt: number
  /** How many exchanges were ever recorded for it; old ones may have been trimmed since. */
  exchanges: number
  /** The market's arrows it has reached, in ascending order. */
  arrows: number[]
  lastProblem: ProblemSummary | null
  origin: Origin
}

/** One recorded exchange without its messages. */
export type ExchangeSummary = {
  id: string
  parent: string | null
  journeyId: string | null
  arrow: number | null
  from: Part
  to: Part
  operation: string
  kind: Exchange['kind']
  /** When it began, bank milliseconds. */
  at: number
  durationMs: number
  /** The HTTP status; null for an operation called in process, or where no answer was sent. */
  status: number | null
  problem: ProblemSummary | null
  origin: Origin
}

/** An exchange in its journey's order; `depth` counts the exchanges in whose course it happened. */
export type Step = ExchangeSummary & { depth: number }

/** A journey with its steps; `next` continues a journey of more steps than one page. */
export type JourneyDetail = { journey: JourneySummary; steps: Step[]; next: number | null }

/** A page of a list, newest first; `next` is the `before` of the page after it. */
export type JourneyPage = { journeys: JourneySummary[]; next: number | null }
export type ExchangePage = { exchanges: ExchangeSummary[]; next: number | null }

/** An exchange as the request log shows it; method and address are null for a call in process and for generated ones. */
export type LoggedExchange = ExchangeSummary & {
  market: string | null
  applicationId: string | null
  clientId: string | null
  consentId: string | null
  interactionId: string | null
  /** Who is behind the call, where it says so. */
  actor: Actor | null
  method: string | null
  url: string | null
}

/**
 * A page of the request log, newest first. A search looks at so many exchanges at a time: a page may be short, or even
 * empty, while `next` still leads further back.
 */
export type LogPage = { exchanges: LoggedExchange[]; next: number | null }

/**
 * What went along one arrow since the hour of a moment, what was refused since the moment itself, and the last refusal
 * that is still kept. Times are bank milliseconds.
 */
export type ArrowTraffic = {
  arrow: number
  count: number
  refused: number
  lastAt: number | null
  /** How many of `count` the generator of history made up. */
  generated: number
  lastRefusal: {
    exchangeId: string
    at: number
    operation: string
    type: string
    rule: string | null
    origin: Origin
  } | null
}

/** A message as kept: redacted, and cut where it was long. */
export type RecordedMessage = {
  method?: string
  url?: string
  status?: number
  headers?: Record<string, string>
  body?: unknown
  /** Given where the body was cut: its full size and the SHA-256 (base64url) of all of it. */
  cut?: { bytes: number; sha256: string }
}

/** A JWT found in a message, without its signature; of an encrypted one only the header can be read. */
export type DecodedJwt = {
  /** Where it was, as a path: `request.body.client_assertion`. */
  where: string
  header: unknown
  payload?: unknown
  encrypted?: true
}

/** What a transport certificate says. Times are milliseconds since the Unix epoch, in wire time. */
export type CertificateFacts = {
  /** SHA-256 of the DER, base64url: the `x5t#S256` that certificate-bound tokens carry. */
  thumbprint: string
  subject: { name: string; value: string }[]
  issuer: { name: string; value: string }[]
  serialNumber: string
  validFrom: number
  validTo: number
  alternativeNames: string[]
}

/** The whole of a recorded exchange. */
export type RecordedExchange = ExchangeSummary & {
  market: string | null
  applicationId: string | null
  clientId: string | null
  consentId: string | null
  grantId: string | null
  interactionId: string | null
  /** False once its messages were trimmed: only the record is left then. */
  messagesKept: boolean
  request: RecordedMessage | null
  response: RecordedMessage | null
  decoded: DecodedJwt[]
  certificate: CertificateFacts | null
  /** The refusal with its facts, redacted. */
  refusal: { type: string; rule: string | null; facts: unknown } | null
}

/** What the writer tells of each exchange that it kept. */
export type WrittenRecord = TrafficRecord

/** What a live subscriber is told after each write: the exchanges written, and the journeys they changed. */
export type JourneyNews = { type: 'journeys'; journeys: JourneySummary[]; exchanges: NewExchange[] }

/** An exchange as it happens, with its market; null where it is no market's. */
export type NewExchange = ExchangeSummary & { market: string | null }
