import type { JWK } from 'jose'
import { derOf, parseCertificate } from '#kernel'
import type { KeySetUris } from '#markets'
import { publicJwk } from './keys.ts'
import type { DirectoryStore, IssuedCertificate } from './store.ts'

/** A JSON Web Key Set (RFC 7517); public keys only. */
export type KeySet = { keys: JWK[] }

/** The addresses of a software's key sets. */
export function keySetUris(baseUrl: string, organisationId: string, softwareId: string): KeySetUris {
  const base = `${baseUrl}/${organisationId}/${softwareId}`
  return {
    application: `${base}/application.jwks`,
    transport: `${base}/transport.jwks`,
    inactiveApplication: `${base}/inactive/application.jwks`,
    inactiveTransport: `${base}/inactive/transport.jwks`,
  }
}

/**
 * The directory's keystore: the key that signs statements, an organisation's message-signing keys, and a software's
 * keys. The transport keys of revoked certificates are in the inactive set.
 */
export function openKeySets({
  baseUrl,
  store,
  statementKey,
  bankKey,
}: {
  baseUrl: string
  store: DirectoryStore
  statementKey: JWK
  bankKey: { organisationId: string; jwk: JWK }
}) {
  /** The set at a path under the directory, or at its whole address; undefined where there is none. */
  return (pathOrUrl: string): KeySet | undefined => {
    const path = pathOrUrl.startsWith(`${baseUrl}/`) ? pathOrUrl.slice(baseUrl.length) : pathOrUrl
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
    if (name === 'application.jwks') return inactive ? { keys: [] } : ofSoftware(softwareId)
    if (name === 'transport.jwks') return transport(softwareId, inactive)
    return undefined
  }

  function ofOrganisation(organisationId: string, inactive: boolean): KeySet | undefined {
    if (!store.organisation(organisationId)) return undefined
    return { keys: !inactive && organisationId === bankKey.organisationId ? [bankKey.jwk] : [] }
  }

  function ofSoftware(softwareId: string): KeySet {
    const credentials = store.credentials(softwareId)
    return { keys: credentials ? [credentials.signingJwk, credentials.encryptionJwk] : [] }
  }

  function transport(softwareId: string, inactive: boolean): KeySet {
    const certificates = store.certificatesOf(softwareId)
    return { keys: certificates.filter((row) => (row.revokedAt !== null) === inactive).map(transportJwk) }
  }
}

function transportJwk({ certificatePem }: IssuedCertificate): JWK {
  const der = derOf(certificatePem)
  const certificate = parseCertificate(der)
  const jwk = publicJwk(certificate.publicKeyDer, 'transport')
  return { ...jwk, 'x5t#S256': certificate.thumbprint, x5c: [der.toString('base64')] }
}
