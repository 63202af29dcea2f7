import type { Database } from './database.ts'
import { migrate } from './database.ts'
import type { World } from './world.ts'

/** Whether something happened, or was made up by the generator of history. */
export type Origin = 'live' | 'generated'

/** What happened, as kept in the event log. `at` is bank time in milliseconds. */
export type BankEvent = {
  seq: number
  at: number
  type: string
  origin: Origin
  market: string | null
  clientId: string | null
  consentId: string | null
  customerId: string | null
  data: Record<string, unknown>
}

export type NewEvent = {
  type: string
  market?: string | null
  clientId?: string | null
  consentId?: string | null
  customerId?: string | null
  data?: Record<string, unknown>
  /** 'live' when not given. */
  origin?: Origin
  /** When it happened, for what came due before anybody noticed or was generated; now where left out. */
  at?: number
}

/**
 * Which log this is. A reset or a restored snapshot puts another log in the place of this one: its sequence numbers
 * begin again after those it came with, and mean other events than before.
 */
export type EventLog = {
  id: string
  /** The last event that the log came with: whatever follows happened in this log and no other. */
  beganAfter: number
}

/** A reader of the log that keeps its own position, so that nothing is missed over a restart. */
export type EventListener = {
  name: string
  /** The seq of the last event this listener has dealt with (0 at first). */
  position(): number
  /** Deals with events in order and stores its new position with what it did. Called at least once per event. */
  handle(batch: BankEvent[]): void
  /** Told once, before anything else, which log it reads: for listeners whose results outlive the log. */
  follow?(log: EventLog): void
}

export type Events = {
  /** Writes an event; call it inside the transaction of the change it tells of. Listeners are told after commit. */
  record(event: NewEvent): void
  /** Adds a listener and lets it catch up. */
  listen(listener: EventListener): void
  /** Lets every listener catch up now; tests and reads of analytics use it. */
  flush(): void
  /** What happened to one consent, application or customer, newest first; `before` is the last seq of the page before. */
  about(what: EventSubject, page: { limit: number; before?: number | undefined }): BankEvent[]
  /** A position kept in bank.db, for listeners that keep their results there. */
  keptPosition(name: string): { position(): number; save(seq: number): void }
  close(): void
}

/** What a timeline is about. */
export type EventSubject = { consentId: string } | { applicationId: string } | { customerId: string }

const BATCH = 500

const MIGRATIONS = [
  `CREATE TABLE events (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, type TEXT NOT NULL,
     origin TEXT NOT NULL DEFAULT 'live', market TEXT, client_id TEXT, consent_id TEXT, customer_id TEXT,
     data TEXT NOT NULL) STRICT;
   CREATE INDEX events_by_consent ON events (consent_id, seq) WHERE consent_id IS NOT NULL;
   CREATE TABLE event_positions (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE event_log (
     one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, began_after INTEGER NOT NULL) STRICT;
   INSERT INTO event_log (one, id, began_after)
     SELECT 1, lower(hex(randomblob(16))), coalesce(max(seq), 0) FROM events;`,
  `CREATE INDEX events_by_application ON events (data ->> '$.applicationId', seq)
     WHERE data ->> '$.applicationId' IS NOT NULL;`,
  `CREATE INDEX events_by_customer ON events (customer_id, seq) WHERE customer_id IS NOT NULL;`,
]

/**
 * Declares a copy of a bank.db to be a log of its own, which goes on after the events it came with. For whoever puts the
 * copy in the place of another; inside the transaction that prepares it.
 */
export function beginEventLog(db: Database): void {
  migrate(db, 'events', MIGRATIONS)
  db.prepare(
    `UPDATE event_log SET id = lower(hex(randomblob(16))),
       began_after = (SELECT coalesce(max(seq), 0) FROM events) WHERE one = 1`,
  ).run()
}

type Row = {
  seq: number
  at: number
  type: string
  origin: Origin
  market: string | null
  client_id: string | null
  consent_id: string | null
  customer_id: string | null
  data: string
}

/** Opens the event log of a bank. */
export function openEvents({
  db,
  world,
  onListenerError,
}: {
  db: Database
  world: World
  /** Told when a listener throws; the listener is tried again at the next event. */
  onListenerError: (listener: string, error: unknown) => void
}): Events {
  migrate(db, 'events', MIGRATIONS)
  const insert = db.prepare(
    `INSERT INTO events (at, type, origin, market, client_id, consent_id, customer_id, data)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const after = db.prepare<[number, number], Row>(
    `SELECT seq, at, type, origin, market, client_id, consent_id, customer_id, data
       FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
  )
  const log = db
    .prepare<[], EventLog>('SELECT id, began_after AS beganAfter FROM event_log WHERE one = 1')
    .get() as EventLog
  const columns = 'seq, at, type, origin, market, client_id, consent_id, customer_id, data'
  const ofConsent = db.prepare<[string, number, number], Row>(
    `SELECT ${columns} FROM events WHERE consent_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  )
  const ofApplication = db.prepare<[string, number, number], Row>(
    `SELECT ${columns} FROM events WHERE data ->> '$.applicationId' = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  )
  const ofCustomer = db.prepare<[string, number, number], Row>(
    `SELECT ${columns} FROM events WHERE customer_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  )
  const readPosition = db.prepare<[string], { seq: number }>('SELECT seq FROM event_positions WHERE name = ?')
  const savePosition = db.prepare(
    'INSERT INTO event_positions (name, seq) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq',
  )
  const listeners: EventListener[] = []
  let telling: NodeJS.Immediate | undefined
  let closed = false

  function catchUp(listener: EventListener): void {
    try {
      for (;;) {
        const rows = after.all(listener.position(), BATCH)
        if (rows.length === 0) return
        listener.handle(rows.map(eventOf))
        if (rows.length < BATCH) return
      }
    } catch (error) {
      onListenerError(listener.name, error)
    }
  }

  function tellAll(): void {
    telling = undefined
    if (closed) return
    for (const listener of listeners) catchUp(listener)
  }

  return {
    record(event) {
      insert.run(
        event.at ?? world.clock.now(),
        event.type,
        event.origin ?? 'live',
        event.market ?? null,
        event.clientId ?? null,
        event.consentId ?? null,
        event.customerId ?? null,
        JSON.stringify(event.data ?? {}),
      )
      // better-sqlite3 transactions are synchronous: an immediate always runs after commit or rollback.
      telling ??= setImmediate(tellAll)
    },
    listen(listener) {
      listener.follow?.(log)
      listeners.push(listener)
      catchUp(listener)
    },
    flush: tellAll,
    about(what, { limit, before = Number.MAX_SAFE_INTEGER }) {
      if ('consentId' in what) return ofConsent.all(what.consentId, before, limit).map(eventOf)
      if ('customerId' in what) return ofCustomer.all(what.customerId, before, limit).map(eventOf)
      return ofApplication.all(what.applicationId, before, limit).map(eventOf)
    },
    keptPosition: (name) => ({
      position: () => readPosition.get(name)?.seq ?? 0,
      save: (seq) => void savePosition.run(name, seq),
    }),
    close() {
      tellAll()
      closed = true
      if (telling) clearImmediate(telling)
    },
  }
}

function eventOf(row: Row): BankEvent {
  return {
    seq: row.seq,
    at: row.at,
    type: row.type,
    origin: row.origin,
    market: row.market,
    clientId: row.client_id,
    consentId: row.consent_id,
    customerId: row.customer_id,
    data: JSON.parse(row.data),
  }
}
