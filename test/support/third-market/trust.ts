import type { TrustProfile } from '#markets'

const OID = { serialNumber: '2.5.4.5', unit: '2.5.4.11' }
const NUMBER = /^isle-(\d{4})$/i

/** The island's certificates name the software in serialNumber and the organisation in OU; its numbers are ISLE-0000. */
export const trustProfile: TrustProfile = {
  roles: ['READER'],
  transportSubject: ({ organisation, software, host }) => [
    { oid: '2.5.4.10', value: organisation.name },
    { oid: OID.unit, value: organisation.organisationId },
    { oid: OID.serialNumber, value: software.softwareId, printable: true },
    { oid: '2.5.4.3', value: host },
  ],
  readSubject(subject) {
    const attribute = (oid: string) => subject.find((each) => each.oid === oid)?.value
    return { softwareId: attribute(OID.serialNumber), organisationId: attribute(OID.unit) }
  },
  statementClaims: ({ organisation, software, keySets }) => ({
    iss: 'Harbour office',
    boat: software.softwareId,
    boat_name: software.name,
    owner: organisation.organisationId,
    owner_name: organisation.name,
    seaworthy: software.status === 'Active',
    landings: software.redirectUris,
    keys: keySets.application,
  }),
  statementNames: { softwareId: 'boat', organisationId: 'owner', keySet: 'keys' },
  statementSeconds: 30,
  registrationNumber: (text) => (NUMBER.test(text.trim()) ? text.trim().toUpperCase() : undefined),
}
