import { expect, test } from 'vitest'
import { institutionIn, markets, type PublishedFacts } from '#markets'

const obb = markets.find(({ id }) => id === 'obb')!

const bank = {
  organisationId: 'bank-1',
  name: 'Banco Bancada S.A.',
  registrationNumber: '99999008000170',
  ispb: '99999008',
  roles: ['DADOS', 'CONTA'],
  status: 'Active' as const,
  createdAt: Date.UTC(2026, 10, 22),
}
const recipient = { ...bank, organisationId: 'other-1', name: 'Aurora', ispb: null, roles: ['DADOS'] }
const facts: PublishedFacts = {
  bank,
  institution: institutionIn(obb, bank),
  recipients: [recipient],
  issuer: 'https://localhost:1/obb',
  metadataUrl: 'https://localhost:1/obb/.well-known/openid-configuration',
  addresses: {
    public: 'https://localhost:1',
    mutual: 'https://localhost:2',
    directory: 'https://localhost:1/directory',
  },
  apis: obb.apis,
  apiBase: 'https://localhost:2/open-banking',
  idOf: (name) => `id of ${name}`,
}

type Participant = Record<string, unknown> & {
  AuthorisationServers: (Record<string, unknown> & {
    ApiResources: { ApiFamilyType: string; ApiDiscoveryEndpoints: { ApiEndpoint: string }[] }[]
  })[]
}
const list = obb.publication.document(facts) as Participant[]

test('the participants list has the bank with its authorisation server and every recipient without (GET /participants)', () => {
  expect(list).toHaveLength(2)
  expect(list[0]).toMatchObject({
    OrganisationId: 'bank-1',
    Status: 'Active',
    RegistrationNumber: '99999008000170',
    RegistrationId: '99999008',
    AuthorisationServers: [{ OpenIDDiscoveryDocument: facts.metadataUrl, SupportsDCR: true }],
  })
  expect(list[1]).toMatchObject({
    OrganisationName: 'Aurora',
    RegistrationId: '99999008000170',
    AuthorisationServers: [],
    OrgDomainRoleClaims: [{ Role: 'DADOS', Status: 'Active', AuthorisationDomain: 'Open Banking' }],
  })
})

test('every path of every API is published once, at the mutual-TLS address, with its parameters in braces', () => {
  const apis = list[0]!.AuthorisationServers[0]!.ApiResources
  expect(apis.map((api) => api.ApiFamilyType)).toEqual(['consents', 'resources', 'accounts'])
  const endpoints = apis.flatMap((api) => api.ApiDiscoveryEndpoints.map(({ ApiEndpoint }) => ApiEndpoint))
  expect(endpoints).toContain('https://localhost:2/open-banking/consents/v3/consents/{consentId}')
  expect(new Set(endpoints).size).toBe(endpoints.length)
})
