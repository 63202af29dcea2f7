import { problem } from '#kernel'
import type { RegistrationInput, RegistrationProfile } from '../registration-profile.ts'
import { namesSubject, writtenSubject } from '../subject-dn.ts'
import { refuseUnkept } from '../unkept-metadata.ts'
import { backchannelMetadata, CIBA_GRANT, notification } from './registration-backchannel.ts'
import { securityProfile } from './security.ts'

/** The scopes each role of the directory may hold. */
const ROLE_SCOPES: Readonly<Record<string, readonly string[]>> = {
  DADOS: securityProfile.scopes,
  PAGTO: ['openid'],
  CONTA: ['openid'],
  CCORR: ['openid'],
}

const GRANT_TYPES = ['client_credentials', 'authorization_code', 'refresh_token']

/** Metadata with one possible value each (security profile, section on registration defaults). */
const FIXED: Readonly<Record<string, unknown>> = {
  application_type: 'web',
  subject_type: 'public',
  id_token_signed_response_alg: 'PS256',
  id_token_encrypted_response_alg: 'RSA-OAEP',
  id_token_encrypted_response_enc: 'A256GCM',
  request_object_signing_alg: 'PS256',
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'PS256',
  tls_client_certificate_bound_access_tokens: true,
  require_pushed_authorization_requests: true,
  require_signed_request_object: true,
}

/** Metadata a client may send with these values only; not kept, since they say what holds anyway. */
const TOLERATED: Readonly<Record<string, unknown>> = {
  introspection_endpoint_auth_method: 'private_key_jwt',
  revocation_endpoint_auth_method: 'private_key_jwt',
  request_object_encryption_alg: 'RSA-OAEP',
  request_object_encryption_enc: 'A256GCM',
  backchannel_user_code_parameter: false,
}

/** Algorithms that a client may choose whether to have. */
const CHOSEN: Readonly<Record<string, unknown>> = {
  userinfo_signed_response_alg: securityProfile.signingAlg,
  backchannel_authentication_request_signing_alg: securityProfile.signingAlg,
}

/** Members taken from the software statement, whatever the request says. */
const FROM_STATEMENT: Readonly<Record<string, string>> = {
  client_name: 'software_client_name',
  client_uri: 'software_client_uri',
  logo_uri: 'software_logo_uri',
  policy_uri: 'software_policy_uri',
  tos_uri: 'software_tos_uri',
}

/** Dynamic client registration of Open Finance Brasil: what a client may register. */
export const registrationProfile: RegistrationProfile = {
  recipientRoles: ['DADOS'],
  extraMetadata: ['software_statement', 'webhook_uris', 'userinfo_signed_response_alg'],
  requested: {
    grant_types: ['client_credentials', 'authorization_code', 'refresh_token', 'implicit', CIBA_GRANT],
    backchannel_token_delivery_mode: 'poll',
    response_types: ['code id_token'],
    token_endpoint_auth_method: 'private_key_jwt',
    id_token_signed_response_alg: 'PS256',
    id_token_encrypted_response_alg: 'RSA-OAEP',
    id_token_encrypted_response_enc: 'A256GCM',
    request_object_signing_alg: 'PS256',
    subject_type: 'public',
    application_type: 'web',
    tls_client_certificate_bound_access_tokens: true,
    require_pushed_authorization_requests: true,
    require_signed_request_object: true,
  },
  redirectFault,
  notification,
  namesSubject,
  check(input) {
    checkStanding(input.statement)
    checkCertificate(input)
    return metadataOf(input)
  },
}

/** Organisation, software and at least one role must be active (registration profile: unapproved_software_statement). */
export function checkStanding(statement: RegistrationInput['statement']): void {
  for (const member of ['org_status', 'software_status']) {
    if (statement[member] !== undefined && statement[member] !== 'Active') {
      throw problem('statement-unapproved', { member, value: statement[member] }, 'registration-standing')
    }
  }
  if (activeRoles(statement).length === 0) {
    throw problem(
      'statement-unapproved',
      { member: 'software_statement_roles', value: 'no active role' },
      'registration-standing',
    )
  }
}

/** The certificate on the connection must be this software's (registration profile: UID and organisation). */
function checkCertificate({ statement, certificate }: RegistrationInput): void {
  if (certificate.softwareId !== statement.software_id) {
    throw problem(
      'statement-mismatch',
      { what: "the certificate's UID", other: 'software_id' },
      'registration-certificate',
    )
  }
  if (certificate.organisationId !== statement.org_id) {
    throw problem(
      'statement-mismatch',
      { what: "the certificate's organizationIdentifier", other: 'org_id' },
      'registration-certificate',
    )
  }
}

function metadataOf({
  body,
  statement,
  keyUses,
  certificate,
  legacyClients,
}: RegistrationInput): Record<string, unknown> {
  const invalid = (member: string, reason: string) =>
    problem('registration-metadata-invalid', { member, reason }, 'registration-metadata')

  if (body.jwks !== undefined) throw invalid('jwks', "keys by value are not accepted; the directory's jwks_uri is used")
  if (body.jwks_uri !== undefined && body.jwks_uri !== statement.software_jwks_uri) {
    throw invalid('jwks_uri', 'it must equal software_jwks_uri of the statement')
  }
  if (!keyUses.includes('enc'))
    throw invalid('jwks_uri', 'its key set has no key with use enc, and id_tokens are always encrypted')

  const ownWay = legacyClients ? certificateAuthentication(body, certificate.subject, invalid) : undefined
  const fixed: Readonly<Record<string, unknown>> = { ...FIXED, ...ownWay }
  for (const [member, only] of Object.entries({ ...fixed, ...TOLERATED, ...CHOSEN })) {
    if (body[member] !== undefined && body[member] !== only)
      throw invalid(member, `only ${JSON.stringify(only)} is accepted`)
  }
  refuseUnkept(body, Object.keys({ ...fixed, ...TOLERATED, ...CHOSEN }), invalid)
  if (body.webhook_uris !== undefined && !sameMembers(body.webhook_uris, statement.software_api_webhook_uris)) {
    throw problem(
      'registration-webhook-invalid',
      { reason: 'it must equal software_api_webhook_uris of the statement' },
      'registration-webhook',
    )
  }
  const grants = grantTypes(body, invalid)
  const metadata: Record<string, unknown> = {
    ...fixed,
    ...metadataFromStatement(body, statement),
    ...backchannelMetadata(body, grants, invalid),
    redirect_uris: redirectUris(body, statement, redirectFault),
    grant_types: grants,
    response_types: responseTypes(body, invalid),
    scope: scopeOf(body, statement, invalid),
    jwks_uri: statement.software_jwks_uri,
  }
  // Who shows a certificate alone signs no assertion.
  if (ownWay) delete metadata.token_endpoint_auth_signing_alg
  if (body.userinfo_signed_response_alg !== undefined)
    metadata.userinfo_signed_response_alg = body.userinfo_signed_response_alg
  if (body.webhook_uris !== undefined) metadata.webhook_uris = body.webhook_uris
  return metadata
}

/** What a client is called and to whom it belongs, which the statement alone says. */
export function metadataFromStatement(
  body: RegistrationInput['body'],
  statement: RegistrationInput['statement'],
): Record<string, unknown> {
  const metadata: Record<string, unknown> = {
    software_id: statement.software_id,
    organisation_id: statement.org_id,
    organisation_name: statement.org_name,
    software_statement: body.software_statement,
  }
  for (const [member, claim] of Object.entries(FROM_STATEMENT)) {
    if (typeof statement[claim] === 'string' && statement[claim] !== '') metadata[member] = statement[claim]
  }
  return metadata
}

/** The redirect addresses asked for: each of the statement's, and none that the lane has a fault with. */
export function redirectUris(
  body: RegistrationInput['body'],
  statement: RegistrationInput['statement'],
  faultOf: RegistrationProfile['redirectFault'],
): string[] {
  const asked = body.redirect_uris
  const allowed = (statement.software_redirect_uris ?? []) as string[]
  const refuse = (reason: string, uri?: unknown, instead?: string) =>
    problem('registration-redirect-invalid', { reason, uri, instead }, 'registration-redirect')
  if (!Array.isArray(asked) || asked.length === 0) throw refuse('redirect_uris must be a non-empty array')
  for (const uri of asked) {
    if (typeof uri !== 'string' || !allowed.includes(uri))
      throw refuse("it is not among the statement's software_redirect_uris", uri)
    const fault = faultOf(uri)
    if (fault) throw refuse(fault.reason, uri, fault.instead)
  }
  return asked as string[]
}

/**
 * Why an address can't take a hybrid response: only https, no fragment, and not the host name localhost
 * (OpenID Connect Registration 2, implicit web clients); the loopback address is fine.
 */
function redirectFault(uri: string): { reason: string; instead?: string } | undefined {
  if (!URL.canParse(uri)) return { reason: 'it is not an absolute URL' }
  const url = new URL(uri)
  if (url.hostname === 'localhost') {
    const at = `https://127.0.0.1${url.port ? `:${url.port}` : ''}${url.pathname}${url.search}`
    return { reason: 'the host name localhost is refused to web clients of the hybrid flow', instead: at }
  }
  if (url.protocol !== 'https:') return { reason: 'only https is accepted' }
  if (url.hash !== '' || uri.includes('#')) return { reason: 'it must have no fragment' }
  if (uri.length > 255) return { reason: 'it is longer than 255 characters' }
  if (uri.includes('*')) return { reason: 'wildcards are not accepted' }
  return undefined
}

export type Invalid = (member: string, reason: string) => Error

/**
 * What a client registers that authenticates by its certificate alone, as older editions of the profile allowed: the
 * whole subject, written in the one right way. Undefined for a client that does not ask for it.
 */
function certificateAuthentication(
  body: RegistrationInput['body'],
  subject: RegistrationInput['certificate']['subject'],
  invalid: Invalid,
): Record<string, unknown> | undefined {
  if (body.token_endpoint_auth_method !== 'tls_client_auth') return undefined
  const other = ['dns', 'uri', 'ip', 'email'].map((kind) => `tls_client_auth_san_${kind}`).find((name) => name in body)
  if (other !== undefined) throw invalid(other, 'a certificate is named by tls_client_auth_subject_dn only')
  const written = body.tls_client_auth_subject_dn
  if (typeof written !== 'string' || !namesSubject(written, subject)) {
    throw invalid('tls_client_auth_subject_dn', `the certificate on this connection is ${writtenSubject(subject)}`)
  }
  return {
    token_endpoint_auth_method: 'tls_client_auth',
    tls_client_auth_subject_dn: written,
  }
}

/** The three grants; implicit for a client that names it for its hybrid flow, and the bank's app for one that asks. */
function grantTypes(body: RegistrationInput['body'], invalid: Invalid): string[] {
  if (body.grant_types === undefined) return GRANT_TYPES
  const asked = body.grant_types
  const known = [...GRANT_TYPES, 'implicit', CIBA_GRANT]
  if (!Array.isArray(asked) || asked.length === 0 || asked.some((type) => !known.includes(type))) {
    throw invalid('grant_types', `only ${known.join(', ')} are accepted`)
  }
  if (!asked.includes('authorization_code')) throw invalid('grant_types', 'authorization_code is missing')
  return asked as string[]
}

function responseTypes(body: RegistrationInput['body'], invalid: Invalid): string[] {
  if (body.response_types !== undefined && !sameMembers(body.response_types, securityProfile.responseTypes)) {
    throw invalid('response_types', 'only ["code id_token"] is accepted')
  }
  return [...securityProfile.responseTypes]
}

/** The scopes asked for, within the statement's active roles; the whole of them where none was asked. */
export function scopeOf(
  body: RegistrationInput['body'],
  statement: RegistrationInput['statement'],
  invalid: Invalid,
): string {
  const allowed = new Set(activeRoles(statement).flatMap((role) => ROLE_SCOPES[role] ?? []))
  if (body.scope === undefined) return [...allowed].join(' ')
  if (typeof body.scope !== 'string') throw invalid('scope', 'it must be a string')
  const beyond = body.scope.split(' ').filter((scope) => scope !== '' && !allowed.has(scope))
  if (beyond.length > 0) throw invalid('scope', `the active roles don't allow ${beyond.join(', ')}`)
  return body.scope
}

function activeRoles(statement: RegistrationInput['statement']): string[] {
  const roles = (statement.software_statement_roles ?? []) as { role: string; status: string }[]
  if (!Array.isArray(roles)) return []
  return roles.filter(({ status }) => status === 'Active').map(({ role }) => role)
}

export function sameMembers(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  return a.every((member) => b.includes(member))
}
