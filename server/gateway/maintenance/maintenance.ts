import { badParameter, type Database, type Events, problem, type World } from '#kernel'
import { type Market, serviceProfileOf } from '#markets'
import { HOUR_MS, MINUTE_MS, type Outage, type OutageState, type ServiceSettings, stateOf } from './model.ts'
import { type KeptOutage, maintenanceStore } from './store.ts'

export type MaintenanceDeps = { db: Database; world: World; events: Events; markets: readonly Market[] }

export type OutageWish = { market: string; startsAt: number; endsAt: number; description: string }

/** An outage as it is told: with how it stands now. */
export type OutageView = Outage & { state: OutageState }

export type Maintenance = ReturnType<typeof openMaintenance>

/**
 * Opens the maintenance calendar: the planned outages of each market's APIs, kept in bank.db with their events. While one
 * is under way the gateway answers that market's calls, in all of its lanes, with the market's word for maintenance.
 */
export function openMaintenance({ db, world, events, markets }: MaintenanceDeps) {
  const store = maintenanceStore(db)
  const known = markets.filter(({ lane }) => !lane)
  // Bank time may be back before what was over: the calendar stays where a reset or a restored snapshot moves the clock.
  db.transaction(() => {
    for (const { id } of known) store.unfold(id, world.clock.now())
  }).immediate()
  // Asked of every call: those that are not over stay at hand.
  let open = store.open()

  function marketOf(id: string): Market {
    const market = known.find((candidate) => candidate.id === id)
    if (!market) throw problem('market-unknown', { market: id, known: known.map((one) => one.id) })
    return market
  }

  function settings(marketId: string): ServiceSettings {
    const { objectiveMs, noticeHours } = serviceProfileOf(marketOf(marketId))
    return store.settings(marketId) ?? { objectiveMs, noticeHours }
  }

  function outage(id: string): KeptOutage {
    const found = store.find(id)
    if (!found) throw problem('outage-not-found', { id })
    return found
  }

  /** Runs a change in one transaction, and reads what is open anew. */
  function change<T>(act: () => T): T {
    try {
      return db.transaction(act).immediate()
    } finally {
      open = store.open()
    }
  }

  const viewOf = ({ stage: _stage, ...kept }: KeptOutage): OutageView => ({
    ...kept,
    state: stateOf(kept, world.clock.now()),
  })

  function record(type: string, { market, id, startsAt, endsAt, planned, description }: Outage, at?: number): void {
    const data = { outageId: id, startsAt, endsAt, planned, description }
    events.record({ type, market, data, ...(at === undefined ? {} : { at }) })
  }

  return {
    /** The outage that a market, or the market of a lane, is in at this moment; undefined where it is in none. */
    current({ id, lane }: Market): Outage | undefined {
      if (open.length === 0) return undefined
      const now = world.clock.now()
      const market = lane?.market ?? id
      return open.find((one) => one.market === market && one.startsAt <= now && now < one.endsAt)
    },

    /** A market's outages that have part in a time, the latest first. Throws market-unknown. */
    between: (market: string, from: number, until: number): OutageView[] =>
      store.between(marketOf(market).id, from, until).map(viewOf),

    /**
     * Enters an outage. It counts as planned where it is announced as early as the market's notice asks; otherwise the
     * gateway closes all the same, and the figures have it as an unplanned one.
     * Throws market-unknown, request-invalid, outage-overlaps.
     */
    announce(wish: OutageWish): OutageView {
      const { market, startsAt, endsAt, description } = wish
      const { noticeHours } = settings(market)
      const now = world.clock.now()
      if (startsAt % MINUTE_MS !== 0) throw badParameter('startsAt', 'must be at a whole minute')
      if (endsAt % MINUTE_MS !== 0) throw badParameter('endsAt', 'must be at a whole minute')
      if (startsAt < now)
        throw badParameter('startsAt', 'must not be in the past', { keyword: 'minimum', allowed: now })
      if (endsAt <= startsAt) {
        throw badParameter('endsAt', 'must be after startsAt', { keyword: 'minimum', allowed: startsAt })
      }
      const made: Outage = {
        ...{ id: world.ids.uuid(), market, startsAt, endsAt, description, announcedAt: now, noticeHours },
        ...{ planned: now <= startsAt - noticeHours * HOUR_MS, withdrawnAt: null },
      }
      return change(() => {
        const other = store.between(market, startsAt, endsAt).find(({ withdrawnAt }) => withdrawnAt === null)
        if (other) throw problem('outage-overlaps', { id: other.id, startsAt: other.startsAt, endsAt: other.endsAt })
        store.insert(made)
        record('maintenance.announced', made)
        return viewOf(outage(made.id))
      })
    },

    /**
     * Takes an outage back before it begins, or ends one that is under way, with the minute it is in.
     * Throws outage-not-found, outage-over.
     */
    end(id: string): OutageView {
      const found = outage(id)
      const now = world.clock.now()
      const state = stateOf(found, now)
      if (state === 'over' || state === 'withdrawn') throw problem('outage-over', { id, state })
      return change(() => {
        if (state === 'announced') {
          store.withdraw(id, now)
          record('maintenance.withdrawn', found)
        } else {
          const endsAt = Math.min(found.endsAt, (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS)
          store.shorten(id, endsAt)
          record('maintenance.shortened', { ...found, endsAt })
        }
        return viewOf(outage(id))
      })
    },

    /** What is set of a market's service; its own wishes where nothing is. Throws market-unknown. */
    settings,

    /** Sets a market's objective and notice. Outages that were announced before keep what they count as. */
    set(market: string, to: ServiceSettings): ServiceSettings {
      marketOf(market)
      db.transaction(() => {
        store.saveSettings(market, to)
        events.record({ type: 'service.set', market, data: { ...to } })
      }).immediate()
      return settings(market)
    },

    /** Records the beginnings and ends that came due since it was last asked, at the time they came due. */
    sweep(): void {
      if (open.length === 0) return
      const now = world.clock.now()
      if (!open.some(({ stage, startsAt, endsAt }) => (stage === 'announced' ? startsAt : endsAt) <= now)) return
      change(() => {
        for (const one of store.open()) {
          if (one.stage === 'announced' && one.startsAt <= now) {
            store.advance(one.id, 'begun')
            record('maintenance.begun', one, one.startsAt)
          }
          if (one.endsAt <= now) {
            store.advance(one.id, 'closed')
            record('maintenance.ended', one, one.endsAt)
          }
        }
      })
    },
  }
}
