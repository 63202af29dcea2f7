import type { SecurityProfile } from '#markets'

/** Short lives, assertions for the issuer alone, no refresh tokens, id_tokens signed but not encrypted. */
export const securityProfile: SecurityProfile = {
  scopes: ['openid', 'agreements', 'pots'],
  clientScopes: ['agreements'],
  customerScopes: ['pots'],
  responseTypes: ['code id_token'],
  responseModes: ['fragment', 'form_post'],
  grantTypes: ['authorization_code', 'client_credentials', 'implicit'],
  acrValues: ['urn:ilha:lantern'],
  passwordAcr: 'urn:ilha:lantern',
  secondFactorAcr: 'urn:ilha:lantern',
  signingAlg: 'PS256',
  encryption: null,
  clientAuthMethods: ['private_key_jwt'],
  assertionAudience: 'issuer',
  accessTokenSeconds: 120,
  authorizationCodeSeconds: 30,
  pushedRequestSeconds: 45,
  requestObjectMaxSeconds: 600,
  interactionSeconds: 300,
  claims: ['sub', 'iss'],
  tls12Ciphers: ['ECDHE-RSA-AES128-GCM-SHA256'],
}
