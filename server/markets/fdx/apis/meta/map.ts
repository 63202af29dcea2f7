import type { MonthlyFigures, OperationAvailability, OperationState } from '../../../service-profile.ts'
import { timestamp } from '../../dates.ts'
import type { ServedOperation } from '../../operations.ts'

/** The versions that this bank speaks (FDX 6.4, FdxVersion). */
export const FDX_VERSIONS: readonly string[] = ['V6.4']

const STATUS: Readonly<Record<OperationState, string>> = {
  alive: 'ALIVE',
  partial: 'PARTIAL',
  maintenance: 'MAINTENANCE',
  down: 'DOWN',
}

const SAID: Readonly<Record<OperationState, string>> = {
  alive: 'Answers as it should',
  partial: 'Some calls of the last five minutes failed',
  maintenance: 'Closed for maintenance',
  down: 'All calls of the last five minutes failed',
}

/** How each operation stands, and when it is planned not to (FDX 6.4, getAvailability). */
export function mapAvailability(operations: readonly OperationAvailability[]) {
  return operations.map(({ operation, state, outages }) => ({
    ...{ status: STATUS[state], description: SAID[state], operationId: operation },
    plannedAvailability: outages.map(({ startsAt, endsAt, description }) => ({
      ...{ status: STATUS.maintenance, description },
      ...{ startTime: timestamp(startsAt), endTime: timestamp(endsAt) },
    })),
  }))
}

/** An operation as the list of what this bank can do has it; in detail also where and in which version. */
export function mapCapability(
  { id, method, path }: ServedOperation,
  state: OperationState,
  { version, detailed }: { version: string; detailed: boolean },
) {
  if (!detailed) return { id, availability: STATUS[state] }
  const href = path.replaceAll(/:(\w+)/g, '{$1}')
  return {
    ...{ id, availability: STATUS[state], version, fdxVersions: FDX_VERSIONS },
    link: { href, action: method, rel: 'self', types: ['application/json'] },
  }
}

/** What all operations that read a customer's data are called together. */
const TOGETHER = 'Customer data APIs'

/**
 * A month's report; what was not asked for has no response time, and a bank that never ran no uptime. Times are rounded
 * to tenths of a millisecond, the share of time up is cut to hundredths of a percent (FDX 6.4, getCertificationMetrics).
 */
export function mapMetrics({ operation, startsAt, endsAt, averageMs, uptime }: MonthlyFigures, now: number) {
  return {
    reportStartTimestamp: timestamp(startsAt),
    reportEndTimestamp: timestamp(endsAt),
    reportTimestamp: timestamp(now),
    ...(operation === null ? { metricsName: TOGETHER } : { operationIds: [operation] }),
    ...(averageMs === null ? {} : { responseTimeAverage: Math.round(averageMs * 10) / 10 }),
    ...(uptime === null ? {} : { averageUpTime: Math.floor(uptime * 10_000) / 100 }),
  }
}
