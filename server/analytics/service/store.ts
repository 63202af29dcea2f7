import { type Database, migrate } from '#kernel'
import type { Service } from './uptime.ts'

const MIGRATIONS = [
  `CREATE TABLE service_spans (
     id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('up', 'down')), began_at INTEGER NOT NULL,
     until_at INTEGER NOT NULL, wire_at INTEGER NOT NULL, ended INTEGER NOT NULL) STRICT;
   CREATE INDEX service_spans_by_end ON service_spans (until_at);
   CREATE INDEX service_spans_by_beginning ON service_spans (began_at);
   CREATE INDEX service_spans_by_state ON service_spans (ended, id);`,
]

type Row = { state: 'up' | 'down'; from: number; until: number }

/** The spans in which the bank ran or was down, in traffic.db: they outlive a reset, as the traffic does. */
export function serviceStore(db: Database) {
  migrate(db, 'service', MIGRATIONS)
  const insert = db.prepare(
    'INSERT INTO service_spans (state, began_at, until_at, wire_at, ended) VALUES (?, ?, ?, ?, ?)',
  )
  const sign = db.prepare('UPDATE service_spans SET until_at = ?, wire_at = ? WHERE id = ?')
  const end = db.prepare('UPDATE service_spans SET ended = 1 WHERE id = ?')
  const unended = db.prepare<[], { id: number; until: number; wireAt: number }>(
    'SELECT id, until_at AS until, wire_at AS wireAt FROM service_spans WHERE ended = 0 ORDER BY id DESC LIMIT 1',
  )
  const between = db.prepare<[number, number], Row>(
    'SELECT state, began_at AS "from", until_at AS until FROM service_spans WHERE until_at > ? AND began_at < ?',
  )
  const since = db.prepare<[], number | null>('SELECT min(began_at) FROM service_spans').pluck()

  return {
    /** Begins a span in which the bank runs; gives its id. */
    begin: (at: number, wireAt: number): number => Number(insert.run('up', at, at, wireAt, 0).lastInsertRowid),
    sign: (id: number, at: number, wireAt: number) => void sign.run(at, wireAt, id),
    end: (id: number) => void end.run(id),
    down: (from: number, until: number, wireAt: number) => void insert.run('down', from, until, wireAt, 1),
    /** The span of a bank that ended without saying so. */
    unended: () => unended.get(),
    between(from: number, until: number): Service {
      const rows = between.all(from, until)
      const of = (state: Row['state']) =>
        rows.filter((row) => row.state === state).map(({ from, until }) => ({ from, until }))
      return { up: of('up'), down: of('down') }
    },
    since: () => since.get() ?? undefined,
  }
}
