import {
  backOffMs,
  type Database,
  type Events,
  type Exchanges,
  type Log,
  openWorkLoop,
  problem,
  type Seal,
  type World,
} from '#kernel'
import type { Delivery, DeliveryState, NewDelivery, Outcome } from './model.ts'
import type { Send } from './send.ts'
import { deliveryStore, type OwedDelivery } from './store.ts'

/** Attempts under way at once. */
const AT_ONCE = 8
const PAGE_LIMIT = 100

export type WebhookDeps = {
  db: Database
  world: World
  events: Events
  exchanges: Exchanges
  seal: Seal
  send: Send
  /** The bank's signature of a body, by the key of a market's server: a JWS without its payload (RFC 7515, appendix F). */
  sign: (market: string, body: string) => Promise<string>
  log: Log
}

export type DeliveryPage = { deliveries: (Delivery & { seq: number })[]; next: number | null }

export type Webhooks = {
  /** Owes an application a message; call it inside the transaction of what the message tells of. */
  owe(delivery: NewDelivery): void
  /** Begins to deliver; whatever is owed, also what a kill cut off, is taken up at once. */
  start(): void
  /** Ends work: an attempt under way is dropped and taken up at the next start. */
  stop(): Promise<void>
  /** What was owed about a consent, newest first. */
  ofConsent(consentId: string): Delivery[]
  /** Deliveries, the newest first; `before` is the `seq` of the last of the page before. */
  page(filter: { state?: DeliveryState | undefined; before?: number | undefined; limit: number }): DeliveryPage
  /**
   * Lets a delivery that failed be tried again, as if it were new. Throws delivery-not-found, and delivery-over for one
   * that has not failed or whose token is gone.
   */
  again(id: string): Delivery
  /** Looks for due deliveries now instead of at the next look. */
  wake(): void
  /** Resolves when no attempt is under way and none is due. */
  idle(): Promise<void>
}

/**
 * Opens the deliveries that the bank owes to applications: each is sent at least once, again and again after faults that
 * pass (1 s doubling to 5 min, or as long and as often as the message says) until it is of no use, and never again after
 * an answer that was meant.
 */
export function openWebhooks({ db, world, events, exchanges, seal, send, sign, log }: WebhookDeps): Webhooks {
  const store = deliveryStore(db)
  const loop = openWorkLoop<OwedDelivery>({
    ...{ world, log, atOnce: AT_ONCE, unended: store.owed, work: attempt },
    idOf: ({ id }) => id,
    dueAt: (delivery) => delivery.dueAt,
    complaint: 'a delivery could not be recorded',
  })

  async function attempt(delivery: OwedDelivery, signal: AbortSignal): Promise<void> {
    if (delivery.until <= world.clock.now()) return end(delivery, 'failed', delivery.lastAnswer ?? 'too late')
    if (!store.begin(delivery.id, delivery.attempts)) return
    const credentials = await credentialsOf(delivery)
    // The keys folder was changed by hand: nobody can say any more what is owed.
    if (credentials === undefined) return end(delivery, 'failed', 'unsealable')
    const outcome = await sendOnce(delivery, credentials, signal)
    if (signal.aborted) return
    if (outcome.kind === 'delivered') return end(delivery, 'delivered', outcome.answer)
    if (outcome.kind === 'refused') return end(delivery, 'failed', outcome.answer)
    const { waitsMs, attempts } = delivery
    const waitMs = waitsMs === null ? backOffMs(attempts + 1, world.chance()) : waitsMs[attempts]
    if (waitMs === undefined) return end(delivery, 'failed', outcome.answer)
    loop.hold(delivery.id, waitMs)
    store.again(delivery.id, world.clock.now() + waitMs, outcome.answer)
  }

  /** The headers by which the application knows who sends; undefined where they can't be made any more. */
  async function credentialsOf(delivery: OwedDelivery): Promise<Record<string, string> | undefined> {
    const { signatureHeader, sealedToken, market, body } = delivery
    if (signatureHeader !== null) return { [signatureHeader]: await sign(market, body) }
    const bearerToken = sealedToken === null ? undefined : seal.open(sealedToken)
    return bearerToken === undefined ? undefined : { authorization: `Bearer ${bearerToken}` }
  }

  /** One attempt, recorded whether anybody was there or not. */
  function sendOnce(
    delivery: OwedDelivery,
    credentials: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { market, clientId, consentId, operation, arrow, url, body, signatureHeader } = delivery
    // What carries an application's own token is the authorization server's; what is signed is told at the APIs' door.
    const from = signatureHeader === null ? 'identity' : 'gateway'
    const headers = {
      ...credentials,
      'content-type': 'application/json',
      accept: 'application/json',
    }
    const ids = { market, clientId, ...(consentId === null ? {} : { consentId }) }
    const request = { method: 'POST', url, headers, body }
    return exchanges.pass({ arrow, from, to: 'app', operation, kind: 'http', request, ids }, async (exchange) => {
      const { kind, answer, status, headers: answered = {}, text } = await send({ url, headers, body, signal })
      if (status !== undefined) exchange.response = { status, headers: answered, body: text }
      if (kind !== 'delivered') {
        exchange.problem = { type: 'delivery-failed', rule: kind, facts: { answer, attempt: delivery.attempts + 1 } }
      }
      return { kind, answer }
    })
  }

  const end = db.transaction((delivery: OwedDelivery, state: 'delivered' | 'failed', answer: string): void => {
    loop.release(delivery.id)
    if (!store.end(delivery.id, state, answer)) return
    const { id, market, clientId, consentId, operation } = delivery
    events.record({ type: `delivery.${state}`, market, clientId, consentId, data: { id, operation, answer } })
  })

  return {
    owe({ bearerToken, signatureHeader = null, waitsMs = null, ...delivery }) {
      store.add({
        ...{ ...delivery, signatureHeader, waitsMs },
        id: world.ids.uuid(),
        sealedToken: bearerToken === null ? null : seal.seal(bearerToken),
        createdAt: world.clock.now(),
      })
      loop.soon()
    },
    start: loop.start,
    stop: loop.stop,
    ofConsent: (consentId) => store.ofConsent(consentId, PAGE_LIMIT),
    page({ state, before = Number.MAX_SAFE_INTEGER, limit }) {
      const deliveries = store.page(state, before, limit)
      return { deliveries, next: deliveries.length < limit ? null : (deliveries.at(-1)?.seq ?? null) }
    },
    again(id) {
      const delivery = store.find(id)
      if (!delivery) throw problem('delivery-not-found', { id })
      const now = world.clock.now()
      db.transaction(() => {
        if (!store.revive(id, now, now + (delivery.until - delivery.createdAt))) {
          throw problem('delivery-over', { id, state: delivery.state })
        }
        const { market, clientId, consentId, operation } = delivery
        events.record({ type: 'delivery.revived', market, clientId, consentId, data: { id, operation } })
      }).immediate()
      loop.release(id)
      loop.soon()
      return store.find(id) as Delivery
    },
    wake: loop.wake,
    idle: loop.idle,
  }
}
