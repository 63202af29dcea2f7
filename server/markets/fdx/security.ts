import type { SecurityProfile } from '../security-profile.ts'
import { DATA_SCOPES } from './clusters.ts'

export const ACCESS_TOKEN_SECONDS = 300
const DAY_SECONDS = 86_400

/** Scopes of an app by itself (FDX event notifications). */
export const CLIENT_SCOPES: readonly string[] = ['fdx:notifications:subscribe', 'fdx:notifications:publish']

/** FAPI 1.0 Advanced with pushed, signed, rich requests and answers signed as a JWT (FDX API security model; JARM). */
export const securityProfile: SecurityProfile = {
  scopes: ['openid', 'offline_access', ...CLIENT_SCOPES, ...DATA_SCOPES],
  clientScopes: CLIENT_SCOPES,
  // The meta, registry and fraud APIs ask for client credentials and name no scope.
  scopelessClients: true,
  customerScopes: DATA_SCOPES,
  responseTypes: ['code', 'code id_token'],
  responseModes: ['jwt', 'query.jwt', 'fragment.jwt', 'fragment'],
  grantTypes: ['authorization_code', 'client_credentials', 'refresh_token', 'implicit'],
  acrValues: ['urn:bancada:password', 'urn:bancada:password-and-code'],
  passwordAcr: 'urn:bancada:password',
  secondFactorAcr: 'urn:bancada:password-and-code',
  signingAlg: 'PS256',
  encryption: null,
  clientAuthMethods: ['tls_client_auth', 'private_key_jwt'],
  accessTokenSeconds: ACCESS_TOKEN_SECONDS,
  authorizationCodeSeconds: 60,
  pushedRequestSeconds: 60,
  requestObjectMaxSeconds: 3600,
  interactionSeconds: 300,
  claims: ['sub', 'acr', 'auth_time', 'iss'],
  looseRequestObjects: true,
  refreshTokens: { seconds: 30 * DAY_SECONDS, rotate: true },
  unannounced: [
    'introspection_endpoint',
    'userinfo_endpoint',
    'end_session_endpoint',
    'check_session_iframe',
    'device_authorization_endpoint',
    'backchannel_authentication_endpoint',
    'registration_endpoint',
  ],
  metadataPath: '/well-known',
  entry: {
    path: '/authorize',
    query: (consentId, requestId) => ({ resourceId: consentId, resourceType: 'AIS', authorizationId: requestId }),
  },
  tls12Ciphers: ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384'],
}

/**
 * FAPI 2.0 beside it, as a switch: plain pushed requests, the code alone and in clear with its issuer (RFC 9207), client
 * assertions for the issuer alone, tokens bound to a certificate or to a key (RFC 9449), refresh tokens that stay.
 */
export const fapi2Profile: SecurityProfile = {
  ...securityProfile,
  fapi2: true,
  responseTypes: ['code'],
  responseModes: ['query', 'jwt', 'query.jwt'],
  grantTypes: ['authorization_code', 'client_credentials', 'refresh_token'],
  assertionAudience: 'issuer',
  refreshTokens: { seconds: 30 * DAY_SECONDS, rotate: false },
}
