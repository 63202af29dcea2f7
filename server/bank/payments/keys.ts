import { createHash } from 'node:crypto'
import type { Database, World } from '#kernel'

/** How long a key is remembered: 24 hours of bank time. */
export const KEY_LIFE_MS = 24 * 60 * 60_000
/** So many forgotten keys are cleared away at a time. */
const CLEARED = 200

/** What an orderer calls an order of its own, so that sending it again does nothing again. */
export type OrderKey = { clientId: string; consentId: string; operation: string; key: string }

/** Opens the keys of orders. */
export function openKeys({ db, world }: { db: Database; world: World }) {
  const find = db.prepare<[string, string, string, string, number], { content_hash: string; subject_id: string }>(
    `SELECT content_hash, subject_id FROM payment_keys
      WHERE client_id = ? AND consent_id = ? AND operation = ? AND key = ? AND at > ?`,
  )
  const keep = db.prepare(
    `INSERT OR REPLACE INTO payment_keys (client_id, consent_id, operation, key, content_hash, subject_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const old = db.prepare<[number, number], { clientId: string; consentId: string; operation: string; key: string }>(
    `SELECT client_id AS clientId, consent_id AS consentId, operation, key FROM payment_keys WHERE at <= ? LIMIT ?`,
  )
  const clear = db.prepare(
    'DELETE FROM payment_keys WHERE client_id = ? AND consent_id = ? AND operation = ? AND key = ?',
  )
  const parts = ({ clientId, consentId, operation, key }: OrderKey) => [clientId, consentId, operation, key] as const

  return {
    /** What a key was used for within its life, and whether for the same content; undefined for a new one. */
    find(key: OrderKey, content: unknown): { subjectId: string; same: boolean } | undefined {
      const row = find.get(...parts(key), world.clock.now() - KEY_LIFE_MS)
      return row && { subjectId: row.subject_id, same: row.content_hash === hashOf(content) }
    },
    /** Remembers a key; inside the transaction of what it was used for. */
    keep(key: OrderKey, content: unknown, subjectId: string): void {
      keep.run(...parts(key), hashOf(content), subjectId, world.clock.now())
    },
    /** Forgets keys at the end of their life, some at a time. */
    sweep(): void {
      for (const key of old.all(world.clock.now() - KEY_LIFE_MS, CLEARED)) clear.run(...parts(key))
    },
  }
}

/** A hash of a value, whatever the order of its members. */
export function hashOf(content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(content)) ?? '')
    .digest('base64url')
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return ['array', ...value.map(ordered)]
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, ordered(each)])
}
