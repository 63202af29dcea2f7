import { createHash, verify, X509Certificate } from 'node:crypto'
import { children, contentOf, type Element, rawOf, readElement, readOid, TAG } from '#kernel'
import {
  element,
  explicit,
  extension,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
} from '../../server/directory/der-writer.ts'
import { derOf, parseCertificate } from '../../server/kernel/certificate.ts'

const OIDS = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1', md5: '1.2.840.113549.2.5' }
const NONCE = '1.3.6.1.5.5.7.48.1.2'

export type StatusAnswer = {
  responseStatus: number
  /** Of each certificate: good, revoked with reason and moment, or unknown. */
  statuses: { status: 'good' | 'revoked' | 'unknown'; reason?: number; at?: string }[]
  nonce: Buffer | undefined
  /** Whether the issuer's key signed the answer. */
  signed: boolean
}

/** A request for the status of certificates of an issuer (RFC 6960 4.1.1). */
export function statusRequest(
  issuerPem: string,
  serialNumbers: string[],
  { hash = 'sha1', nonce }: { hash?: keyof typeof OIDS; nonce?: Buffer } = {},
): Buffer {
  const issuer = parseCertificate(derOf(issuerPem))
  const [, bits] = children(issuer.publicKeyDer, readElement(issuer.publicKeyDer, 0), TAG.sequence)
  const digest = (bytes: Buffer) => createHash(hash).update(bytes).digest()
  const names = octetString(digest(issuer.subjectDer))
  const keys = octetString(digest(contentOf(issuer.publicKeyDer, bits).subarray(1)))
  const algorithm = sequence(objectIdentifier(OIDS[hash]), nothing())
  const questions = serialNumbers.map((serial) =>
    sequence(sequence(algorithm, names, keys, element(TAG.integer, Buffer.from(serial, 'hex')))),
  )
  const extensions = nonce ? [explicit(2, sequence(extension(NONCE, octetString(nonce))))] : []
  return sequence(sequence(sequence(...questions), ...extensions))
}

/** Takes an answer apart (RFC 6960 4.2.1). */
export function readStatus(der: Buffer, issuerPem: string): StatusAnswer {
  const [status, bytes] = children(der, readElement(der, 0), TAG.sequence)
  const responseStatus = contentOf(der, status)[0] as number
  if (!bytes) return { responseStatus, statuses: [], nonce: undefined, signed: false }
  const [response] = children(der, bytes, 0xa0)
  const [, octets] = children(der, response, TAG.sequence)
  const basic = contentOf(der, octets)
  const [data, , signature] = children(basic, readElement(basic, 0), TAG.sequence)
  const parts = children(basic, data, TAG.sequence)
  const responses = children(basic, parts[2], TAG.sequence)
  const extensions = parts.find(({ tag }) => tag === 0xa1)
  return {
    responseStatus,
    statuses: responses.map((each) => statusOf(basic, each)),
    nonce: extensions && nonceOf(basic, extensions),
    signed: verify(
      'sha256',
      rawOf(basic, data),
      new X509Certificate(issuerPem).publicKey,
      contentOf(basic, signature).subarray(1),
    ),
  }
}

function statusOf(der: Buffer, single: Element): StatusAnswer['statuses'][number] {
  const [, status] = children(der, single, TAG.sequence)
  if (status?.tag === 0x80) return { status: 'good' }
  if (status?.tag === 0x82) return { status: 'unknown' }
  const [at, reason] = children(der, status, 0xa1)
  const [code] = reason ? children(der, reason, 0xa0) : []
  return {
    status: 'revoked',
    at: contentOf(der, at).toString('latin1'),
    ...(code ? { reason: contentOf(der, code)[0] as number } : {}),
  }
}

function nonceOf(der: Buffer, extensions: Element): Buffer | undefined {
  const [list] = children(der, extensions, 0xa1)
  for (const each of children(der, list, TAG.sequence)) {
    const [oid, value] = children(der, each, TAG.sequence)
    if (readOid(der, oid) === NONCE) return contentOf(der, value).subarray(2)
  }
  return undefined
}
