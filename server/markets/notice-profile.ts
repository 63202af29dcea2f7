import type { BankEvent } from '#kernel'
import type { Institution } from './institution.ts'

/** Something that happened, as a market tells those who subscribed. Its topics and words are the market's. */
export type Notice = {
  /** The topic it is of. */
  topic: string
  /** Others whose subscribers get it too. */
  also: readonly string[]
  /** Whose it is: one application's, or everybody's (null). */
  clientId: string | null
  /** What the body is made from. */
  content: Readonly<Record<string, unknown>>
}

/** What a body is made with, beside the notice. `at` is bank time in ms. */
export type NoticeFacts = {
  id: string
  at: number
  /** The bank as the market knows it, and its own address, without a path. */
  institution: Institution & { homeUri: string }
  /** Where the paths of the market's APIs begin. */
  apiPath: string
  /** As the application described itself when it subscribed. */
  subscriber: unknown
}

/** How a market tells applications of what happened; left out where it does not. */
export type NoticeProfile = {
  /** How an event is told; undefined for what nobody is told of. */
  of(event: BankEvent): Notice | undefined
  /** Told of data that is new on an account that a consent shares; left out where nobody is told of that. */
  newData?(
    consent: { id: string; clientId: string; permissions: readonly string[] },
    accountId: string,
  ): Notice | undefined
  body(notice: Notice, facts: NoticeFacts): unknown
  /** The header that carries the bank's signature of the body: a JWS without its payload (RFC 7515, appendix F). */
  signatureHeader: string
  /** How long the bank waits after each attempt that failed, in ms; after the last one it gives up. */
  waitsMs: readonly number[]
}

/** An application's wish to be told. `effectiveFrom` is bank ms; null for at once. */
export type SubscriptionWish = {
  market: string
  clientId: string
  topic: string
  category: string
  callbackUrl: string
  subscriber: unknown
  effectiveFrom: number | null
}

export type Subscription = SubscriptionWish & { id: string; createdAt: number }

/** A message that was kept for an application; `seq` orders them. */
export type KeptNotice = { seq: number; body: unknown }

/** So many messages, the oldest first unless said otherwise; `after` is the `seq` of the last one of the page before. */
export type NoticePage = { limit: number; after?: number | undefined; newestFirst?: boolean | undefined }

/** The verbs behind a market's subscriptions and notifications. */
export type Notices = {
  /** Subscribes; in place of the application's earlier subscription to the topic. */
  subscribe(wish: SubscriptionWish): Subscription
  /** An application's own subscription; undefined where it has none of this id. */
  subscription(market: string, clientId: string, id: string): Subscription | undefined
  /** Whether there was anything to end. */
  unsubscribe(market: string, clientId: string, id: string): boolean
  /** Takes a message that an application publishes to its own subscriptions of a topic. Throws too-many-requests. */
  publish(market: string, clientId: string, message: { id: string; topic: string; body: unknown }): void
  /** A page of the messages kept for an application. */
  kept(market: string, clientId: string, page: NoticePage): KeptNotice[]
}
