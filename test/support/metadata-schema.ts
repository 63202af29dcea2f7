const url = { type: 'string', format: 'uri', pattern: '^https://[^?#]+$' }
const yes = { const: true }
const flag = { type: 'boolean' }
const list = (items: object) => ({ type: 'array', items, minItems: 1, uniqueItems: true })
const names = list({ type: 'string', minLength: 1 })
const algorithms = list({ type: 'string', pattern: '^(PS|ES)(256|384|512)$|^EdDSA$' })
const keyAlgorithms = list({ enum: ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES'] })
const contentAlgorithms = list({ enum: ['A256GCM', 'A128GCM', 'A128CBC-HS256', 'A256CBC-HS512'] })
/** scope-token of RFC 6749 3.3. */
const scopes = list({ type: 'string', pattern: '^[\\x21\\x23-\\x5b\\x5d-\\x7e]+$' })
/** RFC 5646, in its usual case. */
const languages = list({ type: 'string', pattern: '^[a-z]{2,3}(-[A-Z]{2})?$' })

const endpoints = [
  'token_endpoint',
  'registration_endpoint',
  'userinfo_endpoint',
  'revocation_endpoint',
  'introspection_endpoint',
  'pushed_authorization_request_endpoint',
  'backchannel_authentication_endpoint',
]
const addresses = Object.fromEntries(endpoints.map((name) => [name, url]))

/**
 * The metadata of an authorization server as RFC 8414, OpenID Discovery and their extensions define its members
 * (RFC 8705, 9101, 9126, 9207; CIBA): each with its type, and no other.
 */
export const METADATA_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri', 'response_types_supported'],
  properties: {
    issuer: url,
    authorization_endpoint: url,
    jwks_uri: url,
    ...addresses,
    mtls_endpoint_aliases: { type: 'object', properties: addresses, additionalProperties: false },
    scopes_supported: scopes,
    response_types_supported: names,
    response_modes_supported: names,
    grant_types_supported: names,
    acr_values_supported: names,
    subject_types_supported: list({ enum: ['public', 'pairwise'] }),
    id_token_signing_alg_values_supported: algorithms,
    id_token_encryption_alg_values_supported: keyAlgorithms,
    id_token_encryption_enc_values_supported: contentAlgorithms,
    userinfo_signing_alg_values_supported: algorithms,
    request_object_signing_alg_values_supported: algorithms,
    request_object_encryption_alg_values_supported: keyAlgorithms,
    request_object_encryption_enc_values_supported: contentAlgorithms,
    authorization_signing_alg_values_supported: algorithms,
    token_endpoint_auth_methods_supported: names,
    token_endpoint_auth_signing_alg_values_supported: algorithms,
    revocation_endpoint_auth_methods_supported: names,
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    introspection_endpoint_auth_methods_supported: names,
    introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    display_values_supported: names,
    claim_types_supported: names,
    claims_supported: names,
    authorization_details_types_supported: names,
    claims_locales_supported: languages,
    ui_locales_supported: languages,
    claims_parameter_supported: flag,
    request_parameter_supported: flag,
    request_uri_parameter_supported: flag,
    require_request_uri_registration: flag,
    require_signed_request_object: flag,
    require_pushed_authorization_requests: flag,
    tls_client_certificate_bound_access_tokens: yes,
    authorization_response_iss_parameter_supported: flag,
    code_challenge_methods_supported: list({ enum: ['S256', 'plain'] }),
    service_documentation: url,
    op_policy_uri: url,
    op_tos_uri: url,
    backchannel_token_delivery_modes_supported: list({ enum: ['poll', 'ping', 'push'] }),
    backchannel_authentication_request_signing_alg_values_supported: algorithms,
    backchannel_user_code_parameter_supported: flag,
  },
}
