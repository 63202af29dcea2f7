import { type MessagePort, workerData } from 'node:worker_threads'
import { openDatabase } from '#kernel'
import { READINGS, type ReadingName, type Readings } from './readings.ts'
import { openAnalyticsStore } from './store.ts'

/** What the thread is started with. */
export type ReaderThreadData = { file: string; port: MessagePort }
export type ReadingRequest = {
  [Name in ReadingName]: { id: number; name: Name; asked: Readings[Name]['asked']; now: number }
}[ReadingName]
export type ReadingAnswer = { id: number; read: unknown } | { id: number; failure: string }

const { file, port } = workerData as ReaderThreadData
const db = openDatabase(file, { keep: 'most' })
const store = openAnalyticsStore(db)
// From here on this connection only reads.
db.pragma('query_only = ON')

port.on('message', (request: ReadingRequest | null) => {
  if (request === null) {
    db.close()
    port.close()
    return
  }
  port.postMessage(answerOf(request))
})

function answerOf({ id, name, asked, now }: ReadingRequest): ReadingAnswer {
  try {
    const read = READINGS[name] as (of: typeof store, asked: unknown, now: number) => unknown
    return { id, read: read(store, asked, now) }
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
