import { parentPort, workerData } from 'node:worker_threads'
import { type HistoryAsked, makeHistory } from './main.ts'

/** What the thread is started with. It answers with lines to say, and ends when the files are there. */
export type HistoryOrder = { dataDir: string; asked: HistoryAsked }

const { dataDir, asked } = workerData as HistoryOrder
makeHistory(dataDir, asked, (line) => parentPort?.postMessage(line))
