import { type Database, migrate } from '#kernel'
import type { Outage, ServiceSettings } from './model.ts'

const MIGRATIONS = [
  `CREATE TABLE maintenance_outages (
     id TEXT PRIMARY KEY, market TEXT NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
     description TEXT NOT NULL, announced_at INTEGER NOT NULL, notice_hours INTEGER NOT NULL, planned INTEGER NOT NULL,
     withdrawn_at INTEGER, stage TEXT NOT NULL CHECK (stage IN ('announced', 'begun', 'closed'))) STRICT, WITHOUT ROWID;
   CREATE INDEX maintenance_by_end ON maintenance_outages (market, ends_at);
   CREATE INDEX maintenance_open ON maintenance_outages (starts_at) WHERE stage <> 'closed';
   CREATE TABLE service_settings (
     market TEXT PRIMARY KEY, objective_ms INTEGER NOT NULL, notice_hours INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
]

/** How far the events of an outage have been told; closed also where it was withdrawn. */
export type Stage = 'announced' | 'begun' | 'closed'

type Row = Omit<Outage, 'planned'> & { planned: 0 | 1; stage: Stage }

const COLUMNS = `id, market, starts_at AS startsAt, ends_at AS endsAt, description, announced_at AS announcedAt,
  notice_hours AS noticeHours, planned, withdrawn_at AS withdrawnAt, stage`

export type KeptOutage = Outage & { stage: Stage }

/** The calendar of planned outages, and what the owner set of each market's service. */
export function maintenanceStore(db: Database) {
  migrate(db, 'maintenance', MIGRATIONS)
  const insert = db.prepare(
    `INSERT INTO maintenance_outages
       (id, market, starts_at, ends_at, description, announced_at, notice_hours, planned, withdrawn_at, stage)
     VALUES (@id, @market, @startsAt, @endsAt, @description, @announcedAt, @noticeHours, @planned, NULL, 'announced')`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM maintenance_outages WHERE id = ?`)
  const open = db.prepare<[], Row>(
    `SELECT ${COLUMNS} FROM maintenance_outages WHERE stage <> 'closed' ORDER BY starts_at`,
  )
  const between = db.prepare<[string, number, number], Row>(
    `SELECT ${COLUMNS} FROM maintenance_outages WHERE market = ? AND ends_at > ? AND starts_at < ?
      ORDER BY ends_at DESC LIMIT 1000`,
  )
  const unfold = db.prepare(
    `UPDATE maintenance_outages SET stage = iif(starts_at > @now, 'announced', 'begun')
      WHERE market = @market AND ends_at > @now AND withdrawn_at IS NULL
        AND (stage = 'closed' OR (stage = 'begun' AND starts_at > @now))`,
  )
  const advance = db.prepare('UPDATE maintenance_outages SET stage = ? WHERE id = ?')
  const withdraw = db.prepare(`UPDATE maintenance_outages SET withdrawn_at = ?, stage = 'closed' WHERE id = ?`)
  const shorten = db.prepare('UPDATE maintenance_outages SET ends_at = ? WHERE id = ?')
  const findSettings = db.prepare<[string], ServiceSettings>(
    'SELECT objective_ms AS objectiveMs, notice_hours AS noticeHours FROM service_settings WHERE market = ?',
  )
  const saveSettings = db.prepare(
    'INSERT OR REPLACE INTO service_settings (market, objective_ms, notice_hours) VALUES (?, ?, ?)',
  )

  return {
    insert: (outage: Outage) => void insert.run({ ...outage, planned: outage.planned ? 1 : 0 }),
    find: (id: string): KeptOutage | undefined => {
      const row = find.get(id)
      return row && outageOf(row)
    },
    /** Those whose end has not been told, the earliest first. */
    open: (): KeptOutage[] => open.all().map(outageOf),
    /** Those of a market that have part in a time, the latest first. */
    between: (market: string, from: number, until: number): KeptOutage[] =>
      between.all(market, from, until).map(outageOf),
    /** Lets outages that were told of as begun or over lie ahead again, or be under way, where time went back. */
    unfold: (market: string, now: number) => void unfold.run({ market, now }),
    advance: (id: string, stage: Stage) => void advance.run(stage, id),
    withdraw: (id: string, at: number) => void withdraw.run(at, id),
    shorten: (id: string, endsAt: number) => void shorten.run(endsAt, id),
    settings: (market: string) => findSettings.get(market),
    saveSettings: (market: string, { objectiveMs, noticeHours }: ServiceSettings) =>
      void saveSettings.run(market, objectiveMs, noticeHours),
  }
}

function outageOf(row: Row): KeptOutage {
  return { ...row, planned: row.planned === 1 }
}
