import { openAnalytics } from '#analytics'
import { openJourney } from '#journey'
import { openDatabase } from '#kernel'
import { laneHeader } from '#markets'
import type { Setting, TrafficRooms } from './bancada.ts'
import type { LiveNews } from './live.ts'

/** Opens the rooms over traffic.db and lets every exchange be recorded. `live` is told what is new. */
export function openTraffic(
  { folder, markets, exchanges, world, log }: Setting,
  live: Pick<LiveNews, 'tell' | 'isRead'>,
): TrafficRooms & { close(): Promise<void> } {
  const db = openDatabase(folder.trafficDb, { keep: 'most' })
  const analytics = openAnalytics({ db, world, exchanges })
  const journey = openJourney({
    ...{ db, world, log, onWritten: analytics.trafficListener, threaded: true },
    actors: Object.fromEntries(
      markets.flatMap(({ headers: { actor } }) => (actor ? [[actor.name, actor.values]] : [])),
    ),
    headers: [
      laneHeader,
      ...markets.flatMap(({ headers }) => [headers.interactionId, headers.apiVersion ?? [], headers.recorded].flat()),
    ],
  })
  exchanges.install({ recorder: journey.recorder, holder: journey.holder })
  journey.subscribe(live.tell, live.isRead)
  analytics.service.begin()
  return {
    journey,
    analytics,
    /** Resolves when nobody has the file open any more. */
    async close() {
      exchanges.install({})
      journey.close()
      analytics.flush()
      analytics.service.end()
      db.close()
      await analytics.close()
    },
  }
}
