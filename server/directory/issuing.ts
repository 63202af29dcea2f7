import type { KeyObject } from 'node:crypto'
import type { JsonAttributeAndObjectValue } from '@peculiar/x509'
import type { World } from '#kernel'
import type { CertificateAttribute } from '#markets'
import { certificateSigningKey, publicKeyDer } from './keys.ts'

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
  purpose: 'authority' | 'server' | 'transport'
  subject: CertificateAttribute[]
  /** The key that the certificate is about; only its public half goes in. */
  key: KeyObject
  /** Who signs; an authority signs itself. */
  issuer: { certificatePem: string; key: KeyObject } | undefined
}

/**
 * Makes a certificate, valid from a day before wire time; returns its PEM. RSA with SHA-256 (section "certificates" of
 * the Brazilian standard): client authentication for a transport certificate, critical digitalSignature and
 * keyEncipherment, and the loopback names as alternative names.
 */
export async function issueCertificate(world: World, order: Order): Promise<string> {
  // The library takes a tenth of a second to load and is needed only here, so a start over an existing folder skips it.
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  // A copy, for a Buffer may be a window on a larger one.
  const publicKey = new Uint8Array(publicKeyDer(order.key))
  const issuer = order.issuer && new x509.X509Certificate(order.issuer.certificatePem)
  const subject = new x509.Name(order.subject.map(relativeName))
  const notBefore = world.wire.now() - DAY_MS
  const days = order.purpose === 'authority' ? AUTHORITY_DAYS : LEAF_DAYS

  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(world),
    subject,
    issuer: issuer?.subjectName ?? subject,
    notBefore: new Date(notBefore),
    notAfter: new Date(notBefore + days * DAY_MS),
    publicKey,
    signingKey: await certificateSigningKey(order.issuer?.key ?? order.key),
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    extensions: [
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      ...(issuer ? [await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey)] : []),
      ...(order.purpose === 'authority'
        ? [
            new x509.BasicConstraintsExtension(true, 0, true),
            new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
          ]
        : [
            new x509.BasicConstraintsExtension(false, undefined, true),
            new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
            new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage[`${ROLE[order.purpose]}Auth`]]),
            new x509.SubjectAlternativeNameExtension([...LOOPBACK]),
          ]),
    ],
  })
  return `${certificate.toString('pem')}\n`
}

const ROLE = { server: 'server', transport: 'client' } as const

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
