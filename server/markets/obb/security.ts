import type { SecurityProfile } from '../security-profile.ts'

const DATA_SCOPES = [
  'resources',
  'accounts',
  'credit-cards-accounts',
  'customers',
  'invoice-financings',
  'financings',
  'loans',
  'unarranged-accounts-overdraft',
  'bank-fixed-incomes',
  'credit-fixed-incomes',
  'variable-incomes',
  'treasure-titles',
  'funds',
  'exchanges',
]

/** The Brazilian security profile, version 2: one way to do each thing (FAPI-BR v2, on FAPI 1.0 Advanced). */
export const securityProfile: SecurityProfile = {
  scopes: ['openid', 'consents', ...DATA_SCOPES],
  clientScopes: ['consents'],
  customerScopes: DATA_SCOPES,
  responseTypes: ['code id_token'],
  responseModes: ['fragment'],
  grantTypes: ['authorization_code', 'client_credentials', 'refresh_token', 'implicit'],
  acrValues: ['urn:brasil:openbanking:loa2', 'urn:brasil:openbanking:loa3'],
  passwordAcr: 'urn:brasil:openbanking:loa2',
  secondFactorAcr: 'urn:brasil:openbanking:loa3',
  signingAlg: 'PS256',
  encryption: { alg: 'RSA-OAEP', enc: 'A256GCM' },
  clientAuthMethods: ['private_key_jwt'],
  accessTokenSeconds: 900,
  authorizationCodeSeconds: 60,
  pushedRequestSeconds: 120,
  requestObjectMaxSeconds: 3600,
  interactionSeconds: 3600,
  claims: ['sub', 'acr', 'auth_time', 'iss'],
  signsUserinfo: true,
  backchannel: {
    deliveryModes: ['poll', 'ping'],
    requestSeconds: 600,
    honoursRequestedExpiry: false,
    pollSeconds: 5,
    // At least 180 days ahead, whenever it is looked at on its first day.
    idTokenSeconds: 181 * 86_400,
  },
  tls12Ciphers: ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384'],
}
