import type { RegisteredCertificate, RegisterProfile } from '../register-profile.ts'
import type { TrustOrganisation, TrustSoftware } from '../trust-profile.ts'
import { authorisationServer, describedOrganisation } from './publication.ts'

/** The participants' own API of the Brazilian directory (directory, protected API), in the members of its documents. */
export const register: RegisterProfile = {
  scope: 'directory:software',
  softwareTypes: { rtstransport: 'transport', rtssigning: 'signing' },
  organisationTypes: { rtsseal: 'signing' },
  revocationReasons: {
    unspecified: 'unspecified',
    keycompromise: 'keyCompromise',
    superseded: 'superseded',
    cessationofoperation: 'cessationOfOperation',
    privilegewithdrawn: 'privilegeWithdrawn',
  },
  organisation: (organisation: TrustOrganisation & { createdAt: number }) => describedOrganisation(organisation),
  software,
  certificate,
  authorisationServers: (facts) => [authorisationServer(facts)],
}

function software(of: TrustSoftware) {
  return {
    Status: of.status,
    ClientId: of.softwareId,
    ClientName: of.name,
    Description: of.description,
    Environment: 'sandbox',
    OrganisationId: of.organisationId,
    SoftwareStatementId: of.softwareId,
    Mode: 'Live',
    RtsClientCreated: true,
    ...(of.policyUri === null ? {} : { PolicyUri: of.policyUri }),
    ...(of.clientUri === null ? {} : { ClientUri: of.clientUri }),
    ...(of.logoUri === null ? {} : { LogoUri: of.logoUri }),
    ...(of.tosUri === null ? {} : { TermsOfServiceUri: of.tosUri }),
    RedirectUri: of.redirectUris,
    Version: Number.parseFloat(of.version) || 1,
    Locked: false,
  }
}

function certificate(of: RegisteredCertificate) {
  return {
    OrganisationId: of.organisationId,
    SoftwareStatementIds: of.softwareId === null ? [] : [of.softwareId],
    ClientName: of.commonName.slice(0, 40),
    Status: of.status,
    ValidFromDateTime: new Date(of.notBefore).toISOString(),
    ExpiryDateTime: new Date(of.notAfter).toISOString(),
    keyType: of.kind === 'transport' ? 'rtstransport' : of.softwareId === null ? 'rtsseal' : 'rtssigning',
    kid: of.jwk.kid,
    kty: of.jwk.kty,
    n: of.jwk.n,
    e: of.jwk.e,
    use: of.jwk.use,
    x5c: [of.der],
    x5thashS256: of.thumbprint,
    CertificateOrKeyId: of.serialNumber,
    JwkPath: of.keySet,
    OrgJwkPath: of.organisationKeySet,
  }
}
