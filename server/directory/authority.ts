import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { attributeOf, derOf, OID, type ParsedCertificate, parseCertificate, problem, type World } from '#kernel'
import { issueCertificate, type Order, type RevocationPointers } from './issuing.ts'
import type { KeyFiles } from './key-files.ts'
import { makeKeyPem, publicKeyDer } from './keys.ts'
import type { DirectoryStore } from './store.ts'

const KEY_FILE = 'ca.key.pem'
const CERTIFICATE_FILE = 'ca.pem'
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11'

/** The install's certification authority. */
export type Authority = {
  certificatePem: string
  fingerprint256: string
  /** Whether this authority signed the certificate; a subject or issuer name that was copied doesn't do. */
  issued(certificate: ParsedCertificate): boolean
  /** Those that can be revoked carry where to ask about it. */
  issue(order: Omit<Order, 'issuer' | 'pointers'> & { revocable?: boolean }): Promise<string>
  /** Its name, as signing certificates call who issued them. */
  name: string
  /** Its own certificate, taken apart, and its key: for the lists and answers that it signs. */
  certificate: ParsedCertificate
  key: KeyObject
}

/**
 * Opens the install's authority, making it at the very first start. Its certificate is trusted by browsers and apps
 * outside, so it is never replaced silently: whatever is missing or doesn't fit throws authority-unreadable, with the
 * file and how to start over.
 */
export async function openAuthority(deps: {
  files: KeyFiles
  store: DirectoryStore
  world: World
  pointers: RevocationPointers
}): Promise<Authority> {
  const { files, store, world, pointers } = deps
  const key = await authorityKey(deps)
  const kept = store.authority()
  const found = files.text(CERTIFICATE_FILE)
  if (kept && found && kept.trim() !== found.trim()) throw refused(files, CERTIFICATE_FILE, 'is-of-another-bank')

  const certificatePem =
    found ??
    kept ??
    (await issueCertificate(world, {
      purpose: 'authority',
      subject: subjectOf(world),
      publicKey: publicKeyDer(key),
      issuer: { key },
    }))
  const certificate = readOwn(files, certificatePem)
  if (!publicKeyDer(key).equals(certificate.publicKeyDer)) throw refused(files, KEY_FILE, 'does-not-fit-certificate')
  if (!found) files.write(CERTIFICATE_FILE, certificatePem)
  if (!kept) store.keepAuthority(certificatePem)

  const publicKey = createPublicKey(key)
  return {
    certificatePem,
    fingerprint256: certificate.fingerprint256,
    issued: (other) =>
      other.issuerDer.equals(certificate.subjectDer) &&
      other.signatureAlgorithm === SHA256_WITH_RSA &&
      verify('sha256', other.signedDer, publicKey, other.signature),
    issue: ({ revocable = false, ...order }) =>
      issueCertificate(world, {
        ...order,
        issuer: { certificatePem, key },
        pointers: revocable ? pointers : undefined,
      }),
    name: attributeOf(certificate.subject, OID.commonName) ?? '',
    certificate,
    key,
  }
}

/** Reads the authority's key; makes one only where nothing tells of an authority before. */
async function authorityKey({ files, store }: { files: KeyFiles; store: DirectoryStore }): Promise<KeyObject> {
  const first = files.text(KEY_FILE) === undefined
  if (first && (store.authority() || files.text(CERTIFICATE_FILE))) throw refused(files, KEY_FILE, 'is-missing')
  if (first) files.write(KEY_FILE, await makeKeyPem())
  try {
    return files.key(KEY_FILE)!.key
  } catch {
    throw refused(files, KEY_FILE, 'holds-no-key')
  }
}

function readOwn(files: KeyFiles, pem: string): ParsedCertificate {
  try {
    return parseCertificate(derOf(pem))
  } catch {
    throw refused(files, CERTIFICATE_FILE, 'holds-no-certificate')
  }
}

function refused(files: KeyFiles, name: string, reason: string) {
  return problem('authority-unreadable', {
    file: files.path(name),
    reason,
    remedy:
      'Put this file back from a copy. To start over with a new authority instead, remove the data folder: ' +
      'applications must then be paired again and trust the new certificate.',
  })
}

/** Each install's authority has a name of its own, so that several can be told apart where they are trusted. */
function subjectOf(world: World) {
  return [
    { oid: OID.country, value: 'BR', printable: true },
    { oid: OID.organization, value: 'Bancada', printable: true },
    { oid: OID.commonName, value: `Bancada CA ${world.ids.uuid().slice(0, 8)}`, printable: true },
  ]
}
