import { guidedRedirectFault } from '../../loopback-redirect.ts'
import type { RegistrationInput, RegistrationProfile } from '../../registration-profile.ts'
import { invalid, only } from './faults.ts'
import { redirectUris } from './flow.ts'
import { form } from './form.ts'
import { atGateway } from './gateway.ts'
import { RECIPIENT_MEMBERS, recipient } from './recipient.ts'
import { scopeOf } from './scope.ts'

const GRANT_TYPES = ['authorization_code', 'client_credentials', 'refresh_token']

/** Metadata with one possible value each in this lane. */
const FIXED: Readonly<Record<string, unknown>> = {
  token_endpoint_auth_method: 'client_secret_basic',
  id_token_signed_response_alg: 'PS256',
}

/** What the certified lane has and this one doesn't. */
const CERTIFIED_ONLY: readonly string[] = [
  ...['tls_client_certificate_bound_access_tokens', 'require_signed_request_object', 'jwks', 'jwks_uri'],
  ...['tls_client_auth_subject_dn', 'tls_client_auth_san_dns', 'tls_client_auth_san_uri', 'tls_client_auth_san_ip'],
]

/** Registration in the guided lane: by a software statement, since nobody shows a certificate, and with a secret. */
export const guidedRegistration: RegistrationProfile = {
  recipientRoles: ['DATA_RECIPIENT'],
  extraMetadata: ['software_statement', ...RECIPIENT_MEMBERS],
  requested: { ...FIXED, grant_types: GRANT_TYPES, response_types: ['code'] },
  redirectFault: guidedRedirectFault,
  atGateway: { ...atGateway, certificateIsEnough: false },
  form,
  check,
}

function check({ body, statement }: RegistrationInput): Record<string, unknown> {
  only(body, FIXED)
  for (const member of CERTIFIED_ONLY) {
    if (body[member] !== undefined && body[member] !== false)
      throw invalid(member, 'the guided lane has none of it; register in the certified lane')
  }
  return {
    ...FIXED,
    response_types: exactly(body, 'response_types', ['code']),
    grant_types: exactly(body, 'grant_types', GRANT_TYPES),
    require_pushed_authorization_requests: true,
    authorization_details_types: ['fdx_v1.0'],
    redirect_uris: redirectUris(body, guidedRedirectFault),
    scope: scopeOf(body),
    ...recipient(body, statement),
    software_id: statement.software_id,
    organisation_id: statement.org_id,
    organisation_name: statement.org_name,
    software_statement: body.software_statement,
  }
}

/** The members of a list that this lane has, all of them where none was sent. */
function exactly(body: RegistrationInput['body'], member: string, known: readonly string[]): string[] {
  const sent = body[member]
  if (sent === undefined) return [...known]
  if (!Array.isArray(sent) || sent.length === 0 || sent.some((one) => !known.includes(one)))
    throw invalid(member, `only ${known.join(', ')} are accepted in the guided lane`)
  return [...new Set(sent as string[])]
}
