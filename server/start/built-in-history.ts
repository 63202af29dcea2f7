import type { Market } from '#markets'
import { generate, lastDayAt } from '../../mock-data/index.ts'
import type { HistoryAsked } from './bancada.ts'
import { type History, openHistory, type Phase } from './history.ts'
import type { Seeded } from './making.ts'

/** What a maker is started with: the folder to make the files in, and how much to make. */
export type MakerOrder = { dir: string; asked: HistoryAsked }

/** What a maker says: how it goes on, and last what became of it. */
export type MakerWord = { line: string; phase: Phase } | { made: Seeded } | { failure: string }

/** The built-in generator's history, ending on the day it is written. */
export function builtInHistory(
  markets: readonly Market[],
  asked: HistoryAsked,
  say?: (line: string, phase: Phase) => void,
): History {
  return openHistory({ markets, generate, say, generationAt: (at) => ({ ...asked, lastDay: lastDayAt(at) }) })
}
