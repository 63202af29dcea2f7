import { type Configuration, interactionPolicy } from 'oidc-provider'
import type { Consent } from '#consent'
import type { Market, SecurityProfile } from '#markets'
import type { ServerAddresses } from './metadata.ts'

type Features = NonNullable<Configuration['features']>

/** What a plain server has of the engine's features in the place of FAPI's: OAuth 2.0 with PKCE and client secrets. */
export function plainFeatures(
  { plainPush }: Pick<SecurityProfile, 'plainPush'>,
  { newId, newSecret }: { newId: () => string; newSecret: () => string },
): Features {
  return {
    fapi: { enabled: false },
    mTLS: { enabled: false },
    pushedAuthorizationRequests: {
      enabled: plainPush === true,
      requirePushedAuthorizationRequests: plainPush === true,
    },
    requestObjects: { enabled: false },
    registration: {
      enabled: true,
      initialAccessToken: false,
      issueRegistrationAccessToken: true,
      idFactory: () => newId(),
      secretFactory: () => newSecret(),
    },
  }
}

/**
 * The first question of a plain authorization request, which no request object answered before: it names one consent of
 * this client that waits. The app is told of a fault by redirect.
 */
export function askForConsentNamed({
  consentOfRequest,
}: {
  consentOfRequest: (clientId: string, scope: string) => Consent
}): interactionPolicy.Check {
  const { Check } = interactionPolicy
  return new Check('consent_named', 'the request names a consent', 'invalid_request', (ctx) => {
    const { params, client, result } = ctx.oidc
    if (result) return Check.NO_NEED_TO_PROMPT
    consentOfRequest(client?.clientId ?? '', String(params?.scope ?? ''))
    return Check.NO_NEED_TO_PROMPT
  })
}

/** A plain server's metadata (RFC 8414): what it offers, and nothing that only certified clients have. */
export function plainMetadata(
  { security, consent }: Market,
  { issuer, publicBase, registration }: Pick<ServerAddresses, 'issuer' | 'publicBase' | 'registration'>,
) {
  return {
    issuer,
    authorization_endpoint: publicBase + (security.entry?.path ?? '/auth'),
    jwks_uri: `${publicBase}/jwks`,
    token_endpoint: `${publicBase}/token`,
    ...(security.plainPush
      ? {
          pushed_authorization_request_endpoint: `${publicBase}/par`,
          require_pushed_authorization_requests: true,
          authorization_details_types_supported: [...(consent.requested?.types ?? [])],
        }
      : {}),
    registration_endpoint: registration,
    userinfo_endpoint: `${publicBase}/userinfo`,
    revocation_endpoint: `${publicBase}/revoke`,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    claims_parameter_supported: true,
    claims_supported: [...security.claims],
    acr_values_supported: [...security.acrValues],
    scopes_supported: [...security.scopes],
    grant_types_supported: [...security.grantTypes],
    response_types_supported: [...security.responseTypes],
    response_modes_supported: [...security.responseModes],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: [...security.clientAuthMethods],
    revocation_endpoint_auth_methods_supported: [...security.clientAuthMethods],
    id_token_signing_alg_values_supported: [security.signingAlg],
    authorization_response_iss_parameter_supported: true,
    ui_locales_supported: ['pt-BR', 'en'],
  }
}
