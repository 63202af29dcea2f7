import type { KeyObject } from 'node:crypto'
import type { JsonAttributeAndObjectValue } from '@peculiar/x509'
import type { World } from '#kernel'
import type { CertificateAttribute } from '#markets'
import { explicit, objectIdentifier, octetString, sequence } from './der-writer.ts'
import { certificateSigningKey } from './keys.ts'

const DAY_MS = 86_400_000
/** Thirteen months, within the 398 days that browsers accept of a server. */
const LEAF_DAYS = 396
const AUTHORITY_DAYS = 3652

/** The names under which everything of an install is reached. */
const LOOPBACK = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
] as const

export type Order = {
  purpose: 'authority' | 'server' | 'transport' | 'signing'
  subject: CertificateAttribute[]
  /** SubjectPublicKeyInfo in DER of the key that the certificate is about. */
  publicKey: Buffer
  /** Who signs; an authority signs itself and has no certificate yet. */
  issuer: { certificatePem?: string; key: KeyObject }
  /** Host names of a server beside the loopback ones. */
  hosts?: readonly string[]
  /** Alternative names of a signing certificate, of types of their own. */
  otherNames?: readonly { oid: string; value: string }[]
  /** Where it is told whether a certificate was revoked, and where its issuer's certificate is. */
  pointers?: RevocationPointers | undefined
}

/** Addresses that a certificate carries (RFC 5280 4.2.1.13, 4.2.2.1). */
export type RevocationPointers = { list: string; status: string; issuer: string }

/**
 * Makes a certificate, valid from a day before wire time; returns its PEM. RSA with SHA-256 (section "certificates" of
 * the Brazilian standard): client authentication for a transport certificate, critical digitalSignature and
 * keyEncipherment, and the loopback names as alternative names; critical digitalSignature and nonRepudiation for a
 * signing one; server authentication and the loopback names for a server's.
 */
export async function issueCertificate(world: World, order: Order): Promise<string> {
  const { purpose, pointers } = order
  const x509 = await loadX509()
  // A copy, for a Buffer may be a window on a larger one.
  const publicKey = new Uint8Array(order.publicKey)
  const { certificatePem } = order.issuer
  const issuer = certificatePem === undefined ? undefined : new x509.X509Certificate(certificatePem)
  const subject = new x509.Name(order.subject.map(relativeName))
  const notBefore = world.wire.now() - DAY_MS
  const days = purpose === 'authority' ? AUTHORITY_DAYS : LEAF_DAYS

  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(world),
    subject,
    issuer: issuer?.subjectName ?? subject,
    notBefore: new Date(notBefore),
    notAfter: new Date(notBefore + days * DAY_MS),
    publicKey,
    signingKey: await certificateSigningKey(order.issuer.key),
    signingAlgorithm: SIGNING,
    extensions: [
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      ...(issuer ? [await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey)] : []),
      ...usage(x509, purpose),
      ...alternativeNames(x509, order),
      ...(pointers ? [new x509.CRLDistributionPointsExtension([pointers.list])] : []),
      ...(pointers
        ? [
            new x509.AuthorityInfoAccessExtension({
              ocsp: url(x509, pointers.status),
              caIssuers: url(x509, pointers.issuer),
            }),
          ]
        : []),
    ],
  })
  return `${certificate.toString('pem')}\n`
}

type X509 = typeof import('@peculiar/x509')

export const SIGNING = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** The library takes a tenth of a second to load and is needed only to issue, so a start over an existing folder skips it. */
export async function loadX509(): Promise<X509> {
  await import('reflect-metadata')
  return import('@peculiar/x509')
}

function usage(x509: X509, purpose: Order['purpose']) {
  const { digitalSignature, keyEncipherment, nonRepudiation, keyCertSign, cRLSign } = x509.KeyUsageFlags
  switch (purpose) {
    case 'authority':
      return [
        new x509.BasicConstraintsExtension(true, 0, true),
        // It also answers for the status of what it issued (RFC 6960 4.2.2.2), which is a signature of its own.
        new x509.KeyUsagesExtension(keyCertSign | cRLSign | digitalSignature, true),
      ]
    case 'signing':
      return [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(digitalSignature | nonRepudiation, true),
      ]
    default:
      return [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(digitalSignature | keyEncipherment, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage[`${ROLE[purpose]}Auth`]]),
      ]
  }
}

const ROLE = { server: 'server', transport: 'client' } as const
const ALTERNATIVE_NAME = '2.5.29.17'

const url = (x509: X509, address: string) => new x509.GeneralName('url', address)

function alternativeNames(x509: X509, { purpose, hosts = [], otherNames = [] }: Order) {
  if (purpose === 'authority') return []
  if (purpose === 'signing') {
    const names = otherNames.map(({ oid, value }) =>
      explicit(0, objectIdentifier(oid), explicit(0, octetString(Buffer.from(value, 'latin1')))),
    )
    return names.length === 0 ? [] : [new x509.Extension(ALTERNATIVE_NAME, false, new Uint8Array(sequence(...names)))]
  }
  const named = hosts.map((value) => ({ type: 'dns' as const, value }))
  return [new x509.SubjectAlternativeNameExtension([...LOOPBACK, ...named])]
}

// The object form: the plain form would unescape values and read a leading # as hexadecimal.
function relativeName({ oid, value, printable }: CertificateAttribute): JsonAttributeAndObjectValue {
  return { [oid]: [printable ? { printableString: value } : { utf8String: value }] }
}

/** Sixteen bytes with the top bit clear and no leading zero, as RFC 5280 4.1.2.2 wants them. */
function serialNumber(world: World): string {
  const bytes = Buffer.from(world.ids.uuid().replaceAll('-', ''), 'hex')
  bytes[0] = (bytes[0]! & 0x3f) | 0x40
  return bytes.toString('hex')
}
