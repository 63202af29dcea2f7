import type { BankEvent, Database, EventListener, EventLog, Exchanges, Part } from '#kernel'
import { funnelOf } from './funnel.ts'
import { GRAIN_NAMES, intervalOf } from './grain.ts'
import type { AnalyticsStore } from './store.ts'

/** How many events the recent ones are. */
export const RECENT_EVENTS = 5000

/** The arrow on which analytics is told. */
const ARROW = 11

/** The part that owns a family of events, by the word before the dot. */
const OWNERS: Readonly<Record<string, Part>> = {
  consent: 'consent',
  application: 'marketplace',
  developer: 'marketplace',
  organisation: 'marketplace',
  directory: 'directory',
  ledger: 'bank',
  account: 'bank',
  bank: 'bank',
  token: 'identity',
  grant: 'identity',
  client: 'identity',
  customer: 'identity',
}

/**
 * Opens the listener that counts events. The position is kept beside the counts and moves with them, so an event that
 * is told twice counts once. Each live event is an exchange of its own, from the part that owns it.
 */
export function openEventListener({
  db,
  store,
  exchanges,
}: {
  db: Database
  store: AnalyticsStore
  exchanges: Exchanges
}): EventListener {
  const handle = db.transaction((batch: readonly BankEvent[]): void => {
    const position = store.position()
    const fresh = batch.filter(({ seq }) => seq > position)
    const last = fresh.at(-1)
    if (!last) return
    for (const event of fresh) receive(event)
    store.trimRecent(RECENT_EVENTS)
    store.savePosition(last.seq)
  })

  function receive(event: BankEvent): void {
    // Generated history never crossed from one part to another.
    if (event.origin === 'generated') return void count(event)
    const { market, clientId, consentId } = event
    exchanges.passNow(
      {
        arrow: ARROW,
        from: OWNERS[event.type.slice(0, event.type.indexOf('.'))] ?? 'gateway',
        to: 'analytics',
        operation: event.type,
        request: { body: event },
        ids: {
          ...(market === null ? {} : { market }),
          ...(clientId === null ? {} : { clientId }),
          ...(consentId === null ? {} : { consentId }),
          ...(applicationIdOf(event) === null ? {} : { applicationId: applicationIdOf(event) as string }),
        },
      },
      () => count(event),
    )
  }

  function count(event: BankEvent): { counted: true } {
    const { at, type, origin, market, clientId, consentId } = event
    const funnel = funnelOf(event)
    const whose = { market: market ?? '', clientId: clientId ?? '', origin }
    for (const grain of GRAIN_NAMES) {
      const interval = intervalOf(grain, at)
      store.addEvent(grain, interval, type, whose)
      if (funnel) store.addFunnel(grain, interval, funnel.stage, funnel.reason, whose)
    }
    store.insertRecent({ at, type, origin, market, clientId, consentId, applicationId: applicationIdOf(event) })
    return { counted: true }
  }

  /**
   * A log that was put in the place of another: what it came with was counted when it happened, in the log it was
   * copied from, so counting goes on after that. A first log is counted from where the position stands.
   */
  const follow = db.transaction(({ id, beganAfter }: EventLog): void => {
    const known = store.log()
    if (known === id) return
    store.saveLog(id, known === '' ? store.position() : beganAfter)
  })

  // Others write the file too: a transaction that begins by reading could not go on to write after them.
  return { name: 'analytics', position: store.position, handle: handle.immediate, follow: follow.immediate }
}

function applicationIdOf({ data }: BankEvent): string | null {
  return typeof data.applicationId === 'string' ? data.applicationId : null
}
