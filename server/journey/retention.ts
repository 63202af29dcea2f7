import type { JourneyLimits } from './limits.ts'
import type { JourneyStore } from './store.ts'

/** How much more than was just written one step trims, so that it catches up without a long pause. */
const STEP = 200
/** Expired records are looked for after this many written, or at the first batch. */
const LOOK_EVERY = 500

/**
 * Opens the trimming of what is kept: it runs inside each batch's transaction, in small steps.
 * Records leave in the order they came. When bank time was moved back, those that came before the move leave late.
 */
export function openRetention({ store, limits }: { store: JourneyStore; limits: JourneyLimits }) {
  let totals = store.totals()
  let sinceLook = LOOK_EVERY

  function trimMessages(most: number): void {
    if (totals.messages <= limits.keptMessages && totals.bytes <= limits.keptMessageBytes) return
    let last: number | undefined
    for (const row of store.oldestMessages(most)) {
      if (totals.messages <= limits.keptMessages && totals.bytes <= limits.keptMessageBytes) break
      last = row.exchange_seq
      totals.messages -= 1
      totals.bytes -= row.bytes
    }
    if (last !== undefined) store.deleteMessagesTo(last)
  }

  function trimRecords(most: number, before: number): void {
    let last: number | undefined
    for (const row of store.oldestExchanges(most)) {
      if (row.at >= before) break
      last = row.seq
    }
    if (last !== undefined) {
      trimMessagesTo(last, most)
      store.deleteExchangesTo(last)
    }
    store.deleteJourneysBefore(before, STEP)
    store.deleteTiesBefore(before, STEP)
  }

  /** Messages never outlive their record. */
  function trimMessagesTo(seq: number, most: number): void {
    for (const row of store.oldestMessages(most)) {
      if (row.exchange_seq > seq) break
      totals.messages -= 1
      totals.bytes -= row.bytes
    }
    store.deleteMessagesTo(seq)
  }

  return {
    /** Counts the messages of one exchange. */
    added(bytes: number): void {
      totals.messages += 1
      totals.bytes += bytes
    },
    /** Trims a little more than `written` records and messages, and keeps the totals. `now` is bank time. */
    trim({ written, now }: { written: number; now: number }): void {
      trimMessages(written + STEP)
      sinceLook += written
      if (sinceLook >= LOOK_EVERY) {
        trimRecords(sinceLook + STEP, now - limits.keptRecordsMs)
        sinceLook = 0
      }
      store.saveTotals(totals.messages, totals.bytes)
    },
    /** Reads the totals again after a batch that was not written. */
    reload(): void {
      totals = store.totals()
    },
  }
}
