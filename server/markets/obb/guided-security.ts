import type { SecurityProfile } from '../security-profile.ts'
import { securityProfile } from './security.ts'

/**
 * The guided lane's authorization server: the code flow with PKCE and a client secret (RFC 6749, RFC 7636), signed with
 * the algorithm that every OpenID client knows. Scopes, lives of tokens and levels of assurance are the market's.
 */
export const guidedSecurity: SecurityProfile = {
  ...securityProfile,
  plain: true,
  responseTypes: ['code'],
  responseModes: ['query'],
  grantTypes: ['authorization_code', 'client_credentials', 'refresh_token'],
  signingAlg: 'PS256',
  encryption: null,
  clientAuthMethods: ['client_secret_basic'],
}
