import { createHash } from 'node:crypto'
import {
  children,
  contentOf,
  type Element,
  rawOf,
  readBits,
  readElement,
  readOid,
  readString,
  readTime,
  TAG,
  unreadable,
} from './der.ts'

/** One attribute of a subject. `name` is the name section of the certificate standard uses, else the OID. */
export type SubjectAttribute = { oid: string; name: string; value: string }

/** A certificate taken apart. Times are milliseconds of wire time. */
export type ParsedCertificate = {
  /** SHA-256 of the DER in base64url: the `x5t#S256` of RFC 8705. */
  thumbprint: string
  /** SHA-256 of the DER in hexadecimal with colons. */
  fingerprint256: string
  serialNumber: string
  subject: SubjectAttribute[]
  issuer: SubjectAttribute[]
  notBefore: number
  notAfter: number
  issuerDer: Buffer
  subjectDer: Buffer
  publicKeyDer: Buffer
  /** The signed part, the algorithm's OID and the signature over it. */
  signedDer: Buffer
  signatureAlgorithm: string
  signature: Buffer
}

export const OID = {
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  organizationIdentifier: '2.5.4.97',
  userId: '0.9.2342.19200300.100.1.1',
} as const

const NAMES: Record<string, string> = {
  [OID.commonName]: 'CN',
  '2.5.4.5': 'serialNumber',
  [OID.country]: 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  [OID.organization]: 'O',
  [OID.organizationalUnit]: 'OU',
  '2.5.4.15': 'businessCategory',
  [OID.organizationIdentifier]: 'organizationIdentifier',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionCountryName',
  [OID.userId]: 'UID',
}

/**
 * Takes a certificate apart from its DER (RFC 5280 4.1), so that every TLS library underneath gives the same answer.
 * Throws certificate-unreadable.
 */
export function parseCertificate(der: Buffer): ParsedCertificate {
  const certificate = readElement(der, 0)
  const [tbs, algorithm, signature, ...more] = children(der, certificate, TAG.sequence)
  if (certificate.end !== der.length || more.length > 0) throw unreadable()
  const fields = children(der, tbs, TAG.sequence)
  // The version is absent from version 1 certificates.
  if (fields[0]?.tag === TAG.version) fields.shift()
  const [serialNumber, signedAlgorithm, issuer, validity, subject, publicKey] = fields
  const [notBefore, notAfter] = children(der, validity, TAG.sequence)
  // The algorithm outside the signed part must be the one inside it (RFC 5280 4.1.1.2).
  if (!rawOf(der, algorithm).equals(rawOf(der, signedAlgorithm))) throw unreadable()
  const hash = createHash('sha256').update(der).digest()
  return {
    thumbprint: hash.toString('base64url'),
    fingerprint256: hash.toString('hex').toUpperCase().match(/../g)!.join(':'),
    serialNumber: contentOf(der, serialNumber).toString('hex').replace(/^00/, '').toUpperCase(),
    subject: readName(der, subject),
    issuer: readName(der, issuer),
    notBefore: readTime(der, notBefore),
    notAfter: readTime(der, notAfter),
    issuerDer: rawOf(der, issuer),
    subjectDer: rawOf(der, subject),
    publicKeyDer: rawOf(der, publicKey),
    signedDer: rawOf(der, tbs),
    signatureAlgorithm: readOid(der, children(der, algorithm, TAG.sequence)[0]),
    signature: readBits(der, signature),
  }
}

function readName(der: Buffer, name: Element | undefined): SubjectAttribute[] {
  return children(der, name, TAG.sequence).flatMap((relative) =>
    children(der, relative, TAG.set).map((attribute) => {
      const [type, value] = children(der, attribute, TAG.sequence)
      const oid = readOid(der, type)
      return { oid, name: NAMES[oid] ?? oid, value: readString(der, value) }
    }),
  )
}

/** The kinds of alternative names that are shown; others are left out (RFC 5280 4.2.1.6). */
const EMAIL = 0x81
const DNS = 0x82
const URI = 0x86
const ADDRESS = 0x87

/** The alternative names of a certificate's subject, as `DNS:localhost` or `IP Address:127.0.0.1`. */
export function alternativeNames(certificate: Pick<ParsedCertificate, 'signedDer'>): string[] {
  const value = extension(certificate, ALTERNATIVE_NAME)
  if (!value) return []
  return children(value, readElement(value, 0), TAG.sequence).flatMap((name) => {
    const bytes = contentOf(value, name)
    if (name.tag === DNS) return [`DNS:${bytes.toString('latin1')}`]
    if (name.tag === EMAIL) return [`email:${bytes.toString('latin1')}`]
    if (name.tag === URI) return [`URI:${bytes.toString('latin1')}`]
    return name.tag === ADDRESS ? [`IP Address:${addressOf(bytes)}`] : []
  })
}

/** What a certificate may be used for, as object identifiers (RFC 5280 4.2.1.12); none where it doesn't say. */
export function extendedKeyUsage(certificate: Pick<ParsedCertificate, 'signedDer'>): string[] {
  const value = extension(certificate, EXTENDED_KEY_USAGE)
  return value ? children(value, readElement(value, 0), TAG.sequence).map((usage) => readOid(value, usage)) : []
}

const ALTERNATIVE_NAME = '2.5.29.17'
const EXTENDED_KEY_USAGE = '2.5.29.37'

/** The DER inside an extension's octet string; undefined where the certificate lacks the extension. */
function extension({ signedDer }: Pick<ParsedCertificate, 'signedDer'>, wanted: string): Buffer | undefined {
  const whole = readElement(signedDer, 0)
  const extensions = children(signedDer, whole, TAG.sequence).find(({ tag }) => tag === TAG.extensions)
  if (!extensions) return undefined
  const [list] = children(signedDer, extensions, TAG.extensions)
  const found = children(signedDer, list, TAG.sequence)
    .map((each) => children(signedDer, each, TAG.sequence))
    .find(([oid]) => readOid(signedDer, oid) === wanted)
  return found && contentOf(signedDer, found.at(-1))
}

function addressOf(bytes: Buffer): string {
  if (bytes.length !== 16) return [...bytes].join('.')
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16))
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}

/** The first value of an attribute in a subject. */
export function attributeOf(subject: readonly SubjectAttribute[], oid: string): string | undefined {
  return subject.find((attribute) => attribute.oid === oid)?.value
}

/** The DER of the first certificate in a PEM text. Throws certificate-unreadable through the parser when there is none. */
export function derOf(pem: string): Buffer {
  const body = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/.exec(pem)?.[1] ?? ''
  return Buffer.from(body, 'base64')
}
