import { hash } from 'node:crypto'
import type { Api, Market } from '#markets'

type Addresses = { public: string; mutual: string }

/**
 * The market's authorization server and APIs as the participants list shows them (directory, AuthorisationServers).
 * Ids are made from the bank's own, so that the list doesn't change from start to start.
 */
export function publishedServer(market: Market, bank: { organisationId: string; name: string }, addresses: Addresses) {
  const issuer =
    (market.addresses.issuerListener === 'public' ? addresses.public : addresses.mutual) + market.addresses.issuerPath
  const serverId = derivedId(bank.organisationId, market.id)
  return {
    AuthorisationServerId: serverId,
    OrganisationId: bank.organisationId,
    AutoRegistrationSupported: true,
    SupportsCiba: false,
    SupportsDCR: true,
    SupportsRedirect: true,
    CustomerFriendlyName: bank.name,
    CustomerFriendlyDescription: bank.name,
    CustomerFriendlyLogoUri: `${addresses.public}/identity/logo.svg`,
    OpenIDDiscoveryDocument: `${issuer}/.well-known/openid-configuration`,
    PayloadSigningCertLocationUri: `${addresses.public}/directory/${bank.organisationId}/application.jwks`,
    ParentAuthorisationServerId: null,
    ApiResources: market.apis.map((api) => publishedApi(api, serverId, addresses)),
  }
}

function publishedApi(api: Api, serverId: string, addresses: Addresses) {
  const paths = [...new Set(api.routes.map((route) => route.path))]
  return {
    ApiResourceId: derivedId(serverId, api.id),
    ApiFamilyType: api.family,
    ApiVersion: api.familyVersion,
    Status: 'Active',
    CertificationStatus: 'Not certified',
    ApiDiscoveryEndpoints: paths.map((path) => ({
      ApiDiscoveryId: derivedId(serverId, path),
      ApiEndpoint: `${addresses.mutual}${api.basePath}${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    })),
  }
}

/** A UUID-shaped id that is the same for the same inputs. */
function derivedId(seed: string, name: string): string {
  const hex = hash('sha256', `${seed} ${name}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
