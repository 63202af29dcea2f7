import type { JWK } from 'jose'
import { type Database, derOf, parseCertificate, problem, type World } from '#kernel'
import type { CertificateKind } from '#markets'
import type { Authority } from './authority.ts'
import type { Certificates, Holder } from './certificates.ts'
import type { KeyFile, KeyFiles } from './key-files.ts'
import { privateJwk, publicJwk, publicKeyDer } from './keys.ts'
import type { Revocation } from './revocation.ts'
import type { OrganisationKey } from './seals.ts'
import type { DirectoryStore, Organisation, Software } from './store.ts'

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
  /** For the app's own server on this machine, its redirect or where it is pinged; undefined for one from before. */
  server?: { keyPem: string; certificatePem: string } | undefined
  /** The key that its organisation signs messages with; undefined in a market that certifies none. */
  organisationSigning?: MessageKey | undefined
  caPem: string
}

/**
 * A software's keys and certificates. The keys are files under `software/<id>/`; the row in bank.db comes last, so that a
 * kill in between leaves files that the next attempt takes up.
 */
export function openCredentials({
  db,
  world,
  store,
  files,
  authority,
  certificates,
  revocation,
  organisationKey,
  ensureOrganisationKey,
}: {
  db: Database
  world: World
  store: DirectoryStore
  files: KeyFiles
  authority: Authority
  certificates: Certificates
  revocation: Revocation
  organisationKey: (organisationId: string) => OrganisationKey | undefined
  ensureOrganisationKey: (organisation: Organisation) => Promise<void>
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
    if (!row) return undefined
    const certificate = store.certificate(row.serialNumber)
    const sealed = row.signingSerial === null ? undefined : store.certificate(row.signingSerial)
    const transport = files.key(certificate?.keyFile ?? file(softwareId, 'transport.key'))
    const signing = files.key(sealed?.keyFile ?? file(softwareId, 'signing.key'))
    const encryption = files.key(file(softwareId, 'encryption.key'))
    if (!certificate || !transport || !signing || !encryption) return undefined
    return credentials(certificate, { transport, signing, encryption, server: serverOf(row.serverSerial) })
  }

  function serverOf(serialNumber: string | null): Credentials['server'] {
    const certificate = serialNumber === null ? undefined : store.certificate(serialNumber)
    const key = certificate?.keyFile ? files.key(certificate.keyFile) : undefined
    return certificate && key && { keyPem: key.pem, certificatePem: certificate.certificatePem }
  }

  async function make(softwareId: string): Promise<Credentials> {
    const software = store.software(softwareId)
    if (!software) throw problem('software-not-found', { softwareId })
    const organisation = store.organisation(software.organisationId) as Organisation
    const holder = { organisation, software }
    const sealed = ensureOrganisationKey(organisation)
    if (find(softwareId)) {
      await sealed
      return find(softwareId) as Credentials
    }
    const [transport, signing, encryption, server] = await Promise.all([
      files.keyOrNew(file(softwareId, 'transport.key')),
      files.keyOrNew(file(softwareId, 'signing.key')),
      files.keyOrNew(file(softwareId, 'encryption.key')),
      files.keyOrNew(file(softwareId, 'server.key')),
      sealed,
    ])
    const transportPem = await certificateFor(holder, 'transport', transport)
    const signingPem = certificates.sealOf(holder) && (await certificateFor(holder, 'signing', signing))
    const serverPem = await certificateFor(holder, 'server', server)
    keep(holder, { transportPem, signingPem, serverPem, signing, encryption })
    return credentials(
      { certificatePem: transportPem, organisationId: software.organisationId },
      { transport, signing, encryption, server: { keyPem: server.pem, certificatePem: serverPem } },
    )
  }

  /** The certificate that an interrupted attempt left for this key, else a new one. */
  async function certificateFor(
    holder: Holder & { software: Software },
    kind: CertificateKind,
    key: KeyFile,
  ): Promise<string> {
    const name = file(holder.software.softwareId, kind)
    const left = files.text(name)
    if (left !== undefined && fits(left, key)) return left
    const certificatePem = await certificates.certify(holder, kind, publicKeyDer(key.key))
    files.write(name, certificatePem)
    return certificatePem
  }

  function fits(certificatePem: string, { key }: KeyFile): boolean {
    try {
      const certificate = parseCertificate(derOf(certificatePem))
      return (
        authority.issued(certificate) &&
        certificate.publicKeyDer.equals(publicKeyDer(key)) &&
        certificate.notAfter > world.wire.now() &&
        !store.isRevoked(certificate.serialNumber)
      )
    } catch {
      return false
    }
  }

  function keep(
    holder: Holder & { software: Software },
    made: { transportPem: string; signingPem: string | undefined; serverPem: string } & Record<
      'signing' | 'encryption',
      KeyFile
    >,
  ): void {
    const { softwareId } = holder.software
    const { transportPem, signingPem, serverPem, signing, encryption } = made
    db.transaction(() => {
      const before = store.credentials(softwareId)
      const keyFile = (kind: CertificateKind) => file(softwareId, `${kind}.key`)
      const { serialNumber } = certificates.keep(holder, {
        ...{ kind: 'transport', certificatePem: transportPem, keyFile: keyFile('transport') },
      })
      const sealed =
        signingPem === undefined
          ? undefined
          : certificates.keep(holder, { kind: 'signing', certificatePem: signingPem, keyFile: keyFile('signing') })
      const server = certificates.keep(holder, {
        ...{ kind: 'server', certificatePem: serverPem, keyFile: keyFile('server') },
      })
      store.keepCredentials({
        softwareId,
        serialNumber,
        signingSerial: sealed?.serialNumber ?? null,
        serverSerial: server.serialNumber,
        signingJwk: publicJwk(publicKeyDer(signing.key), 'messages'),
        encryptionJwk: publicJwk(publicKeyDer(encryption.key), 'encryption'),
      })
      // Keys whose files were lost are replaced; nobody can use the certificate of the old one rightfully any more.
      const lost = [before?.serialNumber, before?.signingSerial, before?.serverSerial]
      const kept = [serialNumber, sealed?.serialNumber, server.serialNumber]
      for (const old of lost) {
        if (old && !kept.includes(old)) revocation.revoke(old, 'superseded')
      }
    })()
  }

  function credentials(
    { certificatePem, organisationId }: { certificatePem: string; organisationId: string },
    keys: Record<'transport' | 'signing' | 'encryption', KeyFile> & Pick<Credentials, 'server'>,
  ): Credentials {
    const { serialNumber, thumbprint } = parseCertificate(derOf(certificatePem))
    const { transport, signing, encryption, server } = keys
    const own = organisationKey(organisationId)
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
      ...(server ? { server } : {}),
      organisationSigning: own && messageKey({ pem: own.pem, key: own.privateKey }, 'messages'),
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
