import type { JWK } from 'jose'
import { type Database, derOf, type Events, parseCertificate, problem, type World } from '#kernel'
import type { CertificateAttribute } from '#markets'
import type { Authority } from './authority.ts'
import type { KeyFile, KeyFiles } from './key-files.ts'
import { privateJwk, publicJwk, publicKeyDer } from './keys.ts'
import type { Revocation } from './revocation.ts'
import type { DirectoryStore, Software } from './store.ts'

export type MessageKey = { kid: string; privateJwk: JWK; privatePem: string }

/** What an application runs with. `chainPem` is its certificate and then the authority's. */
export type Credentials = {
  transport: {
    keyPem: string
    certificatePem: string
    chainPem: string
    serialNumber: string
    /** SHA-256 of the certificate, base64url: the `x5t#S256` its tokens are bound to. */
    thumbprint: string
  }
  signing: MessageKey
  encryption: MessageKey
  caPem: string
}

/**
 * A software's keys and transport certificate. The keys are files under `software/<id>/`; the row in bank.db comes last,
 * so that a kill in between leaves files that the next attempt takes up.
 */
export function openCredentials({
  db,
  world,
  events,
  store,
  files,
  authority,
  revocation,
  transportSubject,
}: {
  db: Database
  world: World
  events: Events
  store: DirectoryStore
  files: KeyFiles
  authority: Authority
  revocation: Revocation
  transportSubject: (software: Software) => CertificateAttribute[]
}) {
  const running = new Map<string, Promise<Credentials>>()

  return {
    find,
    /** Makes the credentials, once; whoever asks meanwhile or afterwards gets the same. */
    issue(softwareId: string): Promise<Credentials> {
      const begun = running.get(softwareId)
      if (begun) return begun
      const made = make(softwareId).finally(() => running.delete(softwareId))
      running.set(softwareId, made)
      return made
    },
  }

  function find(softwareId: string): Credentials | undefined {
    const row = store.credentials(softwareId)
    const transport = row && files.key(file(softwareId, 'transport.key'))
    const signing = row && files.key(file(softwareId, 'signing.key'))
    const encryption = row && files.key(file(softwareId, 'encryption.key'))
    if (!row || !transport || !signing || !encryption) return undefined
    return credentials(transport, store.certificate(row.serialNumber)!.certificatePem, signing, encryption)
  }

  async function make(softwareId: string): Promise<Credentials> {
    const software = store.software(softwareId)
    if (!software) throw problem('software-not-found', { softwareId })
    const found = find(softwareId)
    if (found) return found
    const [transport, signing, encryption] = await Promise.all([
      files.keyOrNew(file(softwareId, 'transport.key')),
      files.keyOrNew(file(softwareId, 'signing.key')),
      files.keyOrNew(file(softwareId, 'encryption.key')),
    ])
    const made = credentials(transport, await certificateFor(software, transport), signing, encryption)
    keep(software, made, signing, encryption)
    return made
  }

  /** The certificate that an interrupted attempt left for this key, else a new one. */
  async function certificateFor(software: Software, transport: KeyFile): Promise<string> {
    const name = file(software.softwareId, 'transport')
    const left = files.text(name)
    if (left !== undefined && fits(left, transport)) return left
    const subject = transportSubject(software)
    const certificatePem = await authority.issue({ purpose: 'transport', key: transport.key, subject })
    files.write(name, certificatePem)
    return certificatePem
  }

  function fits(certificatePem: string, transport: KeyFile): boolean {
    try {
      const certificate = parseCertificate(derOf(certificatePem))
      return (
        authority.issued(certificate) &&
        certificate.publicKeyDer.equals(publicKeyDer(transport.key)) &&
        certificate.notAfter > world.wire.now() &&
        !store.isRevoked(certificate.serialNumber)
      )
    } catch {
      return false
    }
  }

  function keep(software: Software, made: Credentials, signing: KeyFile, encryption: KeyFile): void {
    const { softwareId, organisationId, market } = software
    const { serialNumber, certificatePem } = made.transport
    db.transaction(() => {
      const before = store.credentials(softwareId)
      if (!store.certificate(serialNumber)) {
        store.addCertificate({ serialNumber, softwareId, certificatePem, issuedAt: world.clock.now() })
        events.record({
          type: 'directory.certificate-issued',
          market,
          data: { softwareId, organisationId, serialNumber },
        })
      }
      store.keepCredentials({
        softwareId,
        serialNumber,
        signingJwk: publicJwk(publicKeyDer(signing.key), 'messages'),
        encryptionJwk: publicJwk(publicKeyDer(encryption.key), 'encryption'),
      })
      // Keys whose files were lost are replaced; nobody can use the certificate of the old one rightfully any more.
      if (before && before.serialNumber !== serialNumber) revocation.revoke(before.serialNumber, 'superseded')
    })()
  }

  function credentials(transport: KeyFile, certificatePem: string, signing: KeyFile, encryption: KeyFile): Credentials {
    const { serialNumber, thumbprint } = parseCertificate(derOf(certificatePem))
    return {
      transport: {
        keyPem: transport.pem,
        certificatePem,
        chainPem: certificatePem + authority.certificatePem,
        serialNumber,
        thumbprint,
      },
      signing: messageKey(signing, 'messages'),
      encryption: messageKey(encryption, 'encryption'),
      caPem: authority.certificatePem,
    }
  }
}

function messageKey({ pem, key }: KeyFile, use: 'messages' | 'encryption'): MessageKey {
  const jwk = privateJwk(key, use)
  return { kid: jwk.kid!, privateJwk: jwk, privatePem: pem }
}

function file(softwareId: string, name: string): string {
  return `software/${softwareId}/${name}.pem`
}
