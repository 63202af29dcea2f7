import { type BankEvent, type Database, type EventListener, type Events, problem, type World } from '#kernel'
import {
  institutionIn,
  type Market,
  type Notice,
  type NoticeProfile,
  type Notices,
  type Participant,
  type Subscription,
} from '#markets'
import type { NewDelivery } from '../model.ts'
import { noticeStore } from './store.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Messages are kept so long for whoever asks for them instead of being called. */
const KEPT_MS = 30 * DAY_MS
/** A message that could not be delivered in a day is of no use to anybody. */
const OF_USE_MS = DAY_MS
/** So much of a log's id tells it from the others that this bank has had. */
const LOG_NAME_LENGTH = 8
/** Messages an application may publish in a minute. */
const PUBLISHED_A_MINUTE = 60

export type SharedAccount = { id: string; clientId: string; permissions: readonly string[]; accountId: string }

export type NoticeDeps = {
  db: Database
  world: World
  events: Events
  markets: readonly Market[]
  /** Owes an application a message, in the transaction it is called in. */
  owe: (delivery: NewDelivery) => void
  /** The bank as participants know it, and its own address. */
  bank: () => Participant
  home: string
  /** The active consents of applications that share any of these accounts. */
  sharing: (market: string, clientIds: readonly string[], accountIds: readonly string[]) => SharedAccount[]
}

export type NoticeRoom = Notices & { listener: EventListener }

/**
 * Opens what applications are told by themselves: their subscriptions, and a listener of the event log that makes a
 * message of what a market tells, keeps it for those who ask, and owes it to those who are called. Messages, deliveries
 * and the position in the log are written together, so that nothing is told twice or lost by a kill.
 */
export function openNotices({ db, world, events, markets, owe, bank, home, sharing }: NoticeDeps): NoticeRoom {
  const store = noticeStore(db)
  const position = events.keptPosition('notices')
  // Numbers of events come back after a reset: a message is named by its log as well.
  let logName = ''
  const telling = markets.flatMap((market) => (market.notices ? [{ market, profile: market.notices }] : []))

  function handle(event: BankEvent): void {
    if (event.origin === 'generated') return
    if (event.type === 'client.deleted' && event.market !== null && event.clientId !== null) {
      store.removeOf(event.market, event.clientId)
    }
    for (const { market, profile } of telling) {
      const notice = event.market === market.id ? profile.of(event) : undefined
      if (notice) tell(market, profile, notice, event)
      if (event.type === 'ledger.posted' && event.market === market.book) tellOfData(market, profile, event)
    }
  }

  /** Tells those who want to know of new data, where a consent of theirs shares an account of the posting. */
  function tellOfData(market: Market, profile: NoticeProfile, event: BankEvent): void {
    const { newData } = profile
    const topic = newData?.({ id: '', clientId: '', permissions: [] }, '')?.topic
    const clientIds = topic === undefined ? [] : store.ofTopic(market.id, topic).map(({ clientId }) => clientId)
    if (clientIds.length === 0) return
    for (const { accountId, ...consent } of sharing(market.id, clientIds, event.data.accountIds as string[])) {
      const notice = newData?.(consent, accountId)
      if (notice) tell(market, profile, notice, event, accountId)
    }
  }

  function tell(market: Market, profile: NoticeProfile, notice: Notice, event: BankEvent, part = ''): void {
    const found = [notice.topic, ...notice.also].flatMap((topic) => store.ofTopic(market.id, topic))
    const wanted = found.filter(
      ({ clientId, effectiveFrom }) =>
        (notice.clientId === null || notice.clientId === clientId) && (effectiveFrom ?? 0) <= event.at,
    )
    // A message has the name of what it tells: told again, it is the same one.
    const id = [market.id, logName, event.seq, part].filter((word) => word !== '').join('-')
    for (const clientId of new Set(wanted.map((one) => one.clientId))) {
      const own = wanted.filter((one) => one.clientId === clientId)
      const { subscriber } = own[0] as Subscription
      const institution = { ...institutionIn(market, bank()), homeUri: home }
      const facts = { id, at: event.at, institution, apiPath: market.addresses.apiPath, subscriber }
      const body = JSON.stringify(profile.body(notice, facts))
      send(market, own, { id, topic: notice.topic, body, published: false, consentId: event.consentId })
    }
  }

  type Message = { id: string; topic: string; body: string; published: boolean; consentId: string | null }

  /** Keeps a message for one application and owes it to each of the addresses it named. */
  function send(market: Market, own: readonly Subscription[], message: Message): void {
    const [first] = own
    const { notices: profile } = market
    if (!first || !profile) return
    const { consentId, ...notice } = message
    const { clientId } = first
    const createdAt = world.clock.now()
    if (!store.keep({ ...notice, market: market.id, clientId, createdAt })) return
    for (const url of new Set(own.map(({ callbackUrl }) => callbackUrl))) {
      owe({
        ...{ market: market.id, clientId, consentId, operation: 'notify the app', arrow: null, url },
        ...{ body: message.body, until: createdAt + OF_USE_MS },
        ...{ bearerToken: null, signatureHeader: profile.signatureHeader, waitsMs: profile.waitsMs },
      })
    }
  }

  const marketOf = (id: string): Market => {
    const market = markets.find((one) => one.id === id)
    if (!market) throw problem('market-unknown', { market: id })
    return market
  }

  return {
    subscribe(wish) {
      const now = world.clock.now()
      const { market, clientId, topic } = wish
      const subscription: Subscription = { ...wish, id: world.ids.uuid(), createdAt: now }
      db.transaction(() => {
        store.insert(subscription)
        events.record({
          type: 'notices.subscribed',
          market,
          clientId,
          data: { subscriptionId: subscription.id, topic },
        })
      }).immediate()
      return subscription
    },

    subscription(market, clientId, id) {
      const found = store.find(id)
      return found && found.market === market && found.clientId === clientId ? found : undefined
    },

    unsubscribe(market, clientId, id) {
      const found = store.find(id)
      if (!found || found.market !== market || found.clientId !== clientId) return false
      db.transaction(() => {
        store.remove(id)
        const data = { subscriptionId: id, topic: found.topic }
        events.record({ type: 'notices.unsubscribed', market, clientId, data })
      }).immediate()
      return true
    },

    publish(marketId, clientId, { id, topic, body }) {
      const market = marketOf(marketId)
      const since = world.clock.now() - MINUTE_MS
      if (store.published(marketId, clientId, since) >= PUBLISHED_A_MINUTE) {
        throw problem('too-many-requests', { retryAfterSeconds: 60, limit: PUBLISHED_A_MINUTE }, 'notice-limit')
      }
      const own = store.ofClient(marketId, clientId).filter((one) => one.topic === topic)
      db.transaction(() => {
        events.record({ type: 'notices.published', market: marketId, clientId, data: { notificationId: id, topic } })
        const text = JSON.stringify(body)
        if (own.length > 0) send(market, own, { id, topic, body: text, published: true, consentId: null })
        else {
          const createdAt = world.clock.now()
          store.keep({ id, market: marketId, clientId, topic, body: text, published: true, createdAt })
        }
      }).immediate()
    },

    kept: store.kept,

    listener: {
      name: 'notices',
      position: position.position,
      handle: db.transaction((batch: BankEvent[]): void => {
        for (const event of batch) handle(event)
        store.forget(world.clock.now() - KEPT_MS)
        position.save(batch.at(-1)?.seq ?? position.position())
      }).immediate,
      // Whoever opens a log is not told of what it came with.
      follow({ id, beganAfter }) {
        logName = id.slice(0, LOG_NAME_LENGTH)
        if (position.position() < beganAfter) position.save(beganAfter)
      },
    },
  }
}
