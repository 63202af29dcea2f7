import { problem } from '#kernel'
import type { Parameter, Rooms, RouteInput } from '../../../api.ts'

const schema = { type: 'string', minLength: 1, maxLength: 256 }

/** What every write is named by, so that sending it again does nothing again (FDX money movement, idempotency-key). */
export const idempotencyKey: Parameter = { name: 'idempotency-key', in: 'header', required: true, schema }
/** A deletion is the same the second time anyway. */
export const idempotencyKeyIfAny: Parameter = { ...idempotencyKey, required: false }

/** What a write was about, and whether it was asked for before under the same key. */
export type Once = { subjectId: string; again: boolean }

/**
 * Lets a write happen once for its key, and in one transaction with it: a key counts for 24 hours, for one app, consent
 * and operation. `act` returns the id of what it was about. Throws idempotency-key-reused for a key with another content.
 */
export function once({ bank }: Rooms, input: RouteInput, operation: string, act: () => string): Once {
  const key = input.header('idempotency-key')
  const { payments } = bank
  return payments.together(() => {
    if (key === undefined) return { subjectId: act(), again: false }
    const named = { clientId: input.clientId, consentId: input.consent?.id ?? '', operation, key }
    const content = { path: input.path, body: input.body ?? null }
    const known = payments.keys.find(named, content)
    if (known && !known.same) throw problem('idempotency-key-reused', { key }, 'idempotency-key')
    if (known) return { subjectId: known.subjectId, again: true }
    const subjectId = act()
    payments.keys.keep(named, content, subjectId)
    return { subjectId, again: false }
  })
}
