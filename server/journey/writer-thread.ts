import { receiveMessageOnPort, workerData } from 'node:worker_threads'
import { type Log, openDatabase } from '#kernel'
import { type Kept, openKeeper } from './keeper.ts'
import {
  MOST_AT_ONCE,
  type ThreadAnswer,
  type ThreadBatch,
  type ThreadData,
  type ThreadNote,
  type ThreadRequest,
} from './thread-messages.ts'

const { file, limits, headers, actors, port, batches, answers } = workerData as ThreadData
const db = openDatabase(file, { keep: 'most' })
const notes: ThreadNote[] = []
const note = (level: keyof Log) => (message: string, detail?: unknown) => void notes.push({ level, message, detail })
const log: Log = { info: note('info'), warn: note('warn'), error: note('error') }
const keep = openKeeper({ db, log, limits, headers, actors })

function keepThoseThatWait(): Kept[] {
  const kept: Kept[] = []
  while (kept.length < MOST_AT_ONCE) {
    // Taken one by one: as long as a batch waits it is bytes, and nobody's garbage.
    const received = receiveMessageOnPort(batches) as { message: ThreadBatch } | undefined
    if (!received) break
    const { batch, now, live } = received.message
    const { journeyIds, ...rest } = keep(batch, now)
    kept.push({ ...rest, journeyIds: live ? journeyIds : undefined })
  }
  return kept
}

port.on('message', (request: ThreadRequest) => {
  if (request === 'keep') {
    port.postMessage({ kept: keepThoseThatWait(), notes: notes.splice(0) } satisfies ThreadAnswer)
  } else {
    db.close()
    batches.close()
    port.close()
  }
  Atomics.add(answers, 0, 1)
  Atomics.notify(answers, 0)
})
