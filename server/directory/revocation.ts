import { type Database, type Events, problem, type World } from '#kernel'
import type { DirectoryStore } from './store.ts'

/** Why a certificate is revoked (RFC 5280 5.3.1). */
export const REVOCATION_REASONS = [
  'unspecified',
  'keyCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
] as const
export type RevocationReason = (typeof REVOCATION_REASONS)[number]

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
        store.revoke(serialNumber, reason, world.clock.now())
        events.record({
          type: 'directory.certificate-revoked',
          market: store.software(certificate.softwareId)!.market,
          data: { serialNumber, softwareId: certificate.softwareId, reason },
        })
      })()
    },
  }
}
