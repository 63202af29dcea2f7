import type { World } from '#kernel'
import type { TrustProfile } from '#markets'
import type { Authority } from './authority.ts'
import { attributeOf, OID, parseCertificate, type SubjectAttribute } from './certificate.ts'

/** What a peer's certificate says, read from its DER. Times are milliseconds of wire time. */
export type CertificateFacts = {
  /** SHA-256 of the DER, base64url: the `x5t#S256` of RFC 8705. */
  thumbprint: string
  fingerprint256: string
  serialNumber: string
  subject: SubjectAttribute[]
  /** The subject's UID. */
  softwareId: string | undefined
  /** The subject's organizationIdentifier without the market's prefix, else its OU. */
  organisationId: string | undefined
  commonName: string | undefined
  notBefore: number
  notAfter: number
  /** Whether this install's authority signed it. */
  issuedByUs: boolean
  /** Whether it was revoked when it was read; a connection that lives on asks `isRevoked`. */
  revoked: boolean
  /** Whether it is outside its validity. */
  expired: boolean
}

/** Reads the certificates that peers show. */
export function openPeerCertificates({
  world,
  authority,
  isRevoked,
  profiles,
}: {
  world: World
  authority: Authority
  isRevoked: (serialNumber: string) => boolean
  profiles: Readonly<Record<string, TrustProfile>>
}) {
  const prefixes = Object.values(profiles).map((profile) => profile.identifierPrefix)

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
      softwareId: attributeOf(subject, OID.userId),
      organisationId: organisationIdOf(subject),
      commonName: attributeOf(subject, OID.commonName),
      notBefore,
      notAfter,
      issuedByUs,
      revoked: issuedByUs && isRevoked(serialNumber),
      expired: now < notBefore || now > notAfter,
    }
  }

  /** The current attribute first; certificates of the standard's first years had the id in OU. */
  function organisationIdOf(subject: SubjectAttribute[]): string | undefined {
    const identifier = attributeOf(subject, OID.organizationIdentifier)
    const prefix = prefixes.find((candidate) => identifier?.startsWith(candidate))
    return prefix === undefined ? attributeOf(subject, OID.organizationalUnit) : identifier?.slice(prefix.length)
  }
}
