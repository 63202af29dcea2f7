import type { Database, EventListener, Exchanges, World } from '#kernel'
import { openEventListener } from './event-listener.ts'
import { type Overview, type OverviewFilter, readOverview } from './overview.ts'
import { openReader, type Reader } from './reader.ts'
import { openService, type ServiceFacts } from './service/service.ts'
import { openAnalyticsStore, type RecentEvent } from './store.ts'
import type { TrafficRecord } from './traffic.ts'
import { openLiveRollup, openTrafficRollup } from './traffic-rollup.ts'

export type AnalyticsDeps = {
  /** traffic.db: roll-ups and the position in the event log, which commit together. */
  db: Database
  world: World
  exchanges: Exchanges
}

export type EventFilter = { clientId?: string | undefined; limit: number; before?: number | undefined }

export type Analytics = {
  /** To be added to the event log. */
  listener: EventListener
  /** Counts traffic; the journey calls it after its records were kept. Whatever reads the counts writes them first. */
  trafficListener(records: readonly TrafficRecord[]): void
  /** Traffic, errors, events and the consent funnel of a time. */
  overview(filter?: OverviewFilter): Overview
  /** The same off this thread, for ranges of any length. */
  readOverview(filter?: OverviewFilter): Promise<Overview>
  /** Of the last 5,000 events, newest first; `next` is the `before` of the page after. */
  recentEvents(filter: EventFilter): { events: RecentEvent[]; next: number | null }
  /** The figures of the bank's service, and the record of when it ran. */
  service: ServiceFacts
  /** Writes what was counted: the file may be closed then. */
  flush(): void
  /** Ends the thread that long ranges are read on; resolves when it has let the file go. */
  close(): Promise<void>
}

/** Opens analytics: it reads events and traffic, and tells what they add up to. It changes nothing else. */
export function openAnalytics({ db, world, exchanges }: AnalyticsDeps): Analytics {
  const store = openAnalyticsStore(db)
  const rollup = openLiveRollup(openTrafficRollup({ db, store }))
  const offThread = openReader(db.name)
  /** The store, with everything in it that was counted. */
  const counted = () => {
    rollup.write()
    return store
  }
  const reader: Reader = {
    ...offThread,
    read(name, asked, now) {
      rollup.write()
      return offThread.read(name, asked, now)
    },
  }
  return {
    listener: openEventListener({ db, store, exchanges }),
    trafficListener: rollup.add,
    overview: (filter = {}) => readOverview(counted(), filter, world.clock.now()),
    readOverview: (filter = {}) => reader.read('overview', filter, world.clock.now()),
    service: openService({ db, world, counted, reader }),
    flush: rollup.write,
    close: reader.close,
    recentEvents({ clientId, limit, before }) {
      const events = store.recent(clientId, before ?? Number.MAX_SAFE_INTEGER, limit)
      return { events, next: events.length < limit ? null : (events.at(-1)?.seq ?? null) }
    },
  }
}
