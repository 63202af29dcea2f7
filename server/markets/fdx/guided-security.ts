import type { SecurityProfile } from '../security-profile.ts'
import { securityProfile } from './security.ts'

/**
 * The guided lane's authorization server: the code flow with PKCE and a client secret (RFC 6749, RFC 7636). Requests are
 * pushed here too (RFC 9126), since a consent is born of one; what is missing are certificates and signatures.
 */
export const guidedSecurity: SecurityProfile = {
  ...securityProfile,
  plain: true,
  plainPush: true,
  responseTypes: ['code'],
  responseModes: ['query'],
  grantTypes: ['authorization_code', 'client_credentials', 'refresh_token'],
  clientAuthMethods: ['client_secret_basic'],
}
