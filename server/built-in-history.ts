import type { Market } from '#markets'
import { generate, lastDayAt } from '../mock-data/index.ts'
import { type HistoryOf, openHistory } from './start/history.ts'

/** The built-in generator's histories, ending on the day they are written. */
export function builtInHistory(markets: readonly Market[]): HistoryOf {
  return (asked, say) =>
    openHistory({ markets, generate, say, generationAt: (at) => ({ ...asked, lastDay: lastDayAt(at) }) })
}
