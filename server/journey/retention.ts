import type { JourneyLimits } from './limits.ts'
import type { JourneyStore, OldBlock } from './store.ts'

/** How much more than was just written one step trims, so that it catches up without a long pause. */
const STEP = 200
/** Expired records are looked for after this many written, or at the first batch. */
const LOOK_EVERY = 500

export type RetentionDeps = {
  store: JourneyStore
  limits: JourneyLimits
  /** Called when journeys or contexts left, whose numbers may be remembered. */
  forget: () => void
}

/**
 * Opens the trimming of what is kept: it runs inside each batch's transaction, in small steps.
 * Records leave in the order they came. When bank time was moved back, those that came before the move leave late.
 */
export function openRetention({ store, limits, forget }: RetentionDeps) {
  let totals = store.totals()
  let sinceLook = LOOK_EVERY

  function trimMessages(most: number): void {
    if (totals.messages <= limits.keptMessages && totals.bytes <= limits.keptMessageBytes) return
    let last: number | undefined
    for (const block of store.oldestBlocks(most)) {
      if (totals.messages - block.messages < limits.keptMessages && totals.bytes <= limits.keptMessageBytes) break
      last = leaves(block)
    }
    if (last !== undefined) store.deleteBlocksTo(last)
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
    const contexts = last === undefined ? 0 : store.deleteContextsTo(last, most)
    const journeys = store.deleteJourneysBefore(before, STEP)
    if (contexts + journeys > 0) forget()
    store.deleteTiesBefore(before, STEP)
  }

  /** Messages leave with their records, a block when the last of its records does. */
  function trimMessagesTo(seq: number, most: number): void {
    let last: number | undefined
    for (const block of store.oldestBlocks(most)) {
      if (block.last_seq > seq) break
      last = leaves(block)
    }
    if (last !== undefined) store.deleteBlocksTo(last)
  }

  function leaves(block: OldBlock): number {
    totals.messages -= block.messages
    totals.bytes -= block.bytes
    return block.last_seq
  }

  return {
    /** Counts the messages of so many exchanges. */
    added(messages: number, bytes: number): void {
      totals.messages += messages
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
