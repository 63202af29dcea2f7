import {
  backOffMs,
  type Database,
  type Events,
  type Exchanges,
  type Log,
  openWorkLoop,
  type Seal,
  type World,
} from '#kernel'
import type { Delivery, NewDelivery, Outcome } from './model.ts'
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
  log: Log
}

export type Webhooks = {
  /** Owes an application a message; call it inside the transaction of what the message tells of. */
  owe(delivery: NewDelivery): void
  /** Begins to deliver; whatever is owed, also what a kill cut off, is taken up at once. */
  start(): void
  /** Ends work: an attempt under way is dropped and taken up at the next start. */
  stop(): Promise<void>
  /** What was owed about a consent, newest first. */
  ofConsent(consentId: string): Delivery[]
  /** Looks for due deliveries now instead of at the next look. */
  wake(): void
  /** Resolves when no attempt is under way and none is due. */
  idle(): Promise<void>
}

/**
 * Opens the deliveries that the bank owes to applications: each is sent at least once, again and again after faults that
 * pass (1 s doubling to 5 min) until it is of no use, and never again after an answer that was meant.
 */
export function openWebhooks({ db, world, events, exchanges, seal, send, log }: WebhookDeps): Webhooks {
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
    const bearerToken = seal.open(delivery.sealedToken)
    // The keys folder was changed by hand: nobody can say any more what is owed.
    if (bearerToken === undefined) return end(delivery, 'failed', 'unsealable')
    const outcome = await sendOnce(delivery, bearerToken, signal)
    if (signal.aborted) return
    if (outcome.kind === 'delivered') return end(delivery, 'delivered', outcome.answer)
    if (outcome.kind === 'refused') return end(delivery, 'failed', outcome.answer)
    const waitMs = backOffMs(delivery.attempts + 1, world.chance())
    loop.hold(delivery.id, waitMs)
    store.again(delivery.id, world.clock.now() + waitMs, outcome.answer)
  }

  /** One attempt, recorded whether anybody was there or not. */
  function sendOnce(delivery: OwedDelivery, bearerToken: string, signal: AbortSignal): Promise<Outcome> {
    const { market, clientId, consentId, operation, arrow, url, body } = delivery
    const headers = {
      authorization: `Bearer ${bearerToken}`,
      'content-type': 'application/json',
      accept: 'application/json',
    }
    const ids = { market, clientId, ...(consentId === null ? {} : { consentId }) }
    const request = { method: 'POST', url, headers, body }
    return exchanges.pass(
      { arrow, from: 'identity', to: 'app', operation, kind: 'http', request, ids },
      async (exchange) => {
        const { kind, answer, status, headers: answered = {}, text } = await send({ url, headers, body, signal })
        if (status !== undefined) exchange.response = { status, headers: answered, body: text }
        if (kind !== 'delivered') {
          exchange.problem = { type: 'delivery-failed', rule: kind, facts: { answer, attempt: delivery.attempts + 1 } }
        }
        return { kind, answer }
      },
    )
  }

  const end = db.transaction((delivery: OwedDelivery, state: 'delivered' | 'failed', answer: string): void => {
    loop.release(delivery.id)
    if (!store.end(delivery.id, state, answer)) return
    const { id, market, clientId, consentId, operation } = delivery
    events.record({ type: `delivery.${state}`, market, clientId, consentId, data: { id, operation, answer } })
  })

  return {
    owe({ bearerToken, ...delivery }) {
      store.add({
        ...delivery,
        id: world.ids.uuid(),
        sealedToken: seal.seal(bearerToken),
        createdAt: world.clock.now(),
      })
      loop.soon()
    },
    start: loop.start,
    stop: loop.stop,
    ofConsent: (consentId) => store.ofConsent(consentId, PAGE_LIMIT),
    wake: loop.wake,
    idle: loop.idle,
  }
}
