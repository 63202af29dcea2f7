import { hash, X509Certificate } from 'node:crypto'
import type { Log } from '#kernel'
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

/** What a certificate says. Throws when the bytes are no certificate. */
export function certificateFacts(der: Buffer): CertificateFacts {
  const certificate = new X509Certificate(der)
  return {
    thumbprint: thumbprintOf(der),
    subject: attributes(certificate.subject),
    issuer: attributes(certificate.issuer),
    serialNumber: certificate.serialNumber,
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    alternativeNames: certificate.subjectAltName?.split(', ') ?? [],
  }
}

/** Node writes a name one attribute a line, special characters escaped by a backslash (RFC 2253 §2.4). */
function attributes(name: string): CertificateFacts['subject'] {
  return name
    .split('\n')
    .filter((line) => line.includes('='))
    .map((line) => {
      const at = line.indexOf('=')
      return { name: line.slice(0, at), value: line.slice(at + 1).replace(/\\(.)/g, '$1') }
    })
}
