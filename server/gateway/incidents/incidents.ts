import { type Database, type Events, migrate, problem, type World } from '#kernel'
import type { FraudDesk, FraudReport } from '#markets'

const MIGRATIONS = [
  `CREATE TABLE fraud_incidents (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, market TEXT NOT NULL, client_id TEXT NOT NULL, incident_id TEXT NOT NULL,
     type TEXT NOT NULL, reason TEXT NOT NULL, reporter TEXT NOT NULL, attributes TEXT NOT NULL,
     reported_at INTEGER NOT NULL, seen_at INTEGER, UNIQUE (market, client_id, incident_id)) STRICT;
   CREATE INDEX fraud_incidents_unseen ON fraud_incidents (seq) WHERE seen_at IS NULL;`,
]

const COLUMNS = `seq, market, client_id AS clientId, incident_id AS incidentId, type, reason, reporter, attributes,
  reported_at AS reportedAt, seen_at AS seenAt`

/** A suspicion of fraud that an application reported. Times are bank milliseconds. */
export type Incident = FraudReport & { seq: number; reportedAt: number; seenAt: number | null }

type Row = Omit<Incident, 'reporter' | 'attributes'> & { reporter: string; attributes: string }

export type Incidents = ReturnType<typeof openIncidents>

/** Opens the bank's record of suspected fraud: what applications report, and whether anybody here has seen it. */
export function openIncidents({ db, world, events }: { db: Database; world: World; events: Events }) {
  migrate(db, 'incidents', MIGRATIONS)
  const insert = db.prepare(
    `INSERT OR IGNORE INTO fraud_incidents
       (market, client_id, incident_id, type, reason, reporter, attributes, reported_at)
     VALUES (@market, @clientId, @incidentId, @type, @reason, @reporter, @attributes, @reportedAt)`,
  )
  const page = db.prepare<[number, number], Row>(
    `SELECT ${COLUMNS} FROM fraud_incidents WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
  )
  const find = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM fraud_incidents WHERE seq = ?`)
  const unseen = db.prepare<[], number>('SELECT count(*) FROM fraud_incidents WHERE seen_at IS NULL').pluck()
  const see = db.prepare('UPDATE fraud_incidents SET seen_at = ? WHERE seq = ? AND seen_at IS NULL')

  const desk: FraudDesk = {
    report: db.transaction((report: FraudReport): boolean => {
      const { market, clientId, incidentId, type } = report
      const row = {
        ...{ ...report, reportedAt: world.clock.now() },
        ...{ reporter: JSON.stringify(report.reporter ?? null), attributes: JSON.stringify(report.attributes ?? null) },
      }
      if (insert.run(row).changes === 0) return false
      events.record({ type: 'fraud.reported', market, clientId, data: { incidentId, type } })
      return true
    }),
  }

  return {
    ...desk,

    /** Reports, the newest first; `before` is the `seq` of the last of the page before. */
    list(before: number, limit: number): { incidents: Incident[]; unseen: number; next: number | null } {
      const incidents = page.all(before, limit).map(incidentOf)
      const next = incidents.length < limit ? null : (incidents.at(-1)?.seq ?? null)
      return { incidents, unseen: unseen.get() as number, next }
    },

    /** Notes that somebody at the bank has seen a report; once. Throws incident-not-found. */
    see: db.transaction((seq: number): Incident => {
      const before = find.get(seq)
      if (!before) throw problem('incident-not-found', { incident: String(seq) })
      if (see.run(world.clock.now(), seq).changes === 1) {
        const { market, clientId, incidentId } = before
        events.record({ type: 'fraud.seen', market, clientId, data: { incidentId } })
      }
      return incidentOf(find.get(seq) as Row)
    }),
  }
}

function incidentOf(row: Row): Incident {
  return { ...row, reporter: JSON.parse(row.reporter) as unknown, attributes: JSON.parse(row.attributes) as unknown }
}
