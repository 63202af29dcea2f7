import { type Problem, problem } from '#kernel'
import type { RegistrationInput } from '../../registration-profile.ts'
import { refuseUnkept } from '../../unkept-metadata.ts'

export type Body = RegistrationInput['body']

/** A member that can't be registered as it was sent (RFC 7591 3.2.2: invalid_client_metadata). */
export function invalid(member: string, reason: string): Problem {
  return problem('registration-metadata-invalid', { member, reason }, 'registration-metadata')
}

/** Throws for members that were sent with another value than the one that is accepted, and for what is not registered. */
export function only(body: Body, fixed: Readonly<Record<string, unknown>>): void {
  refuseUnkept(body, [...Object.keys(fixed), 'token_endpoint_auth_signing_alg'], invalid)
  for (const [member, value] of Object.entries(fixed)) {
    if (body[member] !== undefined && body[member] !== value)
      throw invalid(member, `only ${JSON.stringify(value)} is accepted`)
  }
}

/** Whoever registers shows a certificate of the software that registers, and of its organisation. */
export function refuseStranger({ statement, certificate }: RegistrationInput): void {
  if (certificate.softwareId === statement.software_id && certificate.organisationId === statement.org_id) return
  const facts = { what: "the certificate's subject", other: 'software and organisation' }
  throw problem('statement-mismatch', facts, 'registration-certificate')
}
