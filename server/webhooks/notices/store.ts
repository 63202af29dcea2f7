import { bothWays, type Database, migrate } from '#kernel'
import type { KeptNotice, NoticePage, Subscription } from '#markets'

const MIGRATIONS = [
  `CREATE TABLE notice_subscriptions (
     id TEXT PRIMARY KEY, market TEXT NOT NULL, client_id TEXT NOT NULL, topic TEXT NOT NULL, category TEXT NOT NULL,
     callback_url TEXT NOT NULL, subscriber TEXT NOT NULL, effective_from INTEGER, created_at INTEGER NOT NULL,
     UNIQUE (market, client_id, topic)) STRICT, WITHOUT ROWID;
   CREATE INDEX notice_subscriptions_by_topic ON notice_subscriptions (market, topic);
   CREATE TABLE notices (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, market TEXT NOT NULL, client_id TEXT NOT NULL,
     topic TEXT NOT NULL, body TEXT NOT NULL, published INTEGER NOT NULL, created_at INTEGER NOT NULL,
     UNIQUE (market, client_id, id)) STRICT;
   CREATE INDEX notices_by_client ON notices (market, client_id, seq);
   CREATE INDEX notices_by_time ON notices (created_at);
   CREATE INDEX notices_published ON notices (market, client_id, created_at) WHERE published = 1;`,
]

const COLUMNS = `id, market, client_id AS clientId, topic, category, callback_url AS callbackUrl, subscriber,
  effective_from AS effectiveFrom, created_at AS createdAt`

type Row = Omit<Subscription, 'subscriber'> & { subscriber: string }

export type NewNotice = {
  id: string
  market: string
  clientId: string
  topic: string
  body: string
  published: boolean
  createdAt: number
}

/** Subscriptions, and the messages that were made for them, in bank.db. */
export function noticeStore(db: Database) {
  migrate(db, 'notices', MIGRATIONS)
  const insert = db.prepare(
    `INSERT OR REPLACE INTO notice_subscriptions
       (id, market, client_id, topic, category, callback_url, subscriber, effective_from, created_at)
     VALUES (@id, @market, @clientId, @topic, @category, @callbackUrl, @subscriber, @effectiveFrom, @createdAt)`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM notice_subscriptions WHERE id = ?`)
  const ofTopic = db.prepare<[string, string], Row>(
    `SELECT ${COLUMNS} FROM notice_subscriptions WHERE market = ? AND topic = ?`,
  )
  const ofClient = db.prepare<[string, string], Row>(
    `SELECT ${COLUMNS} FROM notice_subscriptions WHERE market = ? AND client_id = ?`,
  )
  const remove = db.prepare('DELETE FROM notice_subscriptions WHERE id = ?')
  const removeOf = db.prepare('DELETE FROM notice_subscriptions WHERE market = ? AND client_id = ?')
  const keep = db.prepare(
    `INSERT OR IGNORE INTO notices (id, market, client_id, topic, body, published, created_at)
     VALUES (@id, @market, @clientId, @topic, @body, @published, @createdAt)`,
  )
  const kept = bothWays(({ past, way }) =>
    db.prepare<[string, string, number, number], { seq: number; body: string }>(
      `SELECT seq, body FROM notices WHERE market = ? AND client_id = ? AND seq ${past} ? ORDER BY seq ${way} LIMIT ?`,
    ),
  )
  const published = db
    .prepare<[string, string, number], number>(
      'SELECT count(*) FROM notices WHERE market = ? AND client_id = ? AND published = 1 AND created_at > ?',
    )
    .pluck()
  const forget = db.prepare('DELETE FROM notices WHERE created_at < ?')
  const rows = (found: Row[]) => found.map(subscriptionOf)

  return {
    insert: (subscription: Subscription) =>
      void insert.run({ ...subscription, subscriber: JSON.stringify(subscription.subscriber) }),
    find: (id: string): Subscription | undefined => {
      const row = find.get(id)
      return row && subscriptionOf(row)
    },
    ofTopic: (market: string, topic: string): Subscription[] => rows(ofTopic.all(market, topic)),
    ofClient: (market: string, clientId: string): Subscription[] => rows(ofClient.all(market, clientId)),
    remove: (id: string) => void remove.run(id),
    removeOf: (market: string, clientId: string) => void removeOf.run(market, clientId),
    /** Keeps a message; false where it was kept before. */
    keep: (notice: NewNotice): boolean => keep.run({ ...notice, published: notice.published ? 1 : 0 }).changes === 1,
    kept(market: string, clientId: string, { limit, after, newestFirst }: NoticePage): KeptNotice[] {
      const found = newestFirst
        ? kept.falling.all(market, clientId, after ?? Number.MAX_SAFE_INTEGER, limit)
        : kept.rising.all(market, clientId, after ?? 0, limit)
      return found.map(({ seq, body }) => ({ seq, body: JSON.parse(body) as unknown }))
    },
    /** How many messages an application has published since a moment. */
    published: (market: string, clientId: string, since: number): number =>
      published.get(market, clientId, since) as number,
    /** Forgets what was made before a moment. */
    forget: (before: number) => void forget.run(before),
  }
}

function subscriptionOf(row: Row): Subscription {
  return { ...row, subscriber: JSON.parse(row.subscriber) as unknown }
}
