import { derOf, parseCertificate, type World } from '#kernel'
import type { Authority } from './authority.ts'
import { integer } from './der-writer.ts'
import { loadX509, SIGNING } from './issuing.ts'
import { certificateSigningKey } from './keys.ts'
import { REASON_CODES, type RevocationReason } from './revocation.ts'
import type { DirectoryStore } from './store.ts'

/** How long a list may be kept by whoever fetched it. */
export const LIST_MS = 24 * 3_600_000

const LIST_NUMBER = '2.5.29.20'

/**
 * The list of revoked certificates that have not ended (RFC 5280 5), signed by the authority, in DER. Dates are wire
 * time, since outsiders compare them with their own clocks.
 */
export function openRevocationList({
  world,
  store,
  authority,
}: {
  world: World
  store: DirectoryStore
  authority: Authority
}) {
  return async (): Promise<Buffer> => {
    const x509 = await loadX509()
    const now = world.wire.now()
    const issuer = new x509.X509Certificate(authority.certificatePem)
    const revoked = store
      .revokedCertificates()
      .filter(({ certificatePem }) => parseCertificate(derOf(certificatePem)).notAfter >= now)
    const list = await x509.X509CrlGenerator.create({
      issuer: issuer.subjectName,
      thisUpdate: new Date(now),
      nextUpdate: new Date(now + LIST_MS),
      entries: revoked.map(({ serialNumber, revokedOnWire, revocationReason }) => ({
        serialNumber,
        revocationDate: new Date(Math.min(revokedOnWire ?? now, now)),
        // An unspecified reason is left out rather than said (RFC 5280 5.3.1).
        reason: REASON_CODES[revocationReason as RevocationReason] || undefined,
      })),
      extensions: [
        await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
        // Numbers only grow (RFC 5280 5.2.3): the moment does.
        new x509.Extension(LIST_NUMBER, false, new Uint8Array(integer(now))),
      ],
      signingKey: await certificateSigningKey(authority.key),
      signingAlgorithm: SIGNING,
    })
    return Buffer.from(list.rawData)
  }
}
