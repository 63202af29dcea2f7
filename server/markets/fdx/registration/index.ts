import type { RegistrationInput, RegistrationProfile } from '../../registration-profile.ts'
import { namesSubject } from '../../subject-dn.ts'
import { authentication } from './authentication.ts'
import { only, refuseStranger } from './faults.ts'
import { flow, hybridFault, redirectFault, redirectUris } from './flow.ts'
import { form } from './form.ts'
import { atGateway } from './gateway.ts'
import { RECIPIENT_MEMBERS, recipient } from './recipient.ts'
import { scopeOf } from './scope.ts'

/** Metadata with one possible value each (FDX API security model: FAPI 1.0 Advanced). */
const FIXED: Readonly<Record<string, unknown>> = {
  tls_client_certificate_bound_access_tokens: true,
  require_pushed_authorization_requests: true,
  require_signed_request_object: true,
  request_object_signing_alg: 'PS256',
  authorization_signed_response_alg: 'PS256',
  id_token_signed_response_alg: 'PS256',
}

/** Recipient registration of FDX: what a client may register, and what caps its consents later. */
export const registrationProfile: RegistrationProfile = {
  recipientRoles: ['DATA_RECIPIENT'],
  extraMetadata: ['software_statement', ...RECIPIENT_MEMBERS],
  requested: {
    grant_types: ['authorization_code', 'client_credentials', 'refresh_token', 'implicit'],
    response_types: ['code', 'code id_token'],
    token_endpoint_auth_method: 'tls_client_auth',
    tls_client_certificate_bound_access_tokens: true,
  },
  // What the Marketplace asks for below takes hybrid answers.
  redirectFault: hybridFault,
  namesSubject,
  namesAlternatives: true,
  atGateway,
  form,
  check,
}

function check(input: RegistrationInput): Record<string, unknown> {
  const { body, statement } = input
  refuseStranger(input)
  only(body, FIXED)
  const asked = flow(body)
  return {
    ...FIXED,
    ...asked,
    ...authentication(input),
    redirect_uris: redirectUris(body, asked.response_types.includes('code id_token') ? hybridFault : redirectFault),
    authorization_details_types: ['fdx_v1.0'],
    scope: scopeOf(body),
    ...recipient(body, statement),
    software_id: statement.software_id,
    organisation_id: statement.org_id,
    organisation_name: statement.org_name,
    ...(body.software_statement === undefined ? {} : { software_statement: body.software_statement }),
  }
}
