import type { TrafficRecord } from '#kernel'
import { bucketOf } from './latency.ts'

export type { TrafficRecord } from '#kernel'

/** What a batch adds to one interval of one series. */
export type TrafficGrowth = { count: number; errors: number }

/** The arrow on which analytics itself is told: never traffic, or it would count itself. */
const TOLD_TO_ANALYTICS = 11

/**
 * Whether a record is API traffic: a call that came over HTTP, but for what the bank's own operator does at the console. The calls inside the bank that it caused share its
 * refusal and would count it again.
 */
export function isApiCall({ kind, arrow, from, to }: TrafficRecord): boolean {
  return kind === 'http' && arrow !== TOLD_TO_ANALYTICS && from !== 'operator' && to !== 'analytics'
}

/** 2 for 2xx and so on; 0 where no answer was sent. */
export function statusClassOf({ status }: TrafficRecord): number {
  return status === null ? 0 : Math.floor(status / 100)
}

/** Whether the call failed: refused, broken, or left without an answer. */
export function isError(record: TrafficRecord): boolean {
  const statusClass = statusClassOf(record)
  return record.problemType !== null || statusClass >= 4 || statusClass === 0
}

/** The rule that refused a call; without one its problem, or its status. */
export function ruleOf({ problemRule, problemType, status }: TrafficRecord): string {
  return problemRule ?? problemType ?? (status === null ? 'no answer' : `status ${status}`)
}

/** The roll-up keys of one call within an interval. */
export function measuresOf(record: TrafficRecord) {
  return { statusClass: statusClassOf(record), bucket: bucketOf(record.durationMs), error: isError(record) }
}
