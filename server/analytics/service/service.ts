import type { Database, World } from '#kernel'
import { GRAINS, intervalOf } from '../grain.ts'
import type { Reader } from '../reader.ts'
import type { AnalyticsStore } from '../store.ts'
import { IMPROPER, type OperationFigures, rangeOf, type ServiceFigures } from './figures.ts'
import { type Month, monthOf, monthsBefore, piecesOf } from './months.ts'
import { MONTHS_KEPT, readMonth, type ServiceMonth, type ServicePlan, type UptimeFigures, uptimeOf } from './record.ts'
import { type Span, without } from './spans.ts'
import { openUptime } from './uptime.ts'

/** What a market and its calendar say of its service; the rest of a plan analytics knows itself. */
export type ServiceTerms = Omit<ServicePlan, 'service' | 'since'>

/** A month as an app may be told of it: short enough to be read while it waits. */
export type ToldMonth = Month & UptimeFigures & { whole: ServiceFigures; operations: OperationFigures[] }

/** How an operation's calls of the last minutes were answered. */
export type Recent = { requests: number; proper: number }

/** So far back a failure still says how an operation stands. */
const RECENT_MS = 5 * GRAINS.minute

export type ServiceFacts = ReturnType<typeof openService>

/** `counted` gives the store with everything in it that was counted so far. */
type ServiceDeps = { db: Database; world: World; counted: () => AnalyticsStore; reader: Reader }

/** The figures of the bank's service, from the roll-ups and from the record of when it ran. */
export function openService({ db, world, counted, reader }: ServiceDeps) {
  const uptime = openUptime({ db, world })
  const told = new Map<string, { key: string; months: ToldMonth[] }>()

  /** A plan that reaches as far back as any figure does. */
  function planOf(terms: ServiceTerms): ServicePlan {
    const now = world.clock.now()
    const { from } = monthsBefore(monthOf(now, terms.timeZone), MONTHS_KEPT, terms.timeZone)
    return { ...terms, service: uptime.between(from, now), since: uptime.since() }
  }

  /** The month of a name within the months that are kept in sight; undefined for any other. */
  function monthNamed(name: string, { timeZone }: ServiceTerms): Month | undefined {
    const current = monthOf(world.clock.now(), timeZone)
    const months = Array.from({ length: MONTHS_KEPT + 1 }, (_, count) => monthsBefore(current, count, timeZone))
    return months.find(({ month }) => month === name)
  }

  function monthsNow(terms: ServiceTerms): ToldMonth[] {
    const now = world.clock.now()
    const plan = planOf(terms)
    const store = counted()
    const current = monthOf(now, terms.timeZone)
    return [monthsBefore(current, 1, terms.timeZone), current].map((month) => ({
      ...month,
      until: Math.min(month.until, now),
      ...uptimeOf(plan, month, now),
      ...readMonth(store, plan, month),
    }))
  }

  return {
    /** The bank serves from now on. */
    begin: uptime.begin,
    /** The bank is stopped. */
    end: uptime.end,
    /** The first moment the bank is known to have run. */
    since: uptime.since,
    /** The current month and up to thirteen before it, the latest first; read off this thread. */
    months: (terms: ServiceTerms): Promise<ServiceMonth[]> => reader.read('months', planOf(terms), world.clock.now()),
    monthNamed,
    /** The figures of each operation in a month; read off this thread. */
    operations: (terms: ServiceTerms, month: Month): Promise<OperationFigures[]> =>
      reader.read('operations', { plan: planOf(terms), month }, world.clock.now()),
    /** The month before this one and this one so far, no older than a minute of bank time. */
    lastMonths(terms: ServiceTerms): ToldMonth[] {
      const key = JSON.stringify([intervalOf('minute', world.clock.now()), terms])
      const known = told.get(terms.market)
      if (known?.key === key) return known.months
      const months = monthsNow(terms)
      told.set(terms.market, { key, months })
      return months
    },
    /**
     * How each operation's calls of the last five minutes were answered, but for those of outages; operations without
     * calls are left out.
     */
    recent(market: string, operations: readonly string[], outages: readonly Span[]): ReadonlyMap<string, Recent> {
      const now = world.clock.now()
      const last = { from: intervalOf('minute', now - RECENT_MS), until: intervalOf('minute', now) + GRAINS.minute }
      const recent = new Map<string, Recent>()
      const store = counted()
      for (const piece of without([last], outages).flatMap(({ from, until }) => piecesOf(from, until))) {
        for (const { operation, statusClass, count } of store.outcomes(rangeOf(piece, { market, operations }))) {
          const { requests, proper } = recent.get(operation) ?? { requests: 0, proper: 0 }
          const added = IMPROPER.has(statusClass) ? 0 : count
          recent.set(operation, { requests: requests + count, proper: proper + added })
        }
      }
      return recent
    },
  }
}
