import { problem } from '#kernel'
import type { RegistrationInput, RegistrationProfile } from '../registration-profile.ts'
import { namesSubject, writtenSubject } from '../subject-dn.ts'
import { scopeNamed } from './clusters.ts'
import { LIMITS } from './limits.ts'
import { securityProfile } from './security.ts'

const GRANT_TYPES = ['authorization_code', 'client_credentials', 'refresh_token']

/** Recipient registration of FDX: what a client may register, and what caps its consents later. */
export const registrationProfile: RegistrationProfile = {
  recipientRoles: ['DATA_RECIPIENT'],
  extraMetadata: [
    ...['software_statement', 'description', 'duration_type', 'duration_period', 'lookback_period'],
    ...['registry_references', 'intermediaries'],
  ],
  requested: {
    grant_types: GRANT_TYPES,
    response_types: ['code'],
    token_endpoint_auth_method: 'tls_client_auth',
    tls_client_certificate_bound_access_tokens: true,
    duration_type: [...LIMITS.durationTypes],
    duration_period: LIMITS.timeBoundDays.max,
    lookback_period: LIMITS.lookbackDays.max,
  },
  redirectFault,
  namesSubject,
  check,
}

const invalid = (member: string, reason: string) =>
  problem('registration-metadata-invalid', { member, reason }, 'registration-metadata')

function check({ body, statement, certificate }: RegistrationInput): Record<string, unknown> {
  if (certificate.softwareId !== statement.software_id || certificate.organisationId !== statement.org_id)
    throw problem(
      'statement-mismatch',
      { what: "the certificate's subject", other: 'software and organisation' },
      'registration-certificate',
    )
  const method = body.token_endpoint_auth_method ?? 'tls_client_auth'
  if (!securityProfile.clientAuthMethods.includes(String(method)))
    throw invalid('token_endpoint_auth_method', `only ${securityProfile.clientAuthMethods.join(', ')} are accepted`)
  return {
    redirect_uris: redirectUris(body),
    response_types: body.response_types ?? ['code'],
    grant_types: body.grant_types ?? GRANT_TYPES,
    token_endpoint_auth_method: method,
    ...(method === 'tls_client_auth'
      ? { tls_client_auth_subject_dn: writtenSubject(certificate.subject) }
      : { token_endpoint_auth_signing_alg: 'PS256' }),
    tls_client_certificate_bound_access_tokens: true,
    require_pushed_authorization_requests: true,
    require_signed_request_object: true,
    request_object_signing_alg: 'PS256',
    authorization_signed_response_alg: 'PS256',
    id_token_signed_response_alg: 'PS256',
    authorization_details_types: ['fdx_v1.0'],
    scope: scopeOf(body),
    jwks_uri: statement.software_jwks_uri,
    client_name: body.client_name ?? statement.software_client_name,
    software_id: statement.software_id,
    organisation_id: statement.org_id,
    organisation_name: statement.org_name,
    software_statement: body.software_statement,
    ...limitsOf(body),
  }
}

function limitsOf(body: RegistrationInput['body']): Record<string, unknown> {
  const kept = ['description', 'duration_type', 'duration_period', 'lookback_period'] as const
  return Object.fromEntries(kept.flatMap((member) => (body[member] === undefined ? [] : [[member, body[member]]])))
}

function scopeOf({ scope }: RegistrationInput['body']): string {
  if (scope === undefined) return securityProfile.scopes.join(' ')
  if (typeof scope !== 'string') throw invalid('scope', 'it must be a string')
  const asked = scope.split(' ').filter(Boolean).map(scopeNamed)
  const beyond = asked.filter((each) => !securityProfile.scopes.includes(each))
  if (beyond.length > 0) throw invalid('scope', `this bank has no scope ${beyond.join(', ')}`)
  return asked.join(' ')
}

function redirectUris({ redirect_uris: asked }: RegistrationInput['body']): string[] {
  const refuse = (reason: string, uri?: unknown) =>
    problem('registration-redirect-invalid', { reason, uri }, 'registration-redirect')
  if (!Array.isArray(asked) || asked.length === 0) throw refuse('redirect_uris must be a non-empty array')
  for (const uri of asked) {
    const fault = typeof uri === 'string' ? redirectFault(uri) : { reason: 'it must be a string' }
    if (fault) throw refuse(fault.reason, uri)
  }
  return asked as string[]
}

/** Why an address can't take an answer: https only, absolute, without a fragment (RFC 6749 3.1.2). */
function redirectFault(uri: string): { reason: string; instead?: string } | undefined {
  if (!URL.canParse(uri)) return { reason: 'it is not an absolute URL' }
  if (new URL(uri).protocol !== 'https:') return { reason: 'only https is accepted' }
  if (uri.includes('#')) return { reason: 'it must have no fragment' }
  if (uri.length > 255) return { reason: 'it is longer than 255 characters' }
  return undefined
}
