import { parentPort, workerData } from 'node:worker_threads'
import { markets } from '#markets'
import { lastDayAt, personas } from '../mock-data/index.ts'
import { builtInHistory } from './built-in-history.ts'
import { type MakerOrder, type MakerWord, makeHistory } from './start/making.ts'

// A history is made here, in a process or a thread of its own: what that takes of memory and time goes with it. The
// rooms that serve a bank are not loaded.
const { dir, asked } = (parentPort ? workerData : JSON.parse(process.argv[2] ?? '')) as MakerOrder

function tell(word: MakerWord): void {
  if (parentPort) parentPort.postMessage(word)
  // Whoever asked may have been killed meanwhile: then nobody wants it any more.
  else process.send?.(word, undefined, undefined, (error) => error && process.exit(0))
}

try {
  const books = (at: number) => personas(lastDayAt(at))
  const history = builtInHistory(markets)(asked, (line, phase) => tell({ line, phase }))
  tell({ made: makeHistory({ dir, books, history }) })
} catch (error) {
  tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
