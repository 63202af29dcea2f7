import { problem } from '#kernel'
import { guidedRedirectFault } from '../loopback-redirect.ts'
import type { RegistrationInput, RegistrationProfile } from '../registration-profile.ts'
import { refuseUnkept } from '../unkept-metadata.ts'
import {
  checkStanding,
  type Invalid,
  metadataFromStatement,
  redirectUris,
  sameMembers,
  scopeOf,
} from './registration.ts'

const GRANT_TYPES = ['authorization_code', 'client_credentials', 'refresh_token']
const RESPONSE_TYPES = ['code']

/** Metadata with one possible value each in this lane. */
const FIXED: Readonly<Record<string, unknown>> = {
  application_type: 'web',
  subject_type: 'public',
  id_token_signed_response_alg: 'PS256',
  token_endpoint_auth_method: 'client_secret_basic',
}

/** What the certified lane demands and this one doesn't have. */
const CERTIFIED_ONLY: readonly string[] = [
  'tls_client_certificate_bound_access_tokens',
  'require_pushed_authorization_requests',
  'require_signed_request_object',
]

/** Registration in the guided lane: a software statement of the directory still, but no certificate and no keys. */
export const guidedRegistration: RegistrationProfile = {
  recipientRoles: ['DADOS'],
  extraMetadata: ['software_statement'],
  requested: { ...FIXED, grant_types: GRANT_TYPES, response_types: RESPONSE_TYPES },
  redirectFault: guidedRedirectFault,
  check({ body, statement }) {
    checkStanding(statement)
    return metadataOf(body, statement)
  },
}

function metadataOf(
  body: RegistrationInput['body'],
  statement: RegistrationInput['statement'],
): Record<string, unknown> {
  const invalid: Invalid = (member, reason) =>
    problem('registration-metadata-invalid', { member, reason }, 'registration-metadata')
  for (const [member, only] of Object.entries(FIXED)) {
    if (body[member] !== undefined && body[member] !== only)
      throw invalid(member, `only ${JSON.stringify(only)} is accepted in the guided lane`)
  }
  for (const member of CERTIFIED_ONLY) {
    if (body[member] !== undefined && body[member] !== false)
      throw invalid(member, 'the guided lane has none of it; register in the certified lane')
  }
  refuseUnkept(body, Object.keys(FIXED), invalid)
  for (const member of ['jwks', 'jwks_uri']) {
    if (body[member] !== undefined) throw invalid(member, 'applications of the guided lane have no keys')
  }
  if (body.response_types !== undefined && !sameMembers(body.response_types, RESPONSE_TYPES))
    throw invalid('response_types', 'only ["code"] is accepted in the guided lane')
  return {
    ...FIXED,
    ...metadataFromStatement(body, statement),
    redirect_uris: redirectUris(body, statement, guidedRedirectFault),
    grant_types: grantTypes(body, invalid),
    response_types: RESPONSE_TYPES,
    scope: scopeOf(body, statement, invalid),
  }
}

function grantTypes(body: RegistrationInput['body'], invalid: Invalid): string[] {
  if (body.grant_types === undefined) return GRANT_TYPES
  const asked = body.grant_types
  if (!Array.isArray(asked) || asked.length === 0 || asked.some((type) => !GRANT_TYPES.includes(type)))
    throw invalid('grant_types', `only ${GRANT_TYPES.join(', ')} are accepted`)
  if (!asked.includes('authorization_code')) throw invalid('grant_types', 'authorization_code is missing')
  return asked as string[]
}
