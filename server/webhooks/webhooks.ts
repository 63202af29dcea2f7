import { backOffMs, type Database, type Events, type Exchanges, type Log, type Seal, type World } from '#kernel'
import type { Delivery, NewDelivery, Outcome } from './model.ts'
import type { Send } from './send.ts'
import { deliveryStore, type OwedDelivery } from './store.ts'

/** Attempts under way at once. */
const AT_ONCE = 8
/** How often waiting deliveries are looked at: bank time may be moved without anybody telling. */
const LOOK_MS = 1_000
const LOOK_AT = 100
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
  const running = new Map<string, Promise<void>>()
  /** Wire time until which a delivery that failed in this run waits, so that a frozen bank clock can't hold it for ever. */
  const heldUntil = new Map<string, number>()
  let stopping: AbortController | undefined
  let soon: NodeJS.Immediate | undefined
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    soon = undefined
    clearTimeout(timer)
    if (!stopping) return
    const owed = store.owed(LOOK_AT)
    for (const delivery of owed) {
      if (running.size >= AT_ONCE) return
      if (!running.has(delivery.id) && isDue(delivery)) run(delivery, stopping.signal)
    }
    if (owed.some(({ id }) => !running.has(id))) timer = setTimeout(look, LOOK_MS).unref()
  }

  function lookSoon(): void {
    // Transactions are synchronous: an immediate always runs after commit or rollback.
    if (stopping) soon ??= setImmediate(look)
  }

  function isDue({ id, dueAt }: OwedDelivery): boolean {
    const held = heldUntil.get(id)
    return held === undefined || held <= world.wire.now() || (dueAt ?? 0) <= world.clock.now()
  }

  function run(delivery: OwedDelivery, signal: AbortSignal): void {
    const work = attempt(delivery, signal)
      .catch((error) => {
        // Only the database can bring us here: the row is as it was, and is looked at again.
        heldUntil.set(delivery.id, world.wire.now() + LOOK_MS)
        if (!signal.aborted) log.error('a delivery could not be recorded', error)
      })
      .finally(() => {
        running.delete(delivery.id)
        lookSoon()
      })
    running.set(delivery.id, work)
  }

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
    heldUntil.set(delivery.id, world.wire.now() + waitMs)
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
    heldUntil.delete(delivery.id)
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
      lookSoon()
    },
    start() {
      if (stopping) return
      stopping = new AbortController()
      lookSoon()
    },
    async stop() {
      stopping?.abort()
      stopping = undefined
      clearTimeout(timer)
      if (soon) clearImmediate(soon)
      soon = undefined
      await Promise.all(running.values())
      heldUntil.clear()
    },
    ofConsent: (consentId) => store.ofConsent(consentId, PAGE_LIMIT),
    wake: look,
    async idle() {
      while (soon || running.size > 0) {
        await Promise.all(running.values())
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}
