import { openAnalytics } from '#analytics'
import { openJourney } from '#journey'
import { openDatabase } from '#kernel'
import { laneHeader } from '#markets'
import type { Setting, TrafficRooms } from './bancada.ts'

/** Opens the rooms over traffic.db and lets every exchange be recorded. `tell` gets what is new, for the live stream. */
export function openTraffic(
  { folder, markets, exchanges, world, log }: Setting,
  tell: (message: unknown) => void,
): TrafficRooms & { close(): Promise<void> } {
  const db = openDatabase(folder.trafficDb, { keep: 'most' })
  const analytics = openAnalytics({ db, world, exchanges })
  const journey = openJourney({
    ...{ db, world, log, onWritten: analytics.trafficListener, threaded: true },
    headers: [
      laneHeader,
      ...markets.flatMap(({ headers }) => [headers.interactionId, headers.apiVersion ?? [], headers.recorded].flat()),
    ],
  })
  exchanges.install({ recorder: journey.recorder, holder: journey.holder })
  journey.subscribe(tell)
  analytics.service.begin()
  return {
    journey,
    analytics,
    /** Resolves when nobody has the file open any more. */
    async close() {
      exchanges.install({})
      journey.close()
      analytics.service.end()
      db.close()
      await analytics.close()
    },
  }
}
