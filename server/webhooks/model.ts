/** waiting: owed, or between two attempts; delivered and failed are ends. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** A message that the bank owes an application at an address of the application's own. */
export type NewDelivery = {
  market: string
  clientId: string
  consentId: string | null
  /** What the exchange is called, and which of the market's arrows it is. */
  operation: string
  arrow: number | null
  url: string
  /** The bearer token that the application named for it; null for a message that the bank signs instead. */
  bearerToken: string | null
  /** The header that carries the bank's signature of the body; left out where a bearer token says who sends it. */
  signatureHeader?: string
  /** How long to wait after each attempt that fails, in ms; after the last one it has failed. Doubling where left out. */
  waitsMs?: readonly number[]
  /** JSON. */
  body: string
  /** Bank time after which the message is of no use to anybody. */
  until: number
}

/** A delivery as kept. Times are bank milliseconds. */
export type Delivery = Omit<NewDelivery, 'bearerToken' | 'signatureHeader' | 'waitsMs'> & {
  signatureHeader: string | null
  waitsMs: readonly number[] | null
  id: string
  state: DeliveryState
  /** Attempts begun so far. */
  attempts: number
  /** What ended it, or went wrong last: a status, or the code of a fault on the way. */
  lastAnswer: string | null
  /** When the next attempt is due; null once ended. */
  dueAt: number | null
  createdAt: number
}

/** How an attempt came out: accepted, refused for good, or worth another try. */
export type Outcome = { kind: 'delivered' | 'refused' | 'unreached'; answer: string }
