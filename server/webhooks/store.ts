import { type Database, migrate } from '#kernel'
import type { Delivery, DeliveryState } from './model.ts'

const MIGRATIONS = [
  `CREATE TABLE webhook_deliveries (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, market TEXT NOT NULL, client_id TEXT NOT NULL, consent_id TEXT,
     operation TEXT NOT NULL, arrow INTEGER, url TEXT NOT NULL, sealed_token TEXT, body TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
     attempts INTEGER NOT NULL DEFAULT 0, last_answer TEXT, due_at INTEGER, until_at INTEGER NOT NULL,
     created_at INTEGER NOT NULL) STRICT;
   CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE due_at IS NOT NULL;
   CREATE INDEX webhook_deliveries_by_consent ON webhook_deliveries (consent_id, seq) WHERE consent_id IS NOT NULL;`,
  `ALTER TABLE webhook_deliveries ADD COLUMN signature_header TEXT;
   ALTER TABLE webhook_deliveries ADD COLUMN waits TEXT;
   CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (state, seq);`,
]

const COLUMNS = `id, market, client_id, consent_id, operation, arrow, url, sealed_token, body, state, attempts,
  last_answer, due_at, until_at, created_at, signature_header, waits`

type Row = {
  id: string
  market: string
  client_id: string
  consent_id: string | null
  operation: string
  arrow: number | null
  url: string
  sealed_token: string | null
  body: string
  state: DeliveryState
  attempts: number
  last_answer: string | null
  due_at: number | null
  until_at: number
  created_at: number
  signature_header: string | null
  waits: string | null
}

/** A delivery that has not ended, with its token as it is kept. */
export type OwedDelivery = Delivery & { sealedToken: string | null }

export type DeliveryStore = ReturnType<typeof deliveryStore>

/** The deliveries' rows in bank.db. `due_at` and the token are there for as long as a delivery is owed. */
export function deliveryStore(db: Database) {
  migrate(db, 'webhooks', MIGRATIONS)
  const insert = db.prepare(
    `INSERT INTO webhook_deliveries (id, market, client_id, consent_id, operation, arrow, url, sealed_token, body, state,
       due_at, until_at, created_at, signature_header, waits)
     VALUES (@id, @market, @clientId, @consentId, @operation, @arrow, @url, @sealedToken, @body, 'waiting',
       @createdAt, @until, @createdAt, @signatureHeader, @waits)`,
  )
  const owed = db.prepare<[number], Row>(
    `SELECT ${COLUMNS} FROM webhook_deliveries WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ?`,
  )
  const ofConsent = db.prepare<[string, number], Row>(
    `SELECT ${COLUMNS} FROM webhook_deliveries WHERE consent_id = ? ORDER BY seq DESC LIMIT ?`,
  )
  const page = db.prepare<[number, number], Row & { seq: number }>(
    `SELECT seq, ${COLUMNS} FROM webhook_deliveries WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
  )
  const pageOfState = db.prepare<[DeliveryState, number, number], Row & { seq: number }>(
    `SELECT seq, ${COLUMNS} FROM webhook_deliveries WHERE state = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM webhook_deliveries WHERE id = ?`)
  const revive = db.prepare(
    `UPDATE webhook_deliveries SET state = 'waiting', attempts = 0, due_at = ?, until_at = ?
      WHERE id = ? AND state = 'failed' AND signature_header IS NOT NULL`,
  )
  const begin = db.prepare(
    'UPDATE webhook_deliveries SET attempts = attempts + 1 WHERE id = ? AND attempts = ? AND due_at IS NOT NULL',
  )
  const again = db.prepare(
    'UPDATE webhook_deliveries SET due_at = ?, last_answer = ? WHERE id = ? AND due_at IS NOT NULL',
  )
  const end = db.prepare(
    `UPDATE webhook_deliveries SET state = ?, last_answer = ?, due_at = NULL, sealed_token = NULL
      WHERE id = ? AND due_at IS NOT NULL`,
  )

  return {
    add: ({ waitsMs, ...delivery }: Omit<OwedDelivery, 'state' | 'attempts' | 'lastAnswer' | 'dueAt'>) =>
      void insert.run({ ...delivery, waits: waitsMs && JSON.stringify(waitsMs) }),
    /** Deliveries not ended, the longest due first. */
    owed: (limit: number): OwedDelivery[] =>
      owed.all(limit).map((row) => ({ ...deliveryOf(row), sealedToken: row.sealed_token })),
    /** What was owed about a consent, newest first. */
    ofConsent: (consentId: string, limit: number): Delivery[] => ofConsent.all(consentId, limit).map(deliveryOf),
    find: (id: string): Delivery | undefined => {
      const row = find.get(id)
      return row && deliveryOf(row)
    },
    /** Deliveries, the newest first, those of a state alone where one is given. */
    page: (state: DeliveryState | undefined, before: number, limit: number): (Delivery & { seq: number })[] =>
      (state === undefined ? page.all(before, limit) : pageOfState.all(state, before, limit)).map((row) => ({
        ...deliveryOf(row),
        seq: row.seq,
      })),
    /** Lets one that failed begin anew; false where it can't: its token is gone once it ended. */
    revive: (id: string, dueAt: number, until: number): boolean => revive.run(dueAt, until, id).changes === 1,
    // The changes below tell whether the delivery was still owed.
    begin: (id: string, attempts: number): boolean => begin.run(id, attempts).changes === 1,
    again: (id: string, dueAt: number, answer: string): boolean => again.run(dueAt, answer, id).changes === 1,
    end: (id: string, state: 'delivered' | 'failed', answer: string): boolean =>
      end.run(state, answer, id).changes === 1,
  }
}

function deliveryOf(row: Row): Delivery {
  return {
    id: row.id,
    market: row.market,
    clientId: row.client_id,
    consentId: row.consent_id,
    operation: row.operation,
    arrow: row.arrow,
    url: row.url,
    body: row.body,
    state: row.state,
    attempts: row.attempts,
    lastAnswer: row.last_answer,
    dueAt: row.due_at,
    until: row.until_at,
    createdAt: row.created_at,
    signatureHeader: row.signature_header,
    waitsMs: row.waits === null ? null : (JSON.parse(row.waits) as number[]),
  }
}
