import { alternativeNames, derOf, OID, parseCertificate, type World } from '#kernel'
import type { Authority } from './authority.ts'
import type { KeyFile, KeyFiles } from './key-files.ts'
import { publicKeyDer } from './keys.ts'

const RENEW_MS = 30 * 86_400_000
const CERTIFICATE_FILE = 'server.pem'
export const SERVER_KEY_FILE = 'server.key.pem'

/** TLS material for the install's own servers; `certificatePem` is the leaf and then the authority's. */
export type ServerCredentials = { keyPem: string; certificatePem: string; caPem: string }

/**
 * Opens the certificate of the install's servers (serverAuth; localhost, 127.0.0.1, ::1 and the directory's own hosts).
 * Made at first start, and again when it ends within thirty days of wire time, isn't of this authority and key, or lacks
 * a name.
 */
export async function openServerCertificate({
  files,
  authority,
  world,
  key,
  organisation,
  hosts,
}: {
  files: KeyFiles
  authority: Authority
  world: World
  key: KeyFile
  organisation: string
  hosts: readonly string[]
}): Promise<ServerCredentials> {
  let certificatePem = files.text(CERTIFICATE_FILE)
  if (certificatePem === undefined || !serves(certificatePem)) {
    certificatePem = await authority.issue({
      purpose: 'server',
      publicKey: publicKeyDer(key.key),
      hosts,
      subject: [
        { oid: OID.country, value: 'BR', printable: true },
        { oid: OID.organization, value: organisation },
        { oid: OID.commonName, value: 'localhost', printable: true },
      ],
    })
    files.write(CERTIFICATE_FILE, certificatePem)
  }
  return {
    keyPem: key.pem,
    certificatePem: certificatePem + authority.certificatePem,
    caPem: authority.certificatePem,
  }

  function serves(pem: string): boolean {
    try {
      const certificate = parseCertificate(derOf(pem))
      return (
        authority.issued(certificate) &&
        certificate.publicKeyDer.equals(publicKeyDer(key.key)) &&
        certificate.notAfter - world.wire.now() > RENEW_MS &&
        hosts.every((host) => alternativeNames(certificate).includes(`DNS:${host}`))
      )
    } catch {
      return false
    }
  }
}
