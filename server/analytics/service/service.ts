import type { Database, World } from '#kernel'
import { GRAINS, intervalOf } from '../grain.ts'
import type { Reader } from '../reader.ts'
import type { AnalyticsStore } from '../store.ts'
import { IMPROPER, type OperationFigures, rangeOf } from './figures.ts'
import { type Month, monthOf, monthsBefore, piecesOf } from './months.ts'
import { MONTHS_KEPT, type ServiceMonth, type ServicePlan, type ToldMonth } from './record.ts'
import { type Span, without } from './spans.ts'
import { openUptime } from './uptime.ts'

/** What a market and its calendar say of its service; the rest of a plan analytics knows itself. */
export type ServiceTerms = Omit<ServicePlan, 'service' | 'since'>

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
  const told = new Map<string, { key: string; months: Promise<ToldMonth[]> }>()

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
    /** The same months with each operation, no older than a minute of bank time: an app may ask as often as it likes. */
    toldMonths(terms: ServiceTerms): Promise<ToldMonth[]> {
      const key = JSON.stringify([intervalOf('minute', world.clock.now()), terms])
      const known = told.get(terms.market)
      if (known?.key === key) return known.months
      const months = reader.read('told', planOf(terms), world.clock.now())
      told.set(terms.market, { key, months })
      // What could not be read is asked for again.
      months.catch(() => told.delete(terms.market))
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
