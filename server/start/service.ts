import type { Analytics, ServiceMarket, ServiceTerms } from '#analytics'
import type { Maintenance } from '#gateway'
import { problem } from '#kernel'
import {
  coveredOperations,
  type Market,
  type MonthlyFigures,
  type OperationAvailability,
  type OperationState,
  type PlannedOutage,
  type ServiceRecord,
  serviceProfileOf,
} from '#markets'

/** Farther back than any figure reaches, and farther ahead than anybody plans. */
const REACH_MS = 430 * 86_400_000

export type ServiceDeps = {
  service: Analytics['service']
  maintenance: Pick<Maintenance, 'between' | 'settings'>
  markets: readonly Market[]
  now: () => number
  /** Whether the bank's own files answer. */
  isWell: () => boolean
}

/** Puts together what markets ask of the bank's service, what its calendar holds, and what was counted. */
export function openServiceRecord({ service, maintenance, markets, now, isWell }: ServiceDeps) {
  /** The market of an id, or that of a lane. Throws market-unknown. */
  function marketOf(id: string): Market {
    const certified = markets.filter(({ lane }) => !lane)
    const market = certified.find((candidate) => candidate.id === id)
    if (!market) throw problem('market-unknown', { market: id, known: certified.map((known) => known.id) })
    return market
  }

  const baseOf = (market: Market): Market => (market.lane ? marketOf(market.lane.market) : market)

  function outagesOf({ id }: Market) {
    return maintenance.between(id, now() - REACH_MS, now() + REACH_MS).filter(({ withdrawnAt }) => withdrawnAt === null)
  }

  function termsOf(market: Market): ServiceTerms {
    const outages = outagesOf(market)
    const spans = (planned: boolean) => outages.filter((one) => one.planned === planned).map(spanOf)
    return {
      market: market.id,
      operations: coveredOperations(market),
      objectiveMs: maintenance.settings(market.id).objectiveMs,
      timeZone: market.timeZone,
      ...{ planned: spans(true), unplanned: spans(false) },
    }
  }

  function availability(asked: Market): OperationAvailability[] {
    const market = baseOf(asked)
    const at = now()
    const all = outagesOf(market)
    const outages = all.filter(({ endsAt }) => at < endsAt)
    const closed = outages.some(({ startsAt }) => startsAt <= at)
    const operations = market.apis.flatMap(({ routes }) => routes.map(({ id }) => id))
    const recent = service.recent(market.id, operations, all.map(spanOf))
    const well = isWell()
    const told = outages.map(({ startsAt, endsAt, description }) => ({ startsAt, endsAt, description })).reverse()
    return operations.map((operation) => ({
      operation,
      state: closed ? 'maintenance' : well ? stateFrom(recent.get(operation)) : 'down',
      outages: told,
    }))
  }

  async function months(asked: Market): Promise<MonthlyFigures[]> {
    const told = await service.toldMonths(termsOf(baseOf(asked)))
    return told.flatMap(({ from, until, uptime, whole, operations }) => {
      const figures = (operation: string | null, { requests, averageMs }: typeof whole): MonthlyFigures => ({
        ...{ operation, startsAt: from, endsAt: until, requests, averageMs, uptime },
      })
      return [figures(null, whole), ...operations.map((one) => figures(one.operation, one))]
    })
  }

  return {
    /** What APIs may tell of the bank's own service. */
    record: { availability, months } satisfies ServiceRecord,
    /** A market as its figures are read and explained. Throws market-unknown. */
    explained(id: string): ServiceMarket {
      const market = marketOf(id)
      const { targets, note } = serviceProfileOf(market)
      const { noticeHours } = maintenance.settings(id)
      return { id, name: market.name, terms: termsOf(market), noticeHours, targets, note }
    },
  }
}

const spanOf = ({ startsAt, endsAt }: PlannedOutage) => ({ from: startsAt, until: endsAt })

/** An operation whose calls all failed lately is down, one of whose calls some did is there in part. */
function stateFrom(recent: { requests: number; proper: number } | undefined): OperationState {
  if (!recent || recent.proper === recent.requests) return 'alive'
  return recent.proper === 0 ? 'down' : 'partial'
}
