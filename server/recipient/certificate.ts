import { derOf, parseCertificate, type SubjectAttribute } from '#kernel'
import type { Certificate } from './web/developer/page.ts'

/** What a transport certificate says of itself, with the thumbprint that tokens are bound to (RFC 8705, 3.1). */
export function certificateOf(pem: string): Certificate {
  const { subject, issuer, thumbprint, notAfter } = parseCertificate(derOf(pem))
  return { subject: oneLine(subject), issuer: oneLine(issuer), thumbprint, validTo: new Date(notAfter).toISOString() }
}

const oneLine = (name: readonly SubjectAttribute[]): string =>
  name.map(({ name, value }) => `${name}=${value}`).join(', ')
