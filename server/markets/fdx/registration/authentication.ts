import type { RegistrationInput } from '../../registration-profile.ts'
import { namesSubject, writtenSubject } from '../../subject-dn.ts'
import { securityProfile } from '../security.ts'
import { type Body, invalid } from './faults.ts'

const SUBJECT = 'tls_client_auth_subject_dn'
const ALTERNATIVES = ['dns', 'uri', 'ip', 'email'].map((kind) => `tls_client_auth_san_${kind}`)

/** How a client proves who it is, and by which keys: a certificate it names, or assertions (RFC 7591 2, RFC 8705 2.1.2). */
export function authentication(input: RegistrationInput): Record<string, unknown> {
  const { body } = input
  const method = body.token_endpoint_auth_method ?? 'tls_client_auth'
  if (!securityProfile.clientAuthMethods.includes(String(method)))
    throw invalid('token_endpoint_auth_method', `only ${securityProfile.clientAuthMethods.join(', ')} are accepted`)
  const { token_endpoint_auth_signing_alg: alg } = body
  if (alg !== undefined && alg !== 'PS256') throw invalid('token_endpoint_auth_signing_alg', 'only "PS256" is accepted')
  return {
    token_endpoint_auth_method: method,
    ...(method === 'tls_client_auth' ? certificateNamed(input) : signing(body)),
    ...keysOf(input),
  }
}

function signing(body: Body): Record<string, unknown> {
  const named = [SUBJECT, ...ALTERNATIVES].find((member) => body[member] !== undefined)
  if (named !== undefined) throw invalid(named, 'only clients with tls_client_auth name a certificate')
  return { token_endpoint_auth_signing_alg: 'PS256' }
}

/** The one name of the certificate by which the client is known; its whole subject where none was sent. */
function certificateNamed({ body, certificate }: RegistrationInput): Record<string, unknown> {
  const sent = [SUBJECT, ...ALTERNATIVES].filter((member) => body[member] !== undefined)
  const [member, more] = sent
  if (more !== undefined) throw invalid(more, 'a certificate is named once, by its subject or by one alternative name')
  if (member === undefined) return { [SUBJECT]: writtenSubject(certificate.subject) }
  const value = body[member]
  if (member === SUBJECT) {
    if (typeof value !== 'string' || !namesSubject(value, certificate.subject))
      throw invalid(SUBJECT, `the certificate on this connection is ${writtenSubject(certificate.subject)}`)
    return { [SUBJECT]: value }
  }
  const had = certificate.alternativeNames[member.slice('tls_client_auth_san_'.length)] ?? []
  if (!had.includes(value as string))
    throw invalid(member, `the certificate on this connection has ${had.length === 0 ? 'none' : had.join(', ')}`)
  return { [member]: value }
}

/** The client's keys: by value, or at the directory's address for its software, which alone this bank reads. */
function keysOf({ body, statement }: RegistrationInput): Record<string, unknown> {
  if (body.jwks !== undefined && body.jwks_uri !== undefined)
    throw invalid('jwks', 'keys are sent by value or by address, not both (RFC 7591 2)')
  if (body.jwks !== undefined) return { jwks: body.jwks }
  if (body.jwks_uri !== undefined && body.jwks_uri !== statement.software_jwks_uri)
    throw invalid('jwks_uri', `this bank reads ${statement.software_jwks_uri} only; send other keys as jwks`)
  return { jwks_uri: statement.software_jwks_uri }
}
