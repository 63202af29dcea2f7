import type { JourneyGrowth, LooseRow } from './store.ts'
import type { JourneyRef } from './ties.ts'

/** Opens the adding up of what one batch adds to each journey, so that each is written once. */
export function openGrowth() {
  const growths = new Map<string, JourneyGrowth>()

  return {
    /** Adds a row to its journey. */
    add(journey: JourneyRef, number: number, row: LooseRow, applicationId: string | undefined): void {
      const growth = growths.get(journey.id)
      if (growth) extend(growth, row, applicationId ?? null)
      else growths.set(journey.id, begin(journey, number, row, applicationId ?? null))
    },
    all: (): JourneyGrowth[] => [...growths.values()],
  }
}

function begin(
  { id, kind, subjectId }: JourneyRef,
  number: number,
  row: LooseRow,
  applicationId: string | null,
): JourneyGrowth {
  return {
    number,
    id,
    kind,
    market: row.market,
    applicationId: kind === 'registration' ? subjectId : applicationId,
    consentId: kind === 'consent' ? subjectId : null,
    clientId: row.client_id,
    startedAt: row.at,
    lastAt: row.at,
    exchanges: row.calls,
    arrows: row.arrows,
    problemType: row.problem_type,
    problemRule: row.problem_rule,
  }
}

function extend(growth: JourneyGrowth, row: LooseRow, applicationId: string | null): void {
  growth.market ??= row.market
  growth.applicationId ??= applicationId
  growth.clientId ??= row.client_id
  growth.exchanges += row.calls
  growth.arrows |= row.arrows
  growth.startedAt = Math.min(growth.startedAt, row.at)
  // Joined rows may be older than what the batch brought.
  if (row.problem_type !== null && (growth.problemType === null || row.at >= growth.lastAt)) {
    growth.problemType = row.problem_type
    growth.problemRule = row.problem_rule
  }
  growth.lastAt = Math.max(growth.lastAt, row.at)
}
