import { derOf, parseCertificate, alternativeNames as writtenNames } from '#kernel'

/** How a certificate's alternative names are written, by what RFC 8705 2.1.2 calls each kind. */
const KINDS: Readonly<Record<string, string>> = { dns: 'DNS', uri: 'URI', ip: 'IP Address', email: 'email' }
const MEMBER = 'tls_client_auth_san_'

/** A certificate's alternative names (RFC 5280 4.2.1.6), by the kind that a client's metadata names them in. */
export function alternativeNames(pem: string): Record<string, string[]> {
  const written = writtenNames(parseCertificate(derOf(pem)))
  return Object.fromEntries(
    Object.entries(KINDS).map(([kind, label]) => [
      kind,
      written.filter((name) => name.startsWith(`${label}:`)).map((name) => name.slice(label.length + 1)),
    ]),
  )
}

/** Whether a certificate has the alternative name that a member of a client's metadata gives. */
export function hasAlternativeName(pem: string, member: string, value: unknown): boolean {
  const kind = member.startsWith(MEMBER) ? member.slice(MEMBER.length) : ''
  return typeof value === 'string' && (alternativeNames(pem)[kind] ?? []).includes(value)
}
