import { createPrivateKey } from 'node:crypto'
import { type Database, derOf, type Events, OID, parseCertificate, problem, type World } from '#kernel'
import type { CertificateKind, SealProfile, TrustProfile } from '#markets'
import type { Authority } from './authority.ts'
import { publicKeyOfRequest } from './certificate-request.ts'
import type { IssuedCertificate, NewCertificate } from './certificate-store.ts'
import type { KeyFiles } from './key-files.ts'
import { makeKeyPem, publicJwk, publicKeyDer } from './keys.ts'
import { isReliable } from './reliable.ts'
import type { DirectoryStore, Organisation, Software } from './store.ts'

/** Whose certificate it is: a software's, or an organisation's own. */
export type Holder = { organisation: Organisation; software?: Software | undefined }

/** `requestPem` is a PKCS #10 request where its sender keeps the key; else the directory makes one. */
export type IssueOptions = { requestPem?: string | undefined }

export type Certificates = ReturnType<typeof openCertificates>

/** Issues certificates: the first ones of a software or organisation, and others beside them. */
export function openCertificates({
  db,
  world,
  events,
  store,
  files,
  authority,
  profiles,
  transportSubject,
}: {
  db: Database
  world: World
  events: Events
  store: DirectoryStore
  files: KeyFiles
  authority: Authority
  profiles: Readonly<Record<string, TrustProfile>>
  transportSubject: (software: Software) => Parameters<Authority['issue']>[0]['subject']
}) {
  return {
    certify,
    keep,
    sealOf,
    isActive,

    /**
     * Issues a certificate beside those that the holder has; it becomes the one of its credentials where the directory
     * has its key. Throws certificate-kind-unknown, certificate-request-invalid, software-generated, organisation-generated.
     */
    async issue(holder: Holder, kind: CertificateKind, { requestPem }: IssueOptions = {}): Promise<IssuedCertificate> {
      const { organisation, software } = holder
      if (software && store.isGenerated(software.softwareId)) {
        throw problem('software-generated', { softwareId: software.softwareId })
      }
      if (!software && store.isGeneratedOrganisation(organisation.organisationId)) {
        throw problem('organisation-generated', { organisationId: organisation.organisationId })
      }
      if (kind === 'signing' ? !sealOf(holder) : !software) throw problem('certificate-kind-unknown', { kind })
      if (requestPem !== undefined) {
        const certificatePem = await certify(holder, kind, await publicKeyOfRequest(requestPem))
        return db.transaction(() => keep(holder, { kind, certificatePem, keyFile: null }))()
      }
      const known = kind === 'signing' && software ? uncertifiedKey(software.softwareId) : undefined
      const keyPem = known?.pem ?? (await makeKeyPem())
      const certificatePem = await certify(holder, kind, publicKeyDer(createPrivateKey(keyPem)))
      const { serialNumber } = parseCertificate(derOf(certificatePem))
      const folder = software ? `software/${software.softwareId}` : `organisations/${organisation.organisationId}`
      const keyFile = known?.name ?? `${folder}/${kind}-${serialNumber}.key.pem`
      if (!known) files.write(keyFile, keyPem)
      return db.transaction(() => {
        const certificate = keep(holder, { kind, certificatePem, keyFile })
        if (software) makeCurrent(software.softwareId, certificate)
        return certificate
      })()
    },
  }

  /** A certificate of a public key in the name of its holder; nothing is kept of it yet. */
  function certify(holder: Holder, kind: CertificateKind, publicKey: Buffer): Promise<string> {
    const { organisation, software } = holder
    const order = { publicKey, revocable: true }
    if (kind === 'transport') {
      return authority.issue({ ...order, purpose: kind, subject: transportSubject(software as Software) })
    }
    if (kind === 'server') return authority.issue({ ...order, purpose: kind, subject: serverSubject(organisation) })
    const seal = sealOf(holder) as SealProfile
    const facts = { organisation, authority: authority.name }
    return authority.issue({
      ...{ ...order, purpose: kind },
      subject: seal.subject(facts),
      otherNames: seal.otherNames(facts),
    })
  }

  /** Keeps a certificate with its event, unless it is kept already. Its caller holds the transaction. */
  function keep(
    { organisation, software }: Holder,
    { kind, certificatePem, keyFile }: Pick<NewCertificate, 'kind' | 'certificatePem' | 'keyFile'>,
  ): IssuedCertificate {
    const { serialNumber } = parseCertificate(derOf(certificatePem))
    const { organisationId } = organisation
    const softwareId = software?.softwareId ?? null
    if (!store.certificate(serialNumber)) {
      const issuedAt = world.clock.now()
      store.addCertificate({ serialNumber, kind, organisationId, softwareId, certificatePem, keyFile, issuedAt })
      events.record({
        type: 'directory.certificate-issued',
        ...(software ? { market: software.market } : {}),
        data: { ...(software ? { softwareId } : {}), organisationId, serialNumber, kind },
      })
    }
    return store.certificate(serialNumber) as IssuedCertificate
  }

  /** How signing keys of a holder are certified: by the software's market, or the first in which the organisation acts. */
  function sealOf({ organisation, software }: Holder): SealProfile | undefined {
    if (software) return profiles[software.market]?.seal
    const own = Object.values(profiles).filter(({ roles }) => roles.some((role) => organisation.roles.includes(role)))
    return own.find(({ seal }) => seal !== undefined)?.seal
  }

  /** Whether a certificate may be relied on by wire time now. */
  function isActive({ certificatePem, revokedAt }: IssuedCertificate): boolean {
    return isReliable({ revokedAt, notAfter: parseCertificate(derOf(certificatePem)).notAfter }, world.wire.now())
  }

  /** The signing key that a software had from before keys were certified. */
  function uncertifiedKey(softwareId: string): { name: string; pem: string } | undefined {
    const name = `software/${softwareId}/signing.key.pem`
    const row = store.credentials(softwareId)
    const kept = row && row.signingSerial === null ? files.key(name) : undefined
    return kept && { name, pem: kept.pem }
  }

  function makeCurrent(softwareId: string, { kind, serialNumber, certificatePem }: IssuedCertificate): void {
    const row = store.credentials(softwareId)
    if (!row) return
    if (kind === 'transport') {
      store.keepCredentials({ ...row, serialNumber })
    } else if (kind === 'server') {
      store.keepCredentials({ ...row, serverSerial: serialNumber })
    } else {
      const signingJwk = publicJwk(parseCertificate(derOf(certificatePem)).publicKeyDer, 'messages')
      store.keepCredentials({ ...row, signingSerial: serialNumber, signingJwk })
    }
  }
}

/** Whoever calls a server goes by its alternative names (RFC 9110 4.3.4), so the subject only says whose it is. */
function serverSubject({ name }: Organisation) {
  return [
    { oid: OID.organization, value: name },
    { oid: OID.commonName, value: 'localhost', printable: true },
  ]
}
