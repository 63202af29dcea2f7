import { attributeOf, extendedKeyUsage, OID, parseCertificate, type SubjectAttribute, type World } from '#kernel'
import type { SubjectIds, TrustProfile } from '#markets'
import type { Authority } from './authority.ts'

/** What a peer's certificate says, read from its DER. Times are milliseconds of wire time. */
export type CertificateFacts = {
  /** SHA-256 of the DER, base64url: the `x5t#S256` of RFC 8705. */
  thumbprint: string
  fingerprint256: string
  serialNumber: string
  subject: SubjectAttribute[]
  /** The software and organisation its subject names, as its market writes them. */
  softwareId: string | undefined
  organisationId: string | undefined
  commonName: string | undefined
  notBefore: number
  notAfter: number
  /** Whether this install's authority signed it. */
  issuedByUs: boolean
  /** Whether it is one to connect with (RFC 5280 4.2.1.12, clientAuth); a signing certificate isn't. */
  clientAuthentication: boolean
  /** Whether it was revoked when it was read; a connection that lives on asks `isRevoked`. */
  revoked: boolean
  /** Whether it is outside its validity. */
  expired: boolean
}

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2'
const NOBODY: SubjectIds = { softwareId: undefined, organisationId: undefined }

/** Reads the certificates that peers show. */
export function openPeerCertificates({
  world,
  authority,
  isRevoked,
  profiles,
  marketOf,
}: {
  world: World
  authority: Authority
  isRevoked: (serialNumber: string) => boolean
  profiles: Readonly<Record<string, TrustProfile>>
  /** The market that a certificate of this directory was issued in. */
  marketOf: (serialNumber: string) => string | undefined
}) {
  return (der: Buffer): CertificateFacts => {
    const certificate = parseCertificate(der)
    const { thumbprint, fingerprint256, serialNumber, subject, notBefore, notAfter } = certificate
    const issuedByUs = authority.issued(certificate)
    const now = world.wire.now()
    return {
      thumbprint,
      fingerprint256,
      serialNumber,
      subject,
      ...idsOf(subject, issuedByUs ? marketOf(serialNumber) : undefined),
      commonName: attributeOf(subject, OID.commonName),
      notBefore,
      notAfter,
      issuedByUs,
      clientAuthentication: extendedKeyUsage(certificate).includes(CLIENT_AUTHENTICATION),
      revoked: issuedByUs && isRevoked(serialNumber),
      expired: now < notBefore || now > notAfter,
    }
  }

  /** As the certificate's own market reads its subject; a foreign one as the first market that makes sense of it. */
  function idsOf(subject: SubjectAttribute[], market: string | undefined): SubjectIds {
    const own = market === undefined ? undefined : profiles[market]
    if (own) return own.readSubject(subject)
    const read = Object.values(profiles).map((profile) => profile.readSubject(subject))
    return read.find((ids) => ids.softwareId ?? ids.organisationId) ?? NOBODY
  }
}
