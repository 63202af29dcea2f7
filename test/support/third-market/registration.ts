import { problem } from '#kernel'
import type { RegistrationProfile } from '#markets'

/** A boat is registered as its papers say, with a tier that it may choose. */
export const registrationProfile: RegistrationProfile = {
  recipientRoles: ['READER'],
  extraMetadata: ['software_statement', 'tier'],
  requested: {
    grant_types: ['authorization_code', 'client_credentials', 'implicit'],
    response_types: ['code id_token'],
    tier: 'reef',
  },
  redirectFault: (uri) =>
    uri.startsWith('https://127.0.0.1') ? undefined : { reason: 'boats land at 127.0.0.1 only' },
  check({ body, statement, certificate }) {
    if (statement.seaworthy !== true)
      throw problem('statement-unapproved', { member: 'seaworthy', value: false }, 'papers')
    if (certificate.softwareId !== statement.boat || certificate.organisationId !== statement.owner) {
      throw problem('statement-mismatch', { what: "the certificate's subject", other: 'boat and owner' }, 'papers')
    }
    if (body.tier !== undefined && body.tier !== 'reef') {
      throw problem('registration-metadata-invalid', { member: 'tier', reason: 'only reef is left' }, 'papers')
    }
    return {
      redirect_uris: statement.landings,
      grant_types: ['authorization_code', 'client_credentials', 'implicit'],
      response_types: ['code id_token'],
      token_endpoint_auth_method: 'private_key_jwt',
      tls_client_certificate_bound_access_tokens: true,
      scope: 'openid agreements pots',
      jwks_uri: statement.keys,
      client_name: statement.boat_name,
      software_id: statement.boat,
      organisation_id: statement.owner,
      organisation_name: statement.owner_name,
      software_statement: body.software_statement,
      tier: 'reef',
    }
  },
}
