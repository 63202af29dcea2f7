import { type Database, migrate, type Origin } from '#kernel'
import type { FunnelStage } from './funnel.ts'
import type { Grain } from './grain.ts'

const MIGRATIONS = [
  `CREATE TABLE analytics_position (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT;
   INSERT INTO analytics_position (id, seq) VALUES (1, 0);
   CREATE TABLE traffic_series (
     id INTEGER PRIMARY KEY, market TEXT NOT NULL, client_id TEXT NOT NULL, operation TEXT NOT NULL,
     UNIQUE (market, client_id, operation)) STRICT;
   CREATE TABLE traffic_counts (
     grain TEXT NOT NULL, at INTEGER NOT NULL, series INTEGER NOT NULL, status_class INTEGER NOT NULL,
     count INTEGER NOT NULL, errors INTEGER NOT NULL,
     PRIMARY KEY (grain, at, series, status_class)) STRICT, WITHOUT ROWID;
   CREATE TABLE traffic_latencies (
     grain TEXT NOT NULL, at INTEGER NOT NULL, series INTEGER NOT NULL, bucket INTEGER NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (grain, at, series, bucket)) STRICT, WITHOUT ROWID;
   CREATE TABLE traffic_errors (
     grain TEXT NOT NULL, at INTEGER NOT NULL, series INTEGER NOT NULL, rule TEXT NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (grain, at, series, rule)) STRICT, WITHOUT ROWID;
   CREATE TABLE event_counts (
     grain TEXT NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, market TEXT NOT NULL, client_id TEXT NOT NULL,
     count INTEGER NOT NULL,
     PRIMARY KEY (grain, at, type, market, client_id)) STRICT, WITHOUT ROWID;
   CREATE TABLE consent_funnel (
     grain TEXT NOT NULL, at INTEGER NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, market TEXT NOT NULL,
     client_id TEXT NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (grain, at, stage, reason, market, client_id)) STRICT, WITHOUT ROWID;
   CREATE TABLE recent_events (
     seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL, origin TEXT NOT NULL, market TEXT, client_id TEXT,
     consent_id TEXT, application_id TEXT) STRICT;
   CREATE INDEX recent_events_by_client ON recent_events (client_id, seq);`,
  // Which log the position is in; recent events are numbered here, since the log's own numbers come back.
  `ALTER TABLE analytics_position ADD COLUMN log TEXT NOT NULL DEFAULT '';
   DROP TABLE recent_events;
   CREATE TABLE recent_events (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, type TEXT NOT NULL, origin TEXT NOT NULL, market TEXT,
     client_id TEXT, consent_id TEXT, application_id TEXT) STRICT;
   CREATE INDEX recent_events_by_client ON recent_events (client_id, seq);`,
  // Generated history is a series of its own: it is never added to what happened.
  `CREATE TABLE series_by_origin (
     id INTEGER PRIMARY KEY, market TEXT NOT NULL, client_id TEXT NOT NULL, operation TEXT NOT NULL,
     origin TEXT NOT NULL, UNIQUE (market, client_id, operation, origin)) STRICT;
   INSERT INTO series_by_origin SELECT id, market, client_id, operation, 'live' FROM traffic_series;
   DROP TABLE traffic_series;
   ALTER TABLE series_by_origin RENAME TO traffic_series;
   CREATE TABLE events_by_origin (
     grain TEXT NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, market TEXT NOT NULL, client_id TEXT NOT NULL,
     origin TEXT NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (grain, at, type, market, client_id, origin)) STRICT, WITHOUT ROWID;
   INSERT INTO events_by_origin SELECT grain, at, type, market, client_id, 'live', count FROM event_counts;
   DROP TABLE event_counts;
   ALTER TABLE events_by_origin RENAME TO event_counts;
   CREATE TABLE funnel_by_origin (
     grain TEXT NOT NULL, at INTEGER NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, market TEXT NOT NULL,
     client_id TEXT NOT NULL, origin TEXT NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (grain, at, stage, reason, market, client_id, origin)) STRICT, WITHOUT ROWID;
   INSERT INTO funnel_by_origin SELECT grain, at, stage, reason, market, client_id, 'live', count FROM consent_funnel;
   DROP TABLE consent_funnel;
   ALTER TABLE funnel_by_origin RENAME TO consent_funnel;`,
]

/** A stretch of intervals, and whose traffic is meant; null means everyone's. */
export type Range = {
  grain: Grain
  from: number
  to: number
  market: string | null
  clientIds: readonly string[] | null
  /** The operations whose traffic is meant; events and the funnel know none. */
  operations: readonly string[] | null
  /** Whether what happened, what was generated, or both; null means both. */
  origin: Origin | null
}

export type RecentEvent = {
  /** Of the recent events, not of the log: the log's numbers come back after a reset. */
  seq: number
  at: number
  type: string
  origin: Origin
  market: string | null
  clientId: string | null
  consentId: string | null
  applicationId: string | null
}

/** Whose a count is; absent markets and clients are empty words. */
export type Whose = { market: string; clientId: string; origin: Origin }

export type AnalyticsStore = ReturnType<typeof openAnalyticsStore>

const BY_SERIES = `c JOIN traffic_series s ON s.id = c.series
  WHERE c.grain = @grain AND c.at >= @from AND c.at < @to
    AND (@market IS NULL OR s.market = @market) AND (@origin IS NULL OR s.origin = @origin)
    AND (@clientIds IS NULL OR s.client_id IN (SELECT value FROM json_each(@clientIds)))
    AND (@operations IS NULL OR s.operation IN (SELECT value FROM json_each(@operations)))`
const BY_COLUMNS = `WHERE grain = @grain AND at >= @from AND at < @to
    AND (@market IS NULL OR market = @market) AND (@origin IS NULL OR origin = @origin)
    AND (@clientIds IS NULL OR client_id IN (SELECT value FROM json_each(@clientIds)))`
/** How much of a counted group the generator made up. */
const GENERATED = `sum(iif(s.origin = 'generated', c.count, 0)) AS generated`
const GENERATED_EVENTS = `sum(iif(origin = 'generated', count, 0)) AS generated`
const RECENT = `SELECT seq, at, type, origin, market, client_id AS clientId, consent_id AS consentId,
  application_id AS applicationId FROM recent_events`

/** The roll-ups in traffic.db. Absent markets and clients are kept as empty words, so that they are keys too. */
export function openAnalyticsStore(db: Database) {
  migrate(db, 'analytics', MIGRATIONS)
  const position = db.prepare<[], { seq: number; log: string }>('SELECT seq, log FROM analytics_position WHERE id = 1')
  const savePosition = db.prepare('UPDATE analytics_position SET seq = ? WHERE id = 1')
  const saveLog = db.prepare('UPDATE analytics_position SET log = ?, seq = ? WHERE id = 1')
  const findSeries = db.prepare<[string, string, string, Origin], { id: number }>(
    'SELECT id FROM traffic_series WHERE market = ? AND client_id = ? AND operation = ? AND origin = ?',
  )
  const insertSeries = db.prepare(
    'INSERT INTO traffic_series (market, client_id, operation, origin) VALUES (?, ?, ?, ?)',
  )
  const addCount = db.prepare(
    `INSERT INTO traffic_counts (grain, at, series, status_class, count, errors) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count, errors = errors + excluded.errors`,
  )
  const addLatency = db.prepare(
    `INSERT INTO traffic_latencies (grain, at, series, bucket, count) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  )
  const addError = db.prepare(
    `INSERT INTO traffic_errors (grain, at, series, rule, count) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  )
  const addEvent = db.prepare(
    `INSERT INTO event_counts (grain, at, type, market, client_id, origin, count) VALUES (?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET count = count + 1`,
  )
  const addFunnel = db.prepare(
    `INSERT INTO consent_funnel (grain, at, stage, reason, market, client_id, origin, count)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET count = count + 1`,
  )
  const insertRecent = db.prepare(
    `INSERT INTO recent_events (at, type, origin, market, client_id, consent_id, application_id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const trimRecent = db.prepare('DELETE FROM recent_events WHERE seq <= (SELECT max(seq) FROM recent_events) - ?')
  const recent = db.prepare<[number, number], RecentEvent>(`${RECENT} WHERE seq < ? ORDER BY seq DESC LIMIT ?`)
  const recentOfClient = db.prepare<[string, number, number], RecentEvent>(
    `${RECENT} WHERE client_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  )
  const operations = db.prepare<unknown[], { operation: string; count: number; errors: number; generated: number }>(
    `SELECT s.operation, sum(c.count) AS count, sum(c.errors) AS errors, ${GENERATED} FROM traffic_counts ${BY_SERIES}
      GROUP BY s.operation`,
  )
  const latencies = db.prepare<unknown[], { operation: string; bucket: number; count: number }>(
    `SELECT s.operation, c.bucket, sum(c.count) AS count FROM traffic_latencies ${BY_SERIES} GROUP BY s.operation, c.bucket`,
  )
  const outcomes = db.prepare<unknown[], { operation: string; statusClass: number; count: number }>(
    `SELECT s.operation, c.status_class AS statusClass, sum(c.count) AS count FROM traffic_counts ${BY_SERIES}
      GROUP BY s.operation, c.status_class`,
  )
  const errors = db.prepare<unknown[], { rule: string; count: number; generated: number }>(
    `SELECT c.rule, sum(c.count) AS count, ${GENERATED} FROM traffic_errors ${BY_SERIES} GROUP BY c.rule ORDER BY 2 DESC, 1`,
  )
  const timeline = db.prepare<unknown[], { at: number; count: number; errors: number; generated: number }>(
    `SELECT c.at, sum(c.count) AS count, sum(c.errors) AS errors, ${GENERATED} FROM traffic_counts ${BY_SERIES}
      GROUP BY c.at ORDER BY c.at`,
  )
  const byClient = db.prepare<unknown[], { clientId: string; count: number; errors: number; generated: number }>(
    `SELECT s.client_id AS clientId, sum(c.count) AS count, sum(c.errors) AS errors, ${GENERATED}
      FROM traffic_counts ${BY_SERIES}
      GROUP BY s.client_id ORDER BY 2 DESC, 1`,
  )
  const latencyTimeline = db.prepare<unknown[], { at: number; bucket: number; count: number }>(
    `SELECT c.at, c.bucket, sum(c.count) AS count FROM traffic_latencies ${BY_SERIES}
      GROUP BY c.at, c.bucket ORDER BY c.at`,
  )
  const eventTypes = db.prepare<unknown[], { type: string; count: number; generated: number }>(
    `SELECT type, sum(count) AS count, ${GENERATED_EVENTS} FROM event_counts ${BY_COLUMNS} GROUP BY type ORDER BY 2 DESC, 1`,
  )
  const funnel = db.prepare<unknown[], { stage: FunnelStage; reason: string; count: number; generated: number }>(
    `SELECT stage, reason, sum(count) AS count, ${GENERATED_EVENTS} FROM consent_funnel ${BY_COLUMNS} GROUP BY stage, reason`,
  )
  const generatedCalls = db
    .prepare<unknown[], number>(
      `SELECT coalesce(sum(c.count), 0) FROM traffic_counts ${BY_SERIES} AND s.origin = 'generated'`,
    )
    .pluck()
  const generatedEvents = db
    .prepare<unknown[], number>(
      `SELECT coalesce(sum(count), 0) FROM event_counts ${BY_COLUMNS} AND origin = 'generated'`,
    )
    .pluck()
  const named = (range: Range) => ({
    ...range,
    clientIds: range.clientIds && JSON.stringify(range.clientIds),
    operations: range.operations && JSON.stringify(range.operations),
  })

  return {
    position: (): number => position.get()?.seq ?? 0,
    savePosition: (seq: number) => void savePosition.run(seq),
    /** The log that the position is in; empty before any was read. */
    log: (): string => position.get()?.log ?? '',
    saveLog: (log: string, seq: number) => void saveLog.run(log, seq),
    /** The id of a series, made when it is new. */
    series(market: string, clientId: string, operation: string, origin: Origin): number {
      const known = findSeries.get(market, clientId, operation, origin)
      return known?.id ?? Number(insertSeries.run(market, clientId, operation, origin).lastInsertRowid)
    },
    addCount: (grain: Grain, at: number, series: number, statusClass: number, count: number, failed: number) =>
      void addCount.run(grain, at, series, statusClass, count, failed),
    addLatency: (grain: Grain, at: number, series: number, bucket: number, count: number) =>
      void addLatency.run(grain, at, series, bucket, count),
    addError: (grain: Grain, at: number, series: number, rule: string, count: number) =>
      void addError.run(grain, at, series, rule, count),
    addEvent: (grain: Grain, at: number, type: string, { market, clientId, origin }: Whose) =>
      void addEvent.run(grain, at, type, market, clientId, origin),
    addFunnel: (grain: Grain, at: number, stage: FunnelStage, reason: string, { market, clientId, origin }: Whose) =>
      void addFunnel.run(grain, at, stage, reason, market, clientId, origin),
    insertRecent: (event: Omit<RecentEvent, 'seq'>) =>
      void insertRecent.run(
        event.at,
        event.type,
        event.origin,
        event.market,
        event.clientId,
        event.consentId,
        event.applicationId,
      ),
    /** Forgets all but the last `count`. */
    trimRecent: (count: number) => void trimRecent.run(count),
    recent: (clientId: string | undefined, before: number, limit: number): RecentEvent[] =>
      clientId === undefined ? recent.all(before, limit) : recentOfClient.all(clientId, before, limit),
    operations: (range: Range) => operations.all(named(range)),
    /** Calls by operation and class of status. */
    outcomes: (range: Range) => outcomes.all(named(range)),
    latencies: (range: Range) => latencies.all(named(range)),
    errors: (range: Range) => errors.all(named(range)),
    timeline: (range: Range) => timeline.all(named(range)),
    byClient: (range: Range) => byClient.all(named(range)),
    latencyTimeline: (range: Range) => latencyTimeline.all(named(range)),
    eventTypes: (range: Range) => eventTypes.all(named(range)),
    generatedCalls: (range: Range): number => generatedCalls.get(named(range)) as number,
    /** How much of a range was generated. */
    generated: (range: Range) => ({
      calls: generatedCalls.get(named(range)) as number,
      events: generatedEvents.get(named(range)) as number,
    }),
    funnel: (range: Range) => funnel.all(named(range)),
  }
}
