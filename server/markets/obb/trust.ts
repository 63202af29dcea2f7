import type { CertificateAttribute, SubjectIds, TrustFacts, TrustProfile } from '../trust-profile.ts'
import { register } from './register.ts'
import { bareNumber, isCnpj } from './registration-number.ts'
import { seal } from './seal.ts'

const IDENTIFIER_PREFIX = 'OFBBR-'
const OID = { unit: '2.5.4.11', identifier: '2.5.4.97', uid: '0.9.2342.19200300.100.1.1' }

/** What the Brazilian certificate standard and directory ask of certificates and software statements. */
export const trustProfile: TrustProfile = {
  roles: ['DADOS', 'PAGTO', 'CONTA', 'CCORR'],
  transportSubject,
  seal,
  register,
  readSubject,
  statementClaims,
  statementNames: { softwareId: 'software_id', organisationId: 'org_id', keySet: 'software_jwks_uri' },
  // Registration checks: a statement is not older than five minutes.
  statementSeconds: 300,
  registrationNumber(text) {
    const number = bareNumber(text)
    return isCnpj(number) ? number : undefined
  },
}

/** The subject of a transport certificate; the organisation's id also in OU, where older software looks for it. */
function transportSubject({ organisation, software, host }: TrustFacts) {
  return [
    { oid: '2.5.4.6', value: 'BR', printable: true },
    { oid: '2.5.4.8', value: 'SP' },
    { oid: '2.5.4.7', value: 'São Paulo' },
    { oid: '2.5.4.10', value: organisation.name },
    { oid: OID.unit, value: organisation.organisationId },
    { oid: '2.5.4.15', value: 'Private Organization' },
    { oid: '1.3.6.1.4.1.311.60.2.1.3', value: 'BR', printable: true },
    { oid: '2.5.4.5', value: organisation.registrationNumber, printable: true },
    { oid: OID.identifier, value: IDENTIFIER_PREFIX + organisation.organisationId },
    { oid: OID.uid, value: software.softwareId },
    { oid: '2.5.4.3', value: host },
  ]
}

/** The software is UID; the organisation the current attribute, or OU as in the standard's first years. */
function readSubject(subject: readonly CertificateAttribute[]): SubjectIds {
  const attribute = (oid: string) => subject.find((candidate) => candidate.oid === oid)?.value
  const identifier = attribute(OID.identifier)
  const organisationId = identifier?.startsWith(IDENTIFIER_PREFIX)
    ? identifier.slice(IDENTIFIER_PREFIX.length)
    : attribute(OID.unit)
  return { softwareId: attribute(OID.uid), organisationId }
}

function statementClaims({ organisation, software, keySets }: TrustFacts): Record<string, unknown> {
  return {
    iss: 'Open Banking Open Banking Brasil sandbox SSA issuer',
    software_mode: 'Live',
    software_environment: 'sandbox',
    software_version: software.version,
    software_id: software.softwareId,
    software_client_id: software.softwareId,
    software_client_name: software.name,
    software_client_description: software.description,
    software_client_uri: software.clientUri ?? '',
    software_logo_uri: software.logoUri ?? '',
    software_policy_uri: software.policyUri ?? '',
    software_tos_uri: software.tosUri ?? '',
    software_redirect_uris: software.redirectUris,
    software_origin_uris: software.originUris,
    software_api_webhook_uris: software.webhookUris,
    software_jwks_uri: keySets.application,
    software_jwks_transport_uri: keySets.transport,
    software_jwks_inactive_uri: keySets.inactiveApplication,
    software_jwks_transport_inactive_uri: keySets.inactiveTransport,
    software_roles: software.roles,
    software_statement_roles: software.roles.map((role) => ({
      role,
      authorisation_domain: 'Open Banking',
      status: software.status === 'Active' ? 'Active' : 'Inactive',
    })),
    software_status: software.status,
    org_id: organisation.organisationId,
    org_name: organisation.name,
    org_number: organisation.registrationNumber,
    org_status: organisation.status,
    organisation_competent_authority_claims: organisation.roles.map((role) => ({
      authorisation_role: role,
      authorisation_domain: 'Open Banking',
      registration_id: organisation.registrationNumber,
      authority_id: 'bancada-sandbox-authority',
      authority_name: 'Sandbox authority',
      authority_code: 'SANDBOX',
      status: organisation.status === 'Active' ? 'Active' : 'Inactive',
      authorisations: [],
    })),
  }
}
