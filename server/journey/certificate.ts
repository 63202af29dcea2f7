import { hash } from 'node:crypto'
import { alternativeNames, type Log, parseCertificate, type SubjectAttribute } from '#kernel'
import type { CertificateFacts } from './recorded.ts'
import type { JourneyStore } from './store.ts'

/** Thumbprints remembered as kept; a bank sees as many as it has applications. */
const REMEMBERED = 1000

/** The thumbprint by which a certificate is kept once: SHA-256 of its DER, base64url (RFC 8705 §3.1). */
export function thumbprintOf(der: Buffer): string {
  return hash('sha256', der, 'base64url')
}

/** Opens the keeping of certificates, each once. */
export function openCertificates({ store, log }: { store: JourneyStore; log: Log }) {
  // The calls that one call causes share its certificate's very bytes.
  let thumbprints = new WeakMap<Buffer, string>()
  const kept = new Set<string>()

  function insert(thumbprint: string, der: Buffer): void {
    if (kept.size >= REMEMBERED) kept.clear()
    kept.add(thumbprint)
    try {
      store.insertCertificate(thumbprint, der, JSON.stringify(certificateFacts(der)))
    } catch (error) {
      log.warn('a certificate could not be read', { thumbprint, reason: String(error) })
    }
  }

  return {
    /** Keeps a certificate unless it is kept already. Returns its thumbprint. */
    keep(der: Buffer): string {
      const known = thumbprints.get(der)
      if (known !== undefined) return known
      const thumbprint = thumbprintOf(der)
      if (!kept.has(thumbprint)) insert(thumbprint, der)
      thumbprints.set(der, thumbprint)
      return thumbprint
    },
    /** Forgets what was kept, after a batch that was not written. */
    forget(): void {
      thumbprints = new WeakMap()
      kept.clear()
    },
  }
}

/** What a certificate says, read from its DER, so that it says the same on every runtime. Throws certificate-unreadable. */
export function certificateFacts(der: Uint8Array): CertificateFacts {
  // Between threads a Buffer becomes a plain array of bytes.
  const certificate = parseCertificate(Buffer.from(der.buffer, der.byteOffset, der.byteLength))
  return {
    thumbprint: certificate.thumbprint,
    subject: certificate.subject.map(shown),
    issuer: certificate.issuer.map(shown),
    serialNumber: certificate.serialNumber,
    validFrom: certificate.notBefore,
    validTo: certificate.notAfter,
    alternativeNames: alternativeNames(certificate),
  }
}

function shown({ name, value }: SubjectAttribute): { name: string; value: string } {
  return { name, value }
}
