import type { TrustProfile } from '#markets'
import type { DirectoryAddresses } from '../addresses.ts'

/**
 * The directory's OpenID metadata (RFC 8414; OpenID Discovery): its token endpoint, which knows software by its
 * certificate alone, the scopes of its API, and the keys that sign statements.
 */
export function directoryMetadata(
  { issuer, token, keystore }: DirectoryAddresses,
  profiles: Readonly<Record<string, TrustProfile>>,
) {
  const tokenEndpoint = `${token}/token`
  return {
    issuer,
    token_endpoint: tokenEndpoint,
    mtls_endpoint_aliases: { token_endpoint: tokenEndpoint },
    jwks_uri: `${keystore}/openbanking.jwks`,
    scopes_supported: [...new Set(Object.values(profiles).flatMap(({ register }) => register?.scope ?? []))],
    grant_types_supported: ['client_credentials'],
    // There is no authorization endpoint, and so no type of response and no subject but a software.
    response_types_supported: [],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['PS256'],
    token_endpoint_auth_methods_supported: ['tls_client_auth'],
    tls_client_certificate_bound_access_tokens: true,
  }
}
