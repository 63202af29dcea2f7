import type { Api, Participant, Publication, PublishedFacts } from '../market.ts'

const AUTHORISATION_DOMAIN = 'Open Banking'

/** The participants list (Directory of Participants, `GET /participants`): the bank, then every organisation. */
export const publication: Publication = {
  path: '/participants',
  document: (facts) => [
    participant(facts.bank, [authorisationServer(facts)]),
    ...facts.recipients.map((organisation) => participant(organisation, [])),
  ],
}

function participant(organisation: Participant, authorisationServers: unknown[]) {
  const registrationId = organisation.ispb ?? organisation.registrationNumber
  return {
    OrganisationId: organisation.organisationId,
    Status: organisation.status,
    OrganisationName: organisation.name,
    CreatedOn: new Date(organisation.createdAt).toISOString(),
    LegalEntityName: organisation.name,
    CountryOfRegistration: 'BR',
    RegistrationNumber: organisation.registrationNumber,
    RegistrationId: registrationId,
    RegisteredName: organisation.name,
    ParentOrganisationReference: '',
    Country: 'BR',
    Contacts: [],
    AuthorisationServers: authorisationServers,
    OrgDomainClaims: [
      { AuthorisationDomainName: AUTHORISATION_DOMAIN, RegistrationId: registrationId, Status: 'Active' },
    ],
    OrgDomainRoleClaims: organisation.roles.map((role) => ({
      Role: role,
      Status: 'Active',
      AuthorisationDomain: AUTHORISATION_DOMAIN,
      RegistrationId: registrationId,
      Authorisations: [],
    })),
  }
}

/** The bank's authorization server with its APIs (directory, AuthorisationServers). */
function authorisationServer({ bank, metadataUrl, addresses, apis, idOf }: PublishedFacts) {
  return {
    AuthorisationServerId: idOf('authorization server'),
    OrganisationId: bank.organisationId,
    AutoRegistrationSupported: true,
    SupportsCiba: false,
    SupportsDCR: true,
    SupportsRedirect: true,
    CustomerFriendlyName: bank.name,
    CustomerFriendlyDescription: bank.name,
    CustomerFriendlyLogoUri: `${addresses.public}/identity/logo.svg`,
    OpenIDDiscoveryDocument: metadataUrl,
    PayloadSigningCertLocationUri: `${addresses.directory}/${bank.organisationId}/application.jwks`,
    ApiResources: apis.map((api) => publishedApi(api, addresses.mutual, idOf)),
  }
}

function publishedApi(api: Api, mutualAddress: string, idOf: PublishedFacts['idOf']) {
  const paths = [...new Set(api.routes.map((route) => route.path))]
  return {
    ApiResourceId: idOf(api.id),
    ApiFamilyType: api.family,
    // The list's document has a number here: the major version.
    ApiVersion: Number.parseInt(api.familyVersion, 10),
    Status: 'Active',
    CertificationStatus: 'Not certified',
    ApiDiscoveryEndpoints: paths.map((path) => ({
      ApiDiscoveryId: idOf(`${api.id} ${path}`),
      ApiEndpoint: `${mutualAddress}${api.basePath}${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    })),
  }
}
