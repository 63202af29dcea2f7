import { receiveMessageOnPort, workerData } from 'node:worker_threads'
import { type Log, openDatabase } from '#kernel'
import { type Keep, type Kept, openKeeper } from './keeper.ts'
import { STEPS } from './tables.ts'
import {
  MOST_AT_ONCE,
  type ThreadAnswer,
  type ThreadBatch,
  type ThreadData,
  type ThreadNote,
  type ThreadRequest,
} from './thread-messages.ts'

const { file, limits, headers, actors, tables, port, batches, answers } = workerData as ThreadData
// Started from files that came after the bank's: the tables are the bank's, which goes on with what it knows of them.
const filesChanged = tables !== STEPS.length
const db = filesChanged ? undefined : openDatabase(file, { keep: 'most' })
const notes: ThreadNote[] = []
const note = (level: keyof Log) => (message: string, detail?: unknown) => void notes.push({ level, message, detail })
const log: Log = { info: note('info'), warn: note('warn'), error: note('error') }
const keep = db && openKeeper({ db, log, limits, headers, actors })

function keepThoseThatWait(keep: Keep): Kept[] {
  const waiting: ThreadBatch[] = []
  while (waiting.length < MOST_AT_ONCE) {
    const received = receiveMessageOnPort(batches) as { message: ThreadBatch } | undefined
    if (!received) break
    waiting.push(received.message)
  }
  const last = waiting.at(-1)
  if (!last) return []
  const kept = keep(
    waiting.map(({ batch }) => batch),
    last.now,
  )
  return kept.map((one, place) => (waiting[place]?.live ? one : { ...one, journeyIds: undefined }))
}

function answer(): ThreadAnswer {
  return keep ? { kept: keepThoseThatWait(keep), notes: notes.splice(0) } : 'files-changed'
}

port.on('message', (request: ThreadRequest) => {
  if (request === 'keep') {
    port.postMessage(answer())
  } else {
    db?.close()
    batches.close()
    port.close()
  }
  Atomics.add(answers, 0, 1)
  Atomics.notify(answers, 0)
})
