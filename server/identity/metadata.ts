import type { BackchannelProfile, Market } from '#markets'
import { CIBA_GRANT } from './endpoints.ts'
import { PROOF_ALGORITHMS } from './key-proofs.ts'
import { plainMetadata } from './plain.ts'

export type ServerAddresses = {
  /** The issuer, exactly as clients compare it. */
  issuer: string
  /** The issuer's path on the port for browsers and anyone. */
  publicBase: string
  /** The same path on the mutual-TLS port. */
  mutualBase: string
  /** Where clients are registered: below the issuer's path, or at the gateway. */
  registration: string
}

/**
 * The authorization server's metadata (RFC 8414, OpenID Discovery; FAPI-BR discovery section): only what is offered,
 * with mutual-TLS addresses both at top level and as aliases, for clients that don't know aliases.
 */
export function serverMetadata(market: Market, addresses: ServerAddresses) {
  const { security } = market
  const { issuer, publicBase, mutualBase } = addresses
  if (security.plain) return plainMetadata(market, addresses)
  const mutual = {
    token_endpoint: `${mutualBase}/token`,
    pushed_authorization_request_endpoint: `${mutualBase}/par`,
    registration_endpoint: addresses.registration,
    userinfo_endpoint: `${mutualBase}/userinfo`,
    revocation_endpoint: `${mutualBase}/revoke`,
    ...(security.backchannel ? { backchannel_authentication_endpoint: `${mutualBase}/backchannel` } : {}),
  }
  const signing = [security.signingAlg]
  return {
    issuer,
    authorization_endpoint: publicBase + (security.entry?.path ?? '/auth'),
    jwks_uri: `${publicBase}/jwks`,
    ...mutual,
    mtls_endpoint_aliases: mutual,
    tls_client_certificate_bound_access_tokens: true,
    require_pushed_authorization_requests: true,
    require_signed_request_object: !security.fapi2,
    ...(security.fapi2 ? fapi2Metadata() : {}),
    request_parameter_supported: true,
    request_uri_parameter_supported: false,
    claims_parameter_supported: true,
    claims_supported: [...security.claims],
    acr_values_supported: [...security.acrValues],
    scopes_supported: [...security.scopes],
    grant_types_supported: [...security.grantTypes, ...(security.backchannel ? [CIBA_GRANT] : [])],
    response_types_supported: [...security.responseTypes],
    response_modes_supported: [...security.responseModes],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: [...security.clientAuthMethods],
    token_endpoint_auth_signing_alg_values_supported: signing,
    revocation_endpoint_auth_methods_supported: [...security.clientAuthMethods],
    revocation_endpoint_auth_signing_alg_values_supported: signing,
    id_token_signing_alg_values_supported: signing,
    request_object_signing_alg_values_supported: signing,
    ...(security.signsUserinfo ? { userinfo_signing_alg_values_supported: signing } : {}),
    ...(market.consent.requested ? { authorization_details_types_supported: [...market.consent.requested.types] } : {}),
    ...(security.responseModes.some((mode) => mode.includes('jwt'))
      ? { authorization_signing_alg_values_supported: signing }
      : {}),
    ...(security.encryption ? encryptionMetadata(security.encryption) : {}),
    ...(security.backchannel ? backchannelMetadata(security.backchannel, signing) : {}),
    ui_locales_supported: ['pt-BR', 'en'],
  }
}

/** RFC 9207 3; RFC 9449 5.1. */
function fapi2Metadata() {
  return {
    authorization_response_iss_parameter_supported: true,
    dpop_signing_alg_values_supported: [...PROOF_ALGORITHMS],
  }
}

/** CIBA 4. */
function backchannelMetadata({ deliveryModes }: BackchannelProfile, signing: string[]) {
  return {
    backchannel_token_delivery_modes_supported: [...deliveryModes],
    backchannel_authentication_request_signing_alg_values_supported: signing,
    backchannel_user_code_parameter_supported: false,
  }
}

function encryptionMetadata({ alg, enc }: { alg: string; enc: string }) {
  return {
    id_token_encryption_alg_values_supported: [alg],
    id_token_encryption_enc_values_supported: [enc],
    request_object_encryption_alg_values_supported: [alg],
    request_object_encryption_enc_values_supported: [enc],
  }
}

/** The metadata as it is served: without what the market keeps to itself. */
export function announcedMetadata(
  metadata: Readonly<Record<string, unknown>>,
  { security }: Market,
): Record<string, unknown> {
  const hidden = new Set(security.unannounced)
  const shown = (all: object) => Object.entries(all).filter(([member]) => !hidden.has(member))
  return Object.fromEntries(
    shown(metadata).map(([member, value]) =>
      member === 'mtls_endpoint_aliases' ? [member, Object.fromEntries(shown(value as object))] : [member, value],
    ),
  )
}
