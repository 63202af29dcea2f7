import { type ForkOptions, fork } from 'node:child_process'
import { once } from 'node:events'
import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { problem } from '#kernel'
import type { HistoryAsked } from './bancada.ts'
import type { DataFolder } from './data-folder.ts'
import type { HistoryOf, Say } from './history.ts'
import { type MakeDeps, type MakerOrder, type MakerWord, makeHistory, type Seeded } from './making.ts'

/** A history that is being made. */
export type Making = {
  /** Resolves when its files wait in the folder's `makingDir`. Rejects with history-not-made where nothing came of it. */
  made: Promise<Seeded>
  /** Ends it; nothing comes of it. */
  stop(): void
}

export type Make = (asked: HistoryAsked, say: Say) => Making

type Files = Pick<DataFolder, 'makingDir' | 'newMakingDir'>

/** One of the two ways of having something done apart. */
type Apart = {
  ended: Promise<void>
  stop(): void
}

/**
 * Makes histories apart from the bank, which goes on meanwhile: in a process of its own, whose memory goes with it, or
 * on a thread where there is no Node to start (the desktop runtime's packages run nothing else as one).
 */
export function openMaker(folder: Files): Make {
  return (asked, say) => {
    const dir = folder.newMakingDir()
    let word: Exclude<MakerWord, { line: string }> = { failure: 'it ended without a word' }
    const listen = (said: MakerWord) => {
      if ('line' in said) say(said.line, said.phase)
      else word = said
    }
    const apart = (process.versions.electron ? startThread : startProcess)({ dir, asked }, listen)

    const made = async () => {
      await apart.ended
      if ('failure' in word) throw problem('history-not-made', { reason: word.failure })
      return word.made
    }
    return { made: layReady(folder, dir, made), stop: apart.stop }
  }
}

type Own = Omit<MakeDeps, 'dir' | 'history'> & { historyOf: HistoryOf }

/** The same in the bank's own process, for books, markets and worlds that can't be handed to another. */
export function openMakerHere(folder: Files, { historyOf, ...own }: Own): Make {
  return (asked, say) => {
    const dir = folder.newMakingDir()
    const history = historyOf(asked, say)
    // What is said while it is made is said to whoever has the making in hand by then.
    const made = async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return makeHistory({ dir, history, ...own })
    }
    return { made: layReady(folder, dir, made), stop: () => undefined }
  }
}

/** Lays what was made where it waits to take its place, whole. */
async function layReady({ makingDir }: Files, dir: string, make: () => Promise<Seeded>): Promise<Seeded> {
  try {
    const made = await make()
    rmSync(makingDir, { recursive: true, force: true })
    renameSync(dir, makingDir)
    return made
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** In a checkout the file is TypeScript, in a packaged app it is not: the maker's is as this one. */
const script = () => new URL(`../history-maker${path.extname(import.meta.url)}`, import.meta.url)

function startProcess(order: MakerOrder, listen: (word: MakerWord) => void): Apart {
  // Flags that keep a bank small would make it slow.
  const options = { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] } satisfies ForkOptions
  const child = fork(script(), [JSON.stringify(order)], options)
  child.on('message', listen)
  // What it said may arrive after its end is told, but before its channel's is.
  const ended = Promise.race([
    Promise.all([once(child, 'exit'), once(child, 'disconnect')]).then(() => undefined),
    once(child, 'error').then(([error]) => listen({ failure: (error as Error).message })),
  ])
  const stop = () => void child.kill('SIGKILL')
  // A bank that ends takes it along.
  process.once('exit', stop)
  return { ended: ended.finally(() => process.off('exit', stop)), stop }
}

function startThread(order: MakerOrder, listen: (word: MakerWord) => void): Apart {
  const worker = new Worker(script(), { workerData: order })
  worker.on('message', listen)
  const ended = new Promise<void>((resolve) => {
    worker.once('error', (error: Error) => listen({ failure: error.stack ?? error.message }))
    worker.once('exit', () => resolve())
  })
  return { ended, stop: () => void worker.terminate() }
}
