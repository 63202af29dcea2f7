import { type MessagePort, workerData } from 'node:worker_threads'
import { openDatabase } from '#kernel'
import { type Overview, type OverviewFilter, readOverview } from './overview.ts'
import { openAnalyticsStore } from './store.ts'

/** What the thread is started with. */
export type OverviewThreadData = { file: string; port: MessagePort }
export type OverviewRequest = { id: number; filter: OverviewFilter; now: number }
export type OverviewAnswer = { id: number; overview: Overview } | { id: number; failure: string }

const { file, port } = workerData as OverviewThreadData
const db = openDatabase(file, { keep: 'most' })
const store = openAnalyticsStore(db)
// From here on this connection only reads.
db.pragma('query_only = ON')

port.on('message', (request: OverviewRequest | null) => {
  if (request === null) {
    db.close()
    port.close()
    return
  }
  const { id, filter, now } = request
  port.postMessage(answerOf(id, filter, now))
})

function answerOf(id: number, filter: OverviewFilter, now: number): OverviewAnswer {
  try {
    return { id, overview: readOverview(store, filter, now) }
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
