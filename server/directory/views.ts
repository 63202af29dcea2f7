import { attributeOf, derOf, OID, parseCertificate, type SubjectAttribute, type World } from '#kernel'
import type { RegisteredCertificate } from '#markets'
import type { IssuedCertificate } from './certificate-store.ts'
import { certificateJwk, keySetUris } from './key-sets.ts'
import type { DirectoryStore } from './store.ts'

/** A certificate as people look at it. `issuedAt` and `revokedAt` are bank time, the rest is wire time. */
export type CertificateView = Omit<RegisteredCertificate, 'der' | 'jwk'> & {
  kid: string
  /** The name of the software or organisation. */
  holder: string
  subject: SubjectAttribute[]
  issuedAt: number
  revokedAt: number | null
  revocationReason: string | null
  /** Whether the directory holds its private key. */
  hasKey: boolean
}

/** Tells of certificates, for the directory's API and for people. */
export function openViews({ world, store, keystore }: { world: World; store: DirectoryStore; keystore: string }) {
  return { registered, viewOf }

  function registered(certificate: IssuedCertificate): RegisteredCertificate {
    const { serialNumber, kind, organisationId, softwareId, certificatePem, revokedAt } = certificate
    const der = derOf(certificatePem)
    const { subject, notBefore, notAfter, thumbprint } = parseCertificate(der)
    const organisationKeySet = `${keystore}/${organisationId}/application.jwks`
    const own = softwareId === null ? undefined : keySetUris(keystore, organisationId, softwareId)
    const active = revokedAt === null && notAfter >= world.wire.now()
    return {
      ...{ serialNumber, kind, organisationId, softwareId, notBefore, notAfter, thumbprint, organisationKeySet },
      status: active ? 'Active' : revokedAt === null ? 'Expired' : 'Revoked',
      commonName: attributeOf(subject, OID.commonName) ?? '',
      jwk: certificateJwk(certificate),
      der: der.toString('base64'),
      keySet: own ? keySetIn(own, kind, active) : organisationKeySet,
    }
  }

  function keySetIn(own: ReturnType<typeof keySetUris>, kind: IssuedCertificate['kind'], active: boolean) {
    if (kind === 'server') return null
    if (kind === 'transport') return active ? own.transport : own.inactiveTransport
    return active ? own.application : own.inactiveApplication
  }

  function viewOf(certificate: IssuedCertificate): CertificateView {
    const { der: _der, jwk, ...shown } = registered(certificate)
    const { issuedAt, revokedAt, revocationReason, keyFile, certificatePem } = certificate
    return {
      ...{ ...shown, issuedAt, revokedAt, revocationReason },
      kid: jwk.kid as string,
      holder: holderOf(certificate),
      subject: parseCertificate(derOf(certificatePem)).subject,
      hasKey: keyFile !== null,
    }
  }

  function holderOf({ organisationId, softwareId }: IssuedCertificate): string {
    const software = softwareId === null ? undefined : store.software(softwareId)
    return software?.name ?? store.organisation(organisationId)?.name ?? ''
  }
}
