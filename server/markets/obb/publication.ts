import type { Api } from '../api.ts'
import type { Participant, Publication, PublishedFacts } from '../publication.ts'
import { securityProfile } from './security.ts'

const AUTHORISATION_DOMAIN = 'Open Banking'

/** The participants list (Directory of Participants, `GET /participants`): the bank, then every organisation. */
export const publication: Publication = {
  path: '/participants',
  document: (facts) => [
    participant(facts.bank, [authorisationServer(facts)]),
    ...facts.recipients.map((organisation) => participant(organisation, [])),
  ],
}

/** An organisation as the directory describes it, with invented whereabouts. */
export function describedOrganisation(organisation: Participant) {
  return {
    OrganisationId: organisation.organisationId,
    Status: organisation.status,
    OrganisationName: organisation.name,
    CreatedOn: new Date(organisation.createdAt).toISOString(),
    LegalEntityName: organisation.name,
    CountryOfRegistration: 'BR',
    CompanyRegister: 'Cadastro Nacional da Pessoa Juridica',
    RegistrationNumber: organisation.registrationNumber,
    RegistrationId: registrationIdOf(organisation),
    RegisteredName: organisation.name,
    AddressLine1: 'Rua da Bancada, 100',
    AddressLine2: 'Centro',
    City: 'Sao Paulo',
    Postcode: '00000-000',
    Country: 'BR',
    ParentOrganisationReference: '',
  }
}

const registrationIdOf = ({ ispb, registrationNumber }: Participant) => ispb ?? registrationNumber

function participant(organisation: Participant, authorisationServers: unknown[]) {
  const registrationId = registrationIdOf(organisation)
  return {
    ...describedOrganisation(organisation),
    Contacts: [contactOf(organisation)],
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

/** Someone to write to, at an address that no mail reaches (RFC 2606). */
function contactOf({ organisationId, name }: Participant) {
  return {
    OrganisationId: organisationId,
    ContactType: 'Technical',
    FirstName: 'Contato',
    LastName: 'Tecnico',
    Department: name,
    EmailAddress: 'contato@participante.example',
    PhoneNumber: '+55 11 0000-0000',
  }
}

/** The bank's authorization server with its APIs (directory, AuthorisationServers). */
export function authorisationServer({ bank, metadataUrl, addresses, apis, idOf }: PublishedFacts) {
  return {
    AuthorisationServerId: idOf('authorization server'),
    OrganisationId: bank.organisationId,
    AutoRegistrationSupported: true,
    SupportsCiba: securityProfile.backchannel !== undefined,
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
