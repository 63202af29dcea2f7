import type { JWK } from 'jose'
import { type Database, derOf, openRowMemory, parseCertificate } from '#kernel'
import type { KeySetUris } from '#markets'
import type { IssuedCertificate } from './certificate-store.ts'
import { publicJwk } from './keys.ts'
import { isReliable } from './reliable.ts'
import type { DirectoryStore } from './store.ts'

/** A JSON Web Key Set (RFC 7517); public keys only. */
export type KeySet = { keys: JWK[] }

/** As many as a busy bank's applications have at a time. */
const CERTIFICATES_TAKEN_APART = 1000

/** The addresses of a software's key sets below the keystore's. */
export function keySetUris(keystore: string, organisationId: string, softwareId: string): KeySetUris {
  const base = `${keystore}/${organisationId}/${softwareId}`
  return {
    application: `${base}/application.jwks`,
    transport: `${base}/transport.jwks`,
    inactiveApplication: `${base}/inactive/application.jwks`,
    inactiveTransport: `${base}/inactive/transport.jwks`,
  }
}

/** The JWK of a certificate's key, with the certificate. */
export function certificateJwk(certificate: Pick<IssuedCertificate, 'kind' | 'certificatePem'>): JWK {
  return takeApart(certificate).jwk
}

/** That JWK, and until when the certificate is good, in wire time. */
function takeApart({ kind, certificatePem }: Pick<IssuedCertificate, 'kind' | 'certificatePem'>) {
  const der = derOf(certificatePem)
  const { publicKeyDer, thumbprint, notAfter } = parseCertificate(der)
  const jwk = publicJwk(publicKeyDer, kind === 'signing' ? 'messages' : 'transport')
  return { jwk: { ...jwk, 'x5t#S256': thumbprint, x5c: [der.toString('base64')] }, notAfter }
}

/**
 * The directory's keystore: the key that signs statements, an organisation's message-signing keys, and a software's
 * keys. Keys whose certificate was revoked or has ended are in the inactive sets (directory, keystore).
 */
export function openKeySets({
  db,
  bases,
  store,
  statementKey,
  bankKey,
  wireNow,
}: {
  db: Database
  /** The addresses that key sets are asked for by, those of earlier starts among them. */
  bases: readonly string[]
  store: DirectoryStore
  statementKey: JWK
  bankKey: { organisationId: string; jwk: JWK }
  wireNow: () => number
}) {
  // Looked at with every call that a key signs; a certificate never changes, whatever becomes of it.
  const taken = openRowMemory<ReturnType<typeof takeApart>>(db, CERTIFICATES_TAKEN_APART)

  /** The set at a path under the directory, or at its whole address; undefined where there is none. */
  return (pathOrUrl: string): KeySet | undefined => {
    const base = bases.find((each) => pathOrUrl.startsWith(`${each}/`)) ?? ''
    const path = pathOrUrl.slice(base.length)
    const [root, ...parts] = path.split('/')
    if (root !== '') return undefined
    if (path === '/openbanking.jwks') return { keys: [statementKey] }
    const name = parts.pop()
    const inactive = parts.at(-1) === 'inactive'
    if (inactive) parts.pop()
    const [organisationId, softwareId, ...rest] = parts
    if (organisationId === undefined || rest.length > 0) return undefined
    if (softwareId === undefined)
      return name === 'application.jwks' ? ofOrganisation(organisationId, inactive) : undefined
    if (store.software(softwareId)?.organisationId !== organisationId) return undefined
    if (name === 'application.jwks') return application(organisationId, softwareId, inactive)
    if (name === 'transport.jwks') return { keys: certified(organisationId, softwareId, 'transport', inactive) }
    return undefined
  }

  function ofOrganisation(organisationId: string, inactive: boolean): KeySet | undefined {
    if (!store.organisation(organisationId)) return undefined
    const keys = certified(organisationId, null, 'signing', inactive)
    // Where no market certifies signing keys the bank's own stands for itself.
    const uncertified =
      organisationId === bankKey.organisationId && store.certificatesOf(organisationId, null).length === 0
    return { keys: uncertified && !inactive ? [bankKey.jwk] : keys }
  }

  function application(organisationId: string, softwareId: string, inactive: boolean): KeySet {
    const signing = certified(organisationId, softwareId, 'signing', inactive)
    const credentials = store.credentials(softwareId)
    if (inactive || !credentials) return { keys: signing }
    const { signingSerial, signingJwk, encryptionJwk } = credentials
    return { keys: [...(signingSerial === null ? [signingJwk] : []), ...signing, encryptionJwk] }
  }

  /** The keys of a holder's certificates, oldest first; a key that is still certified is not inactive. */
  function certified(
    organisationId: string,
    softwareId: string | null,
    kind: IssuedCertificate['kind'],
    inactive: boolean,
  ): JWK[] {
    const all = store.certificatesOf(organisationId, softwareId).filter((each) => each.kind === kind)
    const now = wireNow()
    const known = all.map((each) => ({ ...takenApart(each), revokedAt: each.revokedAt }))
    const jwks = (active: boolean) =>
      known.filter((certificate) => isReliable(certificate, now) === active).map(({ jwk }) => jwk)
    const inForce = jwks(true)
    if (!inactive) return inForce
    return kind === 'transport'
      ? jwks(false)
      : jwks(false).filter(({ kid }) => !inForce.some((each) => each.kid === kid))
  }
  function takenApart(certificate: IssuedCertificate) {
    const { serialNumber } = certificate
    return taken.read(serialNumber, () => takeApart(certificate)) as ReturnType<typeof takeApart>
  }
}
