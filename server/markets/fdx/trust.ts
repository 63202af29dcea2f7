import type { CertificateAttribute, SubjectIds, TrustFacts, TrustProfile } from '../trust-profile.ts'

const OID = { unit: '2.5.4.11', uid: '0.9.2342.19200300.100.1.1' }
/** An employer identification number: two digits, a hyphen that may be missing, seven digits. */
const EMPLOYER_NUMBER = /^(\d{2})-?(\d{7})$/

/** Certificates and statements of FDX applications: the standard leaves both to the bank; this is the install's way. */
export const trustProfile: TrustProfile = {
  roles: ['DATA_RECIPIENT', 'DATA_ACCESS_PLATFORM'],
  transportSubject: ({ organisation, software, host }: TrustFacts) => [
    { oid: '2.5.4.6', value: 'US', printable: true },
    { oid: '2.5.4.10', value: organisation.name },
    { oid: OID.unit, value: organisation.organisationId },
    { oid: OID.uid, value: software.softwareId },
    { oid: '2.5.4.3', value: host },
  ],
  readSubject(subject: readonly CertificateAttribute[]): SubjectIds {
    const attribute = (oid: string) => subject.find((candidate) => candidate.oid === oid)?.value
    return { softwareId: attribute(OID.uid), organisationId: attribute(OID.unit) }
  },
  statementClaims: ({ organisation, software, keySets }: TrustFacts) => ({
    iss: 'Bancada recipient registry',
    software_id: software.softwareId,
    software_client_name: software.name,
    software_client_description: software.description,
    software_client_uri: software.clientUri ?? '',
    software_logo_uri: software.logoUri ?? '',
    software_redirect_uris: software.redirectUris,
    software_jwks_uri: keySets.application,
    software_roles: software.roles,
    software_status: software.status,
    org_id: organisation.organisationId,
    org_name: organisation.name,
    org_number: organisation.registrationNumber,
    org_status: organisation.status,
  }),
  statementNames: { softwareId: 'software_id', organisationId: 'org_id', keySet: 'software_jwks_uri' },
  statementSeconds: 300,
  registrationNumber(text) {
    const [, head, tail] = EMPLOYER_NUMBER.exec(text.trim()) ?? []
    return head === undefined || tail === undefined ? undefined : head + tail
  },
}
