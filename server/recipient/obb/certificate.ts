import { X509Certificate } from 'node:crypto'
import type { Certificate } from '../web/developer/page.ts'

/** What a transport certificate says of itself, with the thumbprint that tokens are bound to (RFC 8705, 3.1). */
export function certificateOf(pem: string): Certificate {
  const { subject, issuer, fingerprint256, validTo } = new X509Certificate(pem)
  const thumbprint = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')
  return { subject: oneLine(subject), issuer: oneLine(issuer), thumbprint, validTo: new Date(validTo).toISOString() }
}

const oneLine = (name: string): string => name.split('\n').join(', ')
