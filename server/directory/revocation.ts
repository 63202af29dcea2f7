import { type Database, type Events, problem, type World } from '#kernel'
import type { DirectoryStore } from './store.ts'

/** Why a certificate is revoked, with the codes that lists and answers carry (RFC 5280 5.3.1). */
export const REASON_CODES = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  privilegeWithdrawn: 9,
} as const
export type RevocationReason = keyof typeof REASON_CODES
export const REVOCATION_REASONS = Object.keys(REASON_CODES) as readonly RevocationReason[]

export type Revocation = ReturnType<typeof openRevocation>

/** Which certificates are revoked. */
export function openRevocation({
  db,
  world,
  events,
  store,
}: {
  db: Database
  world: World
  events: Events
  store: DirectoryStore
}) {
  return {
    isRevoked: store.isRevoked,

    /** Revokes a certificate, once; the first reason stays. Throws certificate-not-found, revocation-reason-unknown. */
    revoke(serialNumber: string, reason: RevocationReason): void {
      if (!REVOCATION_REASONS.includes(reason)) {
        throw problem('revocation-reason-unknown', { reason, allowed: REVOCATION_REASONS })
      }
      db.transaction(() => {
        const certificate = store.certificate(serialNumber)
        if (!certificate) throw problem('certificate-not-found', { serialNumber })
        if (certificate.revokedAt !== null) return
        const { organisationId, softwareId } = certificate
        store.revoke(serialNumber, reason, { at: world.clock.now(), onWire: world.wire.now() })
        events.record({
          type: 'directory.certificate-revoked',
          ...(softwareId === null ? {} : { market: store.software(softwareId)!.market }),
          data: { serialNumber, ...(softwareId === null ? { organisationId } : { softwareId }), reason },
        })
      })()
    },
  }
}
